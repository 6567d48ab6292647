import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { callsOf } from '@/lib/bridge/recording/calls'
import { roleUsers } from '@/lib/deployments/teardown/queries'
import { ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { listRuntimes } from '@/lib/runtimes/queries'
import { hasDeny } from '@/lib/stop/deny'
import { closeResource, closeRole, openResource, openRole } from '@/lib/stop/levers'
import type { Lever, StopReport, StopStep } from '@/lib/stop/model'
import { firstRefusal } from '@/lib/stop/probe'
import { readStop, resourceLevers, resourcePolicyText } from '@/lib/stop/read-stop'
import type { Writer } from '@/lib/writer'

const SESSIONS_AT_ONCE = 8
/** AWS's longest session. */
const LONGEST_SESSION_MS = 8 * 3_600_000
const AWS_MIN_SESSION_ID = 33
const UNKNOWN_USERS = 'Whether others use this role could not be found out.'

export type StopOptions = {
  reason: string
  /** The other runtimes that use the role are stopped with it; without it a shared role stays as it is. */
  isRoleShared?: boolean
  /** How long to wait for the first call that is refused. IAM and AgentCore may take a minute. */
  verifyMs?: number
}

/**
 * Denies first, then ends sessions, then looks: what a stop does, in this order. Each step is done or found done, so that a second
 * run completes one that was cut off. Whatever may not be done or read keeps nothing from the rest.
 */
export async function stopRuntime(
  writer: Writer,
  connection: Connection,
  runtime: RuntimeDetail,
  { reason, isRoleShared = false, verifyMs = 60_000 }: StopOptions,
): Promise<StopReport> {
  const askedAt = new Date().toISOString()
  const steps: StopStep[] = []
  const note = (step: Omit<StopStep, 'at'>) => steps.push({ ...step, at: new Date().toISOString() })
  await Promise.all([
    stopRole(writer, connection, runtime, { at: askedAt, reason, isRoleShared }).then(note),
    eachResource(connection, runtime, note, async (lever) =>
      stepOf(`Deny calls to ${nameOf(lever)}`, await closeResource(writer, connection, lever, askedAt)),
    ),
  ])
  note(await endSessions(connection, runtime))
  const refusedAt = await firstRefusal(writer, connection, runtime, verifyMs)
  return { reading: await readStop(connection, runtime), steps, askedAt, refusedAt }
}

/** Takes the denies away again, on the role and on everything that has one, and looks. */
export async function resumeRuntime(
  writer: Writer,
  connection: Connection,
  runtime: RuntimeDetail,
): Promise<StopReport> {
  const askedAt = new Date().toISOString()
  const steps: StopStep[] = []
  const note = (step: Omit<StopStep, 'at'>) => steps.push({ ...step, at: new Date().toISOString() })
  await eachResource(connection, runtime, note, async (lever) =>
    stepOf(`Let calls to ${nameOf(lever)} in`, await openResource(writer, connection, lever)),
  )
  note(await resumeRole(writer, connection, runtime))
  return { reading: await readStop(connection, runtime), steps, askedAt }
}

/** One step for the runtime and each endpoint, at once. That the endpoints can't be listed keeps nothing from the runtime. */
async function eachResource(
  connection: Connection,
  runtime: RuntimeDetail,
  note: (step: Omit<StopStep, 'at'>) => void,
  step: (lever: Lever) => Promise<Omit<StopStep, 'at'>>,
): Promise<void> {
  const { levers, failure } = await resourceLevers(connection, runtime)
  await Promise.all(levers.map(async (lever) => note(await step(lever))))

  if (failure) {
    note({ what: 'List the endpoints', outcome: 'failed', failure })
  }
}

/** A role that a stopped runtime has too stays denied: the last of them to be resumed gives it back. */
async function resumeRole(
  writer: Writer,
  connection: Connection,
  runtime: RuntimeDetail,
): Promise<Omit<StopStep, 'at'>> {
  const what = `Give ${runtime.roleName} its permissions back`
  const stopped = await stoppedUsers(connection, runtime)

  if (stopped.ok && stopped.data.length > 0) {
    const why = `${usersText(stopped.data).slice(0, -1)}, and ${stopped.data.length === 1 ? 'is' : 'are'} stopped.`
    return { what, outcome: 'skipped', why }
  }
  const step = stepOf(what, await openRole(writer, connection, roleOf(runtime)))
  return stopped.ok ? step : { ...step, why: UNKNOWN_USERS }
}

/** Names of the other runtimes with the role whose callers a stop keeps out. */
async function stoppedUsers(connection: Connection, runtime: RuntimeDetail): Promise<Result<string[]>> {
  const [others, runtimes] = await Promise.all([otherUsers(connection, runtime), listRuntimes(connection)])

  if (!others.ok) {
    return others
  }
  if (!runtimes.ok) {
    return runtimes
  }
  const named = runtimes.data.filter(({ name }) => others.data.includes(name))
  const stopped = await Promise.all(
    named.map(async ({ name, arn }) => {
      const text = await resourcePolicyText(connection, arn)
      return text.ok && text.data !== null && hasDeny(text.data, arn) ? [name] : []
    }),
  )
  return ok(stopped.flat())
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
    const why = `${usersText(others.data)} Sessions that run keep its permissions.`
    return { what, outcome: 'skipped', why, isShared: true }
  }
  const step = stepOf(what, await closeRole(writer, connection, roleOf(runtime), { at, reason }))
  // A stop that waited for an answer about others would be none.
  return others.ok ? step : { ...step, why: UNKNOWN_USERS }
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
