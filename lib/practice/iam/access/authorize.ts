import { evaluatePolicies, type NamedPolicy, type PolicyRequest } from '@/lib/policies/evaluate/evaluate'
import { evaluateResourcePolicy, type ResourceDecision } from '@/lib/policies/evaluate/resource-policy'
import { ACCOUNT_ID } from '@/lib/practice/account'
import { OPERATOR_POLICY_NAME, operatorOf } from '@/lib/practice/iam/access/identity'
import { policyDocument } from '@/lib/practice/iam/access/policy-cache'
import { policyText, textOfPolicies, withoutText } from '@/lib/practice/iam/policies/managed'
import { findRole, type RolePolicies, type StoredRole } from '@/lib/practice/iam/store'
import { commonError } from '@/lib/practice/wire/common-errors'
import type { ProtocolName } from '@/lib/practice/wire/models'
import { notImitatedText } from '@/lib/practice/wire/not-imitated'
import type { AuthorizationRequest, Call, Identity } from '@/lib/practice/wire/service'
import type { StateStore } from '@/lib/practice/wire/state'

type Caller = Pick<Call, 'identity' | 'state' | 'now' | 'switches' | 'viaMcp'>

/** `unknown`: policies of AWS that are attached, and whose texts are not here. */
export type CallerPolicies = { identityPolicies: NamedPolicy[]; boundary?: NamedPolicy; unknown?: string[] }

/** The policies that count for the caller right now; a role's newest change counts once it has propagated. */
function identityPoliciesOf({ identity, state, now, switches }: Caller): CallerPolicies {
  if (identity.type === 'anonymous') {
    return { identityPolicies: [] }
  }
  if (identity.type === 'user') {
    return { identityPolicies: [named(OPERATOR_POLICY_NAME, operatorOf(state).policy)] }
  }
  const role = findRole(state, identity.roleName)
  return role
    ? callerPolicies(state, effectivePolicies(role, now(), switches.policyPropagationMs))
    : { identityPolicies: [] }
}

export function effectivePolicies(role: StoredRole, now: number, propagationMs: number): RolePolicies {
  return now < role.policyChange.at + propagationMs ? role.policyChange.previous : role.policies
}

export function callerPolicies(state: StateStore, policies: RolePolicies): CallerPolicies {
  const attached = policies.attached.flatMap((arn) => {
    const text = policyText(state, arn)
    return text === undefined ? [] : [named(arn, text)]
  })
  const inline = Object.entries(policies.inline).map(([name, text]) => named(name, text))
  const { boundary } = policies
  // A boundary that is gone allows nothing, as on AWS.
  const bounds = boundary === null ? {} : { boundary: named(boundary, policyText(state, boundary) ?? '') }
  const unknown = withoutText(boundary === null ? policies.attached : [...policies.attached, boundary])
  return { identityPolicies: [...inline, ...attached], ...bounds, unknown }
}

/** Throws AccessDenied in AWS's words, in the protocol's own code. */
export function authorizerFor(caller: Caller & { region: string }, protocol: ProtocolName): Call['authorize'] {
  return (request) => {
    const { identityPolicies, boundary, unknown } = identityPoliciesOf(caller)
    const context = { ...globalContext(caller), ...request.context }
    const ask = { action: request.action, resource: request.resource, context }
    const decision = evaluatePolicies({ identityPolicies, request: ask })
    const granted = resourceDecision(request.resourcePolicy, caller, ask)

    if (granted === 'explicit-deny') {
      throw denied(caller, protocol, request, granted, { source: 'resource-based policy' })
    }
    if (decision.effect === 'explicit-deny' || (decision.effect === 'implicit-deny' && granted !== 'allowed')) {
      throw denied(caller, protocol, request, decision.effect, { source: 'identity-based policy', unknown })
    }
    if (!boundary) {
      return
    }
    const bounds = evaluatePolicies({ identityPolicies: [boundary], request: ask })

    if (bounds.effect !== 'allowed') {
      throw denied(caller, protocol, request, bounds.effect, { source: 'permissions boundary', unknown })
    }
  }
}

function resourceDecision(text: string | undefined, { identity }: Caller, ask: PolicyRequest): ResourceDecision {
  const caller = identity.type === 'anonymous' ? null : { arns: callerArns(identity), accountId: ACCOUNT_ID }
  return text === undefined ? 'silent' : evaluateResourcePolicy(policyDocument(text, 'resource'), caller, ask)
}

/** A policy may name the session or the role that it is of. */
function callerArns({ arn }: Exclude<Identity, { type: 'anonymous' }>): string[] {
  return [...new Set([arn, roleOfSession(arn)])]
}

function roleOfSession(arn: string): string {
  return arn.replace(/^(arn:[^:]+):sts:(:\d+):assumed-role\/(.+)\/[^/]+$/, '$1:iam:$2:role/$3')
}

type Source = 'identity-based policy' | 'permissions boundary' | 'resource-based policy'

function denied(
  { identity }: Caller,
  protocol: ProtocolName,
  { action, resource }: AuthorizationRequest,
  effect: 'implicit-deny' | 'explicit-deny',
  { source, unknown = [] }: { source: Source; unknown?: string[] | undefined },
) {
  const who = identity.type === 'anonymous' ? 'anonymous' : identity.arn
  const why =
    effect === 'explicit-deny'
      ? `with an explicit deny in ${source === 'identity-based policy' ? 'an' : 'a'} ${source}`
      : `because no ${source} allows the ${action} action`
  // On AWS one of them may allow it: without the sentence the role would look wrong.
  const hint = effect === 'implicit-deny' && unknown.length > 0 ? `. ${notImitatedText(textOfPolicies(unknown))}` : ''
  return commonError(
    protocol,
    'access-denied',
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${why}${hint}`,
  )
}

/** The keys that every request carries. AWS is only reachable over TLS, so aws:SecureTransport is what it would be there. */
function globalContext({ identity, now, region, viaMcp }: Caller & { region: string }): Record<string, string> {
  const at = new Date(now())
  const common = {
    'aws:CurrentTime': at.toISOString(),
    'aws:EpochTime': String(Math.floor(at.getTime() / 1000)),
    'aws:RequestedRegion': region,
    'aws:SecureTransport': 'true',
    'aws:SourceIp': '127.0.0.1',
    'aws:PrincipalIsAWSService': 'false',
    'aws:ViaAWSService': 'false',
    // A direct call has neither key, so that no condition on them fits it.
    ...(viaMcp === undefined ? {} : { 'aws:ViaAWSMCPService': 'true', 'aws:CalledViaAWSMCP': viaMcp }),
  }
  if (identity.type === 'anonymous') {
    return { ...common, 'aws:PrincipalType': 'Anonymous' }
  }
  const principal = { 'aws:PrincipalAccount': ACCOUNT_ID, 'aws:userid': identity.userId }

  if (identity.type === 'user') {
    return {
      ...common,
      ...principal,
      'aws:PrincipalArn': identity.arn,
      'aws:PrincipalType': 'User',
      'aws:username': identity.userName,
    }
  }
  return {
    ...common,
    ...principal,
    'aws:PrincipalArn': roleOfSession(identity.arn),
    'aws:PrincipalType': 'AssumedRole',
  }
}

function named(name: string, text: string): NamedPolicy {
  return { name, document: policyDocument(text) }
}
