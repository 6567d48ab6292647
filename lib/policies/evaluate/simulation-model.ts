import type { Decision } from '@/lib/policies/evaluate/evaluate'

/** One condition of a statement that takes in the action and the resource. */
export type ConditionReport = {
  operator: string
  key: string
  wanted: string[]
  /** The request's values; undefined when the request lacks the key. */
  actual?: string[] | undefined
  holds: boolean
}

/** A statement that spoke, or would have but for its conditions. `role` says whether it hangs on the role or bounds it. */
export type StatementReport = {
  policy: string
  statement: number
  sid?: string
  role: 'identity' | 'boundary'
  effect: 'Allow' | 'Deny'
  applies: boolean
  conditions: ConditionReport[]
}

export type Simulation = Decision & {
  /** One plain sentence: what decided. */
  reason: string
  /** The conditions that decided: those that held in the deciding statement, or failed in the ones that would have allowed. */
  decidedBy: ConditionReport[]
  /** Every statement for this action and resource. */
  considered: StatementReport[]
}
