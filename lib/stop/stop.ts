import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { callsOf } from '@/lib/bridge/recording/calls'
import { roleUsers } from '@/lib/deployments/teardown/queries'
import { ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { closeResource, closeRole, openResource, openRole } from '@/lib/stop/levers'
import type { Lever, StopReport, StopStep } from '@/lib/stop/model'
import { firstRefusal } from '@/lib/stop/probe'
import { readStop, resourceLevers } from '@/lib/stop/read-stop'
import type { Writer } from '@/lib/writer'

const SESSIONS_AT_ONCE = 8
/** AWS's longest session. */
const LONGEST_SESSION_MS = 8 * 3_600_000
const AWS_MIN_SESSION_ID = 33

export type StopOptions = {
  reason: string
  /** The other runtimes that use the role are stopped with it; without it a shared role stays as it is. */
  isRoleShared?: boolean
  /** How long to wait for the first call that is refused. IAM and AgentCore may take a minute. */
  verifyMs?: number
}

/**
 * Denies first, then ends sessions, then looks: what a stop does, in this order. Each step is done or found done, so that a second
 * run completes one that was cut off. Fails only when AWS could not be asked at all.
 */
export async function stopRuntime(
  writer: Writer,
  connection: Connection,
  runtime: RuntimeDetail,
  { reason, isRoleShared = false, verifyMs = 60_000 }: StopOptions,
): Promise<Result<StopReport>> {
  const askedAt = new Date().toISOString()
  const levers = await resourceLevers(connection, runtime)

  if (!levers.ok) {
    return levers
  }
  const steps: StopStep[] = []
  const note = (step: Omit<StopStep, 'at'>) => steps.push({ ...step, at: new Date().toISOString() })
  await Promise.all([
    stopRole(writer, connection, runtime, { at: askedAt, reason, isRoleShared }).then(note),
    ...levers.data.map(async (lever) => {
      const closed = await closeResource(writer, connection, lever, askedAt)
      note(stepOf(`Deny calls to ${nameOf(lever)}`, closed))
    }),
  ])
  note(await endSessions(connection, runtime))
  const refusedAt = await firstRefusal(writer, connection, runtime, verifyMs)
  const reading = await readStop(connection, runtime)
  return reading.ok ? ok({ reading: reading.data, steps, askedAt, refusedAt }) : reading
}

/** Takes the denies away again, on the role and on everything that has one, and looks. */
export async function resumeRuntime(
  writer: Writer,
  connection: Connection,
  runtime: RuntimeDetail,
): Promise<Result<StopReport>> {
  const askedAt = new Date().toISOString()
  const levers = await resourceLevers(connection, runtime)

  if (!levers.ok) {
    return levers
  }
  const steps: StopStep[] = []
  const note = (step: Omit<StopStep, 'at'>) => steps.push({ ...step, at: new Date().toISOString() })
  await Promise.all(
    levers.data.map(async (lever) => {
      note(stepOf(`Let calls to ${nameOf(lever)} in`, await openResource(writer, connection, lever)))
    }),
  )
  const opened = await openRole(writer, connection, roleOf(runtime))
  note(stepOf(`Give ${runtime.roleName} its permissions back`, opened))
  const reading = await readStop(connection, runtime)
  return reading.ok ? ok({ reading: reading.data, steps, askedAt }) : reading
}

async function stopRole(
  writer: Writer,
  connection: Connection,
  runtime: RuntimeDetail,
  { at, reason, isRoleShared }: { at: string; reason: string; isRoleShared: boolean },
): Promise<Omit<StopStep, 'at'>> {
  const what = `Deny everything to ${runtime.roleName}`
  const others = isRoleShared ? ok<string[]>([]) : await otherUsers(connection, runtime)

  if (others.ok && others.data.length > 0) {
    return { what, outcome: 'skipped', why: usersText(others.data) }
  }
  const step = stepOf(what, await closeRole(writer, connection, roleOf(runtime), { at, reason }))
  // A stop that waited for an answer about others would be none.
  return others.ok ? step : { ...step, why: 'Whether others use this role could not be found out.' }
}

/** Names of the other runtimes of this region that run with the role. */
export async function otherUsers(connection: Connection, { name, roleArn }: RuntimeDetail): Promise<Result<string[]>> {
  const users = await roleUsers(connection, roleArn)
  return users.ok ? ok(users.data.filter((one) => one !== name)) : users
}

/** Ends the sessions that the record of the bridge knows. AWS lists none, and a token runtime takes no signature here. */
async function endSessions(connection: Connection, runtime: RuntimeDetail): Promise<Omit<StopStep, 'at'>> {
  const what = 'End the sessions that are known'
  const ids = [...new Set(callsOf(runtime, Date.now() - LONGEST_SESSION_MS).flatMap(({ session }) => session ?? []))]
  const pending = ids.filter((id) => id.length >= AWS_MIN_SESSION_ID)

  if (runtime.inboundAuth.type !== 'sigv4') {
    return { what, outcome: 'skipped', why: 'The runtime takes tokens, and AgentCore wants one to end a session.' }
  }
  if (pending.length === 0) {
    return { what, outcome: 'already', why: 'None is known.' }
  }
  let ended = 0

  async function work() {
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      ended += (await endSession(connection, runtime.arn, id)) ? 1 : 0
    }
  }
  await Promise.all(Array.from({ length: SESSIONS_AT_ONCE }, work))
  return { what, outcome: 'done', why: `${ended} of ${ids.length} were still running.` }
}

async function endSession(connection: Connection, arn: string, runtimeSessionId: string): Promise<boolean> {
  const { agentcore } = awsClients(connection)
  return (await attempt(() => agentcore.stopRuntimeSession({ agentRuntimeArn: arn, runtimeSessionId }))).ok
}

/** `changed` false: it was so already. */
function stepOf(what: string, result: Result<boolean>): Omit<StopStep, 'at'> {
  if (!result.ok) {
    return { what, outcome: 'failed', failure: result.error }
  }
  return { what, outcome: result.data === false ? 'already' : 'done' }
}

/** `one, two use this role too.` */
export function usersText(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'uses' : 'use'} this role too.`
}

function nameOf({ kind, name }: Lever): string {
  return kind === 'runtime' ? 'the runtime' : `the endpoint ${name}`
}

function roleOf({ roleName, roleArn }: RuntimeDetail): Lever {
  return { kind: 'role', name: roleName, arn: roleArn }
}
