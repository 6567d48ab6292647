import 'server-only'
import { attempt, nullWhenMissing } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { parsePolicy, parseResourcePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { fail, ok, type Result } from '@/lib/result'
import type { RoleDetail } from '@/lib/roles/model'
import { getRole } from '@/lib/roles/queries'
import { carriesStop, STOP_REASON_TAG, STOPPED_AT_TAG } from '@/lib/roles/stop-marks'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { listEndpoints } from '@/lib/runtimes/queries'
import { hasDeny } from '@/lib/stop/deny'
import { type Lever, type LeverReading, type LeverState, type StopReading, stopStateOf } from '@/lib/stop/model'

/** Whether a runtime is stopped, from what AWS has now. A part that may not be read is `unknown`, and says why. */
export async function readStop(connection: Connection, runtime: RuntimeDetail): Promise<Result<StopReading>> {
  const [role, resources] = await Promise.all([
    getRole(connection, runtime.roleName),
    resourceLevers(connection, runtime),
  ])

  if (!resources.ok) {
    return resources
  }
  const readings = await Promise.all(resources.data.map((lever) => readResource(connection, lever)))
  const levers = [roleReading(runtime, role), ...readings]
  const tags = role.ok ? (role.data?.tags ?? {}) : {}
  const { [STOPPED_AT_TAG]: since, [STOP_REASON_TAG]: reason } = tags
  const state = stopStateOf(levers)
  const isOurs = state === 'stopped' || state === 'incomplete'
  return ok({
    state,
    levers,
    ...(isOurs && since !== undefined ? { since } : {}),
    ...(isOurs && reason !== undefined ? { reason } : {}),
  })
}

/** The runtime and each of its endpoints: AWS asks the policies of both. */
export async function resourceLevers(connection: Connection, { id, arn }: RuntimeDetail): Promise<Result<Lever[]>> {
  const endpoints = await listEndpoints(connection, id)

  if (!endpoints.ok) {
    return endpoints
  }
  const named = endpoints.data.map(({ name, arn: own }): Lever => ({ kind: 'endpoint', name, arn: own }))
  return ok([{ kind: 'runtime', name: id, arn }, ...named])
}

/** The text of the policy that hangs on a runtime or an endpoint. */
export function resourcePolicyText(connection: Connection, arn: string): Promise<Result<string | null>> {
  return attempt(async () => {
    const answer = await nullWhenMissing(
      awsClients(connection).agentcoreControl.getResourcePolicy({ resourceArn: arn }),
    )
    return answer?.policy ?? null
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
  if (carriesStop(role)) {
    return 'closed'
  }
  const { inlinePolicies, attachedPolicies } = role
  const texts = [...inlinePolicies, ...attachedPolicies].flatMap(({ document }) =>
    document === null ? [] : [document],
  )
  const isDenied = texts.some((text) => {
    const read = parsePolicy(text)
    return read.ok && deniesAll(read.data)
  })
  return isDenied ? 'elsewhere' : 'open'
}

/** Some statement denies everything, or all but a few services, on everything, whatever comes. */
function deniesAll({ Statement }: PolicyDocument): boolean {
  return Statement.some(
    ({ Effect, Action, NotAction, Resource, Condition }) =>
      Effect === 'Deny' &&
      !Condition &&
      Resource?.includes('*') === true &&
      (Action?.includes('*') === true || NotAction !== undefined),
  )
}

function deniesEverybody({ Statement }: PolicyDocument): boolean {
  return Statement.some(({ Effect, Principal, Action, Condition }) => {
    const isEverybody = Principal === '*' || (Principal !== undefined && Principal.AWS?.includes('*') === true)
    const isInvocation = Action?.some((one) => /^(\*|bedrock-agentcore:(\*|Invoke(\*|AgentRuntime\*?)))$/i.test(one))
    return Effect === 'Deny' && !Condition && isEverybody && isInvocation === true
  })
}
