import type { Failure } from '@/lib/result'
import type { Door } from '@/lib/runtimes/verdict'

export type CheckId =
  | 'status'
  | 'stop'
  | 'metadata'
  | 'endpoint'
  | 'trust'
  | 'base'
  | 'sign-in'
  | 'image'
  | 'danger'
  | 'refused'
  | 'log'
  | 'sessions'
  | 'cost'
  | 'quotas'
  | 'drift'

/**
 * What is looked at, in the order in which it is shown: what keeps callers out first, what is only worth knowing last. `needs`: the
 * IAM actions of the look.
 */
export const CHECKS: readonly { id: CheckId; title: string; needs?: string }[] = [
  { id: 'status', title: 'Status', needs: 'bedrock-agentcore:GetAgentRuntime' },
  { id: 'stop', title: 'Stop', needs: 'iam:GetRole, bedrock-agentcore:GetResourcePolicy' },
  { id: 'metadata', title: 'MMDSv2' },
  { id: 'endpoint', title: 'Endpoint' },
  { id: 'trust', title: 'Trust policy', needs: 'iam:GetRole' },
  {
    id: 'base',
    title: 'Base permissions',
    needs: 'iam:GetRole, iam:ListRolePolicies, iam:GetRolePolicy, iam:ListAttachedRolePolicies',
  },
  { id: 'sign-in', title: 'Sign-in', needs: 'cognito-idp:DescribeUserPoolClient' },
  { id: 'image', title: 'Image' },
  {
    id: 'danger',
    title: 'What the role may do',
    needs: 'iam:GetRole, iam:ListRolePolicies, iam:GetRolePolicy, iam:ListAttachedRolePolicies',
  },
  { id: 'quotas', title: 'Quotas', needs: 'iam:GetRole, iam:ListRolePolicies, iam:GetRolePolicy' },
  {
    id: 'drift',
    title: 'Drift',
    needs:
      'bedrock-agentcore:GetAgentRuntime, bedrock-agentcore:ListTagsForResource, iam:GetRole, iam:ListRolePolicies, iam:GetRolePolicy, iam:ListAttachedRolePolicies, logs:DescribeLogGroups, cognito-idp:DescribeUserPoolClient',
  },
  { id: 'refused', title: 'Calls in 24 h', needs: 'logs:FilterLogEvents' },
  { id: 'log', title: 'Log', needs: 'logs:DescribeLogGroups' },
  { id: 'sessions', title: 'Sessions' },
  { id: 'cost', title: 'Cost', needs: 'cloudwatch:GetMetricData, bedrock-agentcore:ListTagsForResource' },
]

/** `failing`: callers get no answer, or anybody gets one. `warning`: mend it soon. `note`: worth knowing. `unknown`: it could not be looked at. */
export type CheckState = 'well' | 'note' | 'warning' | 'failing' | 'unknown'

/** What one look found. `evidence` is a sentence; `at` (ISO 8601) is when that was, where it was not just now. */
export type Finding = {
  state: CheckState
  evidence: string
  at?: string | undefined
  remedy?: string | undefined
  /** What mends it. */
  action?: Door | undefined
  /** Why it could not be looked at. */
  failure?: Failure | undefined
  /** Of the cost alone: dollars. */
  perDay?: number | undefined
}

export type HealthCheck = Finding & { id: CheckId; title: string }

/** What a look that failed found. A refusal by AWS need not name what is missing; the table does. */
export function unknown(failure: Failure, id: CheckId): Finding {
  const { code, message, remedy, link } = failure
  const needs = code === 'access-denied' ? CHECKS.find((check) => check.id === id)?.needs : undefined
  const missing = needs === undefined ? '' : ` The look takes ${needs}.`
  return { state: 'unknown', evidence: `${message}${missing}`, remedy, action: link, failure }
}

const WORST: readonly CheckState[] = ['failing', 'warning']

/** The first of the worst; undefined when all is well, as far as could be seen. */
export function worstOf(checks: readonly HealthCheck[]): HealthCheck | undefined {
  return WORST.map((state) => checks.find((check) => check.state === state)).find((check) => check !== undefined)
}
