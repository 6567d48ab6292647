import type { Decision } from '@/scripts/checks/peers/differential/decision'
import { AGENTCORE_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-agentcore'
import { COGNITO_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-cognito'
import { IAM_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-iam'
import { LOGS_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-logs'

/** What was decided about each difference between the practice account and moto. */
export const DECISIONS: readonly Decision[] = [
  ...IAM_DECISIONS,
  ...LOGS_DECISIONS,
  ...COGNITO_DECISIONS,
  ...AGENTCORE_DECISIONS,
]
