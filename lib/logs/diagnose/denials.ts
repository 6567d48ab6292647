import type { Explained, Severity } from '@/lib/logs/diagnose/model'
import { SOURCES } from '@/lib/logs/diagnose/sources'
import { type Denial, readDenial } from '@/lib/policies/denial/denial'

const REFUSED =
  /not authorized to perform|An error occurred \((?:AccessDenied\w*|UnauthorizedOperation|AuthorizationError\w*)\)|"?error_?[cC]ode"? ?[:=] ?"?(?:AccessDenied\w*|UnauthorizedOperation)|encoded authorization failure message|AccessDenied(?:Exception)?: /

/** What AWS refused, when a message says so of a request. The words "access denied" alone are no refused request. */
export function denialIn(text: string): Denial | null {
  // Those two are refusals of the image and of the role, which no statement for an action answers.
  return REFUSED.test(text) && !/validating ECR URI|Authorization method mismatch/i.test(text) ? readDenial(text) : null
}

export type DenialFinding = Explained & {
  about: string
  severity: Severity
  denial: Denial
  source: { label: string; href: string }
}

/** The finding of a refused request, in terms of the role that asked. */
export function explainDenial(denial: Denial): DenialFinding {
  const { action, operation, resource, effect, policy } = denial
  const what = action ?? operation ?? 'a request'
  const isWorkloadToken = action?.startsWith('bedrock-agentcore:GetWorkloadAccessToken') === true
  return {
    about: [effect, policy, what, resource].filter(Boolean).join('|'),
    severity: 'error',
    denial,
    source: isWorkloadToken ? SOURCES.workloadToken : SOURCES.denied,
    title: `AWS denied ${what}.`,
    ...explanationOf(denial, isWorkloadToken),
  }
}

function explanationOf({ effect, policy, resource, principal }: Denial, isWorkloadToken: boolean) {
  const who = /assumed-role\/([\w+=,.@-]+)/.exec(principal ?? '')?.[1]
  const where = resource && resource !== '*' ? ` on ${resource}` : ''

  if (isWorkloadToken) {
    return {
      cause: "The role's policy names another region or name than the runtime's workload identity.",
      remedy: 'Allow it on the ARN of the message. Runtimes made since 13 October 2025 need it no more.',
      action: { type: 'add-permission' } as const,
    }
  }
  if (effect === 'explicit' || (policy !== undefined && policy !== 'identity')) {
    return {
      cause:
        effect === 'explicit'
          ? `A Deny statement matched${where}, and a Deny wins over every Allow.`
          : `The missing Allow${where} belongs into another policy than the role's own.`,
      remedy: 'Look at what the message says about the policy; another Allow in the role changes nothing.',
      action: { type: 'edit-role' } as const,
    }
  }
  return {
    cause: `${who ? `No policy of the role ${who}` : 'No policy of the execution role'} allows it${where}.`,
    remedy: 'Add the permission if the server should be able to do that.',
    action: { type: 'add-permission' } as const,
  }
}
