import { AGENTCORE_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-agentcore'
import { COGNITO_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-cognito'
import { IAM_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-iam'
import { LOGS_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-logs'

export type Decision = {
  /** A difference, word for word as the comparison prints it. */
  differs: string
  /** Ids of the calls that it is decided for. */
  calls: readonly string[]
  right: 'practice account' | 'moto' | 'both'
  /** A refusal by the service model is checked: botocore has to find the request invalid, too. */
  by: 'service model' | 'documentation'
  why: string
}

/** What was decided about each difference between the practice account and moto. */
export const DECISIONS: readonly Decision[] = [
  ...IAM_DECISIONS,
  ...LOGS_DECISIONS,
  ...COGNITO_DECISIONS,
  ...AGENTCORE_DECISIONS,
]
