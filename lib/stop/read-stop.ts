import 'server-only'
import { cache } from 'react'
import { attempt, nullWhenMissing } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { parsePolicy, parseResourcePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { type Failure, fail, type Result } from '@/lib/result'
import type { RoleDetail } from '@/lib/roles/model'
import { getRole } from '@/lib/roles/queries'
import { carriesStop, STOP_REASON_TAG, STOPPED_AT_TAG } from '@/lib/roles/stop-marks'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { listEndpoints } from '@/lib/runtimes/queries'
import { hasDeny } from '@/lib/stop/deny'
import { type Lever, type LeverReading, type LeverState, type StopReading, stopStateOf } from '@/lib/stop/model'

/** Whether a runtime is stopped, from what AWS has now. A part that may not be read is `unknown`, and says why. */
export async function readStop(connection: Connection, runtime: RuntimeDetail): Promise<StopReading> {
  const [role, { levers: resources, failure }] = await Promise.all([
    getRole(connection, runtime.roleName),
    resourceLevers(connection, runtime),
  ])
  const readings = await Promise.all(resources.map((lever) => readResource(connection, lever)))
  const levers = [roleReading(runtime, role), ...readings, ...(failure ? [unlisted(runtime, failure)] : [])]
  const tags = role.ok ? (role.data?.tags ?? {}) : {}
  const { [STOPPED_AT_TAG]: since, [STOP_REASON_TAG]: reason } = tags
  const state = stopStateOf(levers)
  const isOurs = state === 'stopped' || state === 'incomplete'
  return {
    state,
    levers,
    ...(isOurs && since !== undefined ? { since } : {}),
    ...(isOurs && reason !== undefined ? { reason } : {}),
  }
}

/** The same for what one request draws: its header and its page have one connection and one runtime, and share the reading. */
export const stopOfRequest = cache(readStop)

/** The runtime and each of its endpoints: AWS asks the policies of both. The runtime alone where the others can't be listed. */
export async function resourceLevers(
  connection: Connection,
  { id, arn }: RuntimeDetail,
): Promise<{ levers: Lever[]; failure?: Failure }> {
  const own: Lever = { kind: 'runtime', name: id, arn }
  const endpoints = await listEndpoints(connection, id)

  if (!endpoints.ok) {
    return { levers: [own], failure: endpoints.error }
  }
  return { levers: [own, ...endpoints.data.map(({ name, arn }): Lever => ({ kind: 'endpoint', name, arn }))] }
}

function unlisted({ arn }: RuntimeDetail, failure: Failure): LeverReading {
  return { kind: 'endpoint', name: 'of any name', arn: `${arn}/runtime-endpoint/*`, state: 'unknown', failure }
}

/** The text of the policy that hangs on a runtime or an endpoint. */
export function resourcePolicyText(connection: Connection, arn: string): Promise<Result<string | null>> {
  return attempt(async () => {
    const answer = await nullWhenMissing(
      awsClients(connection).agentcoreControl.getResourcePolicy({ resourceArn: arn }),
    )
    return answer?.policy || null
  })
}

async function readResource(connection: Connection, lever: Lever): Promise<LeverReading> {
  const text = await resourcePolicyText(connection, lever.arn)

  if (!text.ok) {
    return { ...lever, state: 'unknown', failure: text.error }
  }
  if (text.data !== null && hasDeny(text.data, lever.arn)) {
    return { ...lever, state: 'closed' }
  }
  const read = text.data === null ? null : parseResourcePolicy(text.data)
  return { ...lever, state: read?.ok && deniesEverybody(read.data) ? 'elsewhere' : 'open' }
}

function roleReading({ roleName, roleArn }: RuntimeDetail, role: Result<RoleDetail | null>): LeverReading {
  const lever: Lever = { kind: 'role', name: roleName, arn: roleArn }

  if (!role.ok) {
    return { ...lever, state: 'unknown', failure: role.error }
  }
  const missing = fail({ code: 'not-found', message: `IAM has no role ${roleName}.`, remedy: 'Choose another role.' })
  return role.data
    ? { ...lever, state: stateOfRole(role.data) }
    : { ...lever, state: 'unknown', failure: missing.error }
}

function stateOfRole(role: RoleDetail): LeverState {
  const { inlinePolicies, attachedPolicies } = role
  const denying = [...inlinePolicies, ...attachedPolicies].filter(({ document }) => {
    const read = document === null ? undefined : parsePolicy(document)
    return read?.ok && deniesAll(read.data)
  })
  // By what it says, not by its name: somebody may have changed it.
  const isOurs = carriesStop({ ...role, ...withinRole(role, denying) })
  return isOurs ? 'closed' : denying.length > 0 ? 'elsewhere' : 'open'
}

/** What of a role's policies is among these. AWS's own deny-all is whatever it says, which may not be read. */
function withinRole({ inlinePolicies, attachedPolicies }: RoleDetail, some: object[]) {
  return {
    inlinePolicies: inlinePolicies.filter((policy) => some.includes(policy)),
    attachedPolicies: attachedPolicies.filter((policy) => some.includes(policy) || policy.document === null),
  }
}

/** What a stop may leave open: a log that goes on harms nobody. */
const TELEMETRY = /^(logs|xray|cloudwatch):/i

/** Some statement denies everything, or all but telemetry, on everything, whatever comes. */
function deniesAll({ Statement }: PolicyDocument): boolean {
  return Statement.some(
    ({ Effect, Action, NotAction, Resource, Condition }) =>
      Effect === 'Deny' &&
      !Condition &&
      Resource?.includes('*') === true &&
      (Action?.includes('*') === true || NotAction?.every((action) => TELEMETRY.test(action)) === true),
  )
}

function deniesEverybody({ Statement }: PolicyDocument): boolean {
  return Statement.some(({ Effect, Principal, Action, Condition }) => {
    const isEverybody = Principal === '*' || (Principal !== undefined && Principal.AWS?.includes('*') === true)
    const isInvocation = Action?.some((one) => /^(\*|bedrock-agentcore:(\*|Invoke(\*|AgentRuntime\*?)))$/i.test(one))
    return Effect === 'Deny' && !Condition && isEverybody && isInvocation === true
  })
}
