import type { FindingType, QuickFix } from '@/lib/policies/findings/model'
import type { JsonPath, PolicyView, StatementView } from '@/lib/policies/findings/view'

/** `about` is one sentence for docs/policy-rules.md: when it is said. */
export type RuleInfo = { type: FindingType; about: string }

/** Where in the text, and which JSON value. */
export type Place = { node: { offset: number; length: number }; path: JsonPath }

export type Say<Code extends string = string> = (code: Code, place: Place, message: string, fixes?: QuickFix[]) => void

/** Rules that look at the same thing. `checkStatement` is asked for each statement, `checkPolicy` once. */
export type RuleFamily<Code extends string = string> = {
  rules: Record<Code, RuleInfo>
  checkPolicy?(policy: PolicyView, say: Say<Code>): void
  checkStatement?(statement: StatementView, policy: PolicyView, say: Say<Code>): void
}
