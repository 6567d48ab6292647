import { parseTrustPolicy } from '@/lib/policies/document/document'
import { evaluateTrust } from '@/lib/policies/evaluate/trust'
import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import { recordAssumption } from '@/lib/practice/cloudtrail/record'
import { type Credentials, openSession } from '@/lib/practice/iam/access/identity'
import { findRole, type StoredRole } from '@/lib/practice/iam/store'
import type { Call, Identity } from '@/lib/practice/wire/service'
import type { StateStore } from '@/lib/practice/wire/state'

export type ExecutionRoleRequest = {
  /** `bedrock-agentcore.amazonaws.com` */
  servicePrincipal: string
  sourceAccount: string
  sourceArn: string
  /** 2 to 64 of `[\w+=,.@-]`. */
  sessionName: string
}

/** `reason` is for the practice account's own messages: what stands in the way. */
export type Assumption =
  | { ok: true; role: StoredRole; credentials: Credentials; identity: Extract<Identity, { type: 'assumed-role' }> }
  | { ok: false; reason: string }

/** Temporary credentials (one hour) with which a service acts as the role, if the role's trust policy lets it. */
export function assumeExecutionRole(call: Call, roleArn: string, request: ExecutionRoleRequest): Assumption {
  const checked = checkExecutionRole(call, roleArn, request)

  if (!checked.ok) {
    return checked
  }
  const { role } = checked
  const now = call.now()
  role.lastUsed = { at: now, region: call.region }
  const session = openSession(call.state, role, { sessionName: request.sessionName, seconds: 3600, now })
  const { sessionName, servicePrincipal } = request
  recordAssumption(call, { roleArn, sessionName, servicePrincipal }, session)
  return { ok: true, role, ...session }
}

/** The same checks without opening a session: what AgentCore does when a runtime is created or updated. */
export function checkExecutionRole(
  call: Pick<Call, 'state' | 'now' | 'switches'>,
  roleArn: string,
  request: Omit<ExecutionRoleRequest, 'sessionName'>,
): { ok: true; role: StoredRole } | { ok: false; reason: string } {
  const role = roleByArn(call.state, roleArn)

  if (!role) {
    return { ok: false, reason: `The role ${roleArn} does not exist.` }
  }
  const text = effectiveTrust(role, call.now(), call.switches.rolePropagationMs)

  if (text === null) {
    return { ok: false, reason: `The role ${roleArn} is not known to every service yet.` }
  }
  const trust = parseTrustPolicy(text)

  if (!trust.ok) {
    return { ok: false, reason: trust.error.message }
  }
  const decision = evaluateTrust(trust.data, {
    service: request.servicePrincipal,
    context: { 'aws:SourceAccount': request.sourceAccount, 'aws:SourceArn': request.sourceArn },
  })
  return decision.trusted ? { ok: true, role } : { ok: false, reason: decision.explanation }
}

/** The trust policy that the other services see at this time; null while they don't know the role. */
export function effectiveTrust(role: StoredRole, now: number, propagationMs: number): string | null {
  return now < role.trustChange.at + propagationMs ? role.trustChange.previous : role.trust
}

export function roleArn(role: StoredRole): string {
  return `arn:${PARTITION}:iam::${ACCOUNT_ID}:role${role.path}${role.name}`
}

export function roleByArn(state: StateStore, arn: string): StoredRole | undefined {
  const role = findRole(state, arn.split('/').at(-1) ?? '')
  return role && roleArn(role) === arn ? role : undefined
}
