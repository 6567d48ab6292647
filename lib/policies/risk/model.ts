import type { StatementRef } from '@/lib/policies/evaluate/grants'

/** `administration` is what Slipway refuses; `agentcore` are dangers of the place where the assistant runs. */
export type RiskCategory =
  | 'administration'
  | 'escalation'
  | 'agentcore'
  | 'credentials'
  | 'secrets'
  | 'exfiltration'
  | 'exposure'
  | 'change'

/** From the worst to the mildest. A scope in Resource or Condition lowers the grade. */
export const RISK_GRADES = ['critical', 'high', 'medium', 'low'] as const
export type RiskGrade = (typeof RISK_GRADES)[number]

/** One bad thing that the assistant could do with these policies. */
export type Risk = {
  /** Stable: a path of pathfinding.cloud (`lambda-001`), or `category:service`. */
  id: string
  category: RiskCategory
  grade: RiskGrade
  title: string
  /** One or two plain sentences. */
  explanation: string
  /** `service:Action`s that make it possible. */
  actions: string[]
  /** The statements that allow them. */
  statements: StatementRef[]
  /** What limits it and lowered the grade. */
  limitedBy: ('resource' | 'condition')[]
  /** The id of a risk that needs less and gives the same: shown only on request. */
  within?: string
  source?: { name: string; url: string }
}

/** What could happen, from the worst to what hardly matters. The place is fixed: a scoped deletion is still a deletion. */
export const RISK_CLASSES = [
  'everything',
  'changes',
  'itself',
  'agents',
  'opens',
  'secrets',
  'data',
  'everyday',
] as const
export type RiskClass = (typeof RISK_CLASSES)[number]
