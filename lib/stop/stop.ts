import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { roleUsers } from '@/lib/deployments/teardown/queries'
import type { Credential } from '@/lib/mcp/access'
import { type Failure, ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { listRuntimes } from '@/lib/runtimes/queries'
import { hasDeny } from '@/lib/stop/deny'
import { closeResource, closeRole, openResource, openRole } from '@/lib/stop/levers'
import type { Lever, StopReport, StopStep } from '@/lib/stop/model'
import { firstRefusal } from '@/lib/stop/probe'
import { readStop, resourceLevers, resourcePolicyText } from '@/lib/stop/read-stop'
import { endEach } from '@/lib/usage/sessions/end-sessions'
import { readSessions } from '@/lib/usage/sessions/read-sessions'
import type { Writer } from '@/lib/writer'

const LOOK_MS = 20_000
const UNKNOWN_USERS = 'Whether others use this role could not be found out.'

export type StopOptions = {
  reason: string
  /** The other runtimes that use the role are stopped with it; without it a shared role stays as it is. */
  isRoleShared?: boolean
  /** How long to wait for the first call that is refused. IAM and AgentCore may take a minute. */
  verifyMs?: number
  /** What a token runtime's sessions are ended with; AWS's own need none. */
  credential?: Credential | undefined
}

function signing({ inboundAuth }: RuntimeDetail): Credential | undefined {
  return inboundAuth.type === 'sigv4' ? { type: 'sigv4' } : undefined
}

/**
 * Denies first, then ends sessions, then looks: what a stop does, in this order. Each step is done or found done, so that a second
 * run completes one that was cut off. Whatever may not be done or read keeps nothing from the rest.
 */
export async function stopRuntime(
  writer: Writer,
  connection: Connection,
  runtime: RuntimeDetail,
  { reason, isRoleShared = false, verifyMs = 60_000, credential }: StopOptions,
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
  note(await endSessions(connection, runtime, credential ?? signing(runtime)))
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

  if (stopped.ok && stopped.data.unread) {
    const why = 'Whether another runtime with this role is stopped could not be read, so the role stays closed.'
    return { what, outcome: 'failed', why, failure: stopped.data.unread }
  }
  if (stopped.ok && stopped.data.names.length > 0) {
    const { names } = stopped.data
    const why = `${usersText(names).slice(0, -1)}, and ${names.length === 1 ? 'is' : 'are'} stopped.`
    return { what, outcome: 'skipped', why }
  }
  const step = stepOf(what, await openRole(writer, connection, roleOf(runtime)))
  return stopped.ok ? step : { ...step, why: UNKNOWN_USERS }
}

/** Names of the other runtimes with the role whose callers a stop keeps out; `unread`: why that is not known of one of them. */
async function stoppedUsers(
  connection: Connection,
  runtime: RuntimeDetail,
): Promise<Result<{ names: string[]; unread?: Failure }>> {
  const [others, runtimes] = await Promise.all([otherUsers(connection, runtime), listRuntimes(connection)])

  if (!others.ok) {
    return others
  }
  if (!runtimes.ok) {
    return runtimes
  }
  const named = runtimes.data.filter(({ name }) => others.data.includes(name))
  const read = await Promise.all(
    named.map(async ({ name, arn }) => ({ name, arn, text: await resourcePolicyText(connection, arn) })),
  )
  const names = read.flatMap(({ name, arn, text }) =>
    text.ok && text.data !== null && hasDeny(text.data, arn) ? [name] : [],
  )
  const [unread] = read.flatMap(({ text }) => (text.ok ? [] : [text.error]))
  return ok({ names, ...(unread ? { unread } : {}) })
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

/** Ends the sessions that anything knows of: AWS lists none. A token runtime wants a token of its own for that. */
async function endSessions(
  connection: Connection,
  runtime: RuntimeDetail,
  credential: Credential | undefined,
): Promise<Omit<StopStep, 'at'>> {
  const what = 'End the sessions that are known'
  const known = await readSessions(connection, runtime, { now: Date.now(), signal: AbortSignal.timeout(LOOK_MS) })
  const alive = known.sessions.filter(({ state }) => state !== 'ended')
  const unseen = [
    ...known.unseen.map(({ source, failure }) => ` ${source} could not be asked: ${failure.message}`),
    ...(known.isCut ? [' There are more than were read, and older ones may be missing.'] : []),
  ].join('')

  if (alive.length === 0) {
    return { what, outcome: 'already', why: `None is known.${unseen}` }
  }
  if (!credential) {
    const why = `AgentCore wants a token to end a session of this runtime, and no sign-in is kept here: ${alive.length} stay until their time-out.`
    return { what, outcome: 'skipped', why }
  }
  const { ended, gone, failed } = await endEach(connection, runtime, credential, alive)
  const why = `${ended} of ${alive.length} were still running${gone > 0 ? `, ${gone} were over` : ''}.${unseen}`
  return failed ? { what, outcome: 'failed', why, failure: failed } : { what, outcome: 'done', why }
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
