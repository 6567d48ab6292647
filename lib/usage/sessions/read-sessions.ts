import 'server-only'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { askHistory, readEvent, textAt } from '@/lib/aws/event-history'
import { callsOf } from '@/lib/bridge/recording/calls'
import { calledSessions, endedSessions } from '@/lib/mcp/tester/own-sessions'
import { type Failure, ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { readUsageDelivery } from '@/lib/usage/delivery/usage-delivery'
import { readRecords } from '@/lib/usage/records/read-records'
import {
  type Lifetimes,
  type Session,
  type Sign,
  sessionOfRoleSession,
  sessionsOf,
  signOfRecord,
} from '@/lib/usage/sessions/sessions'

/** Of CloudTrail, half a second each. */
const PAGES = 5

/** AWS's defaults, in seconds. */
const DEFAULT_LIFETIMES: Lifetimes = { idle: 900, max: 28_800 }

/**
 * `unseen`: sources that could not be asked, and why. `isMetered`: the usage logs of the runtime are switched on. `isCut`: a source
 * has more than was read, and older sessions may be missing.
 */
export type SessionsRead = {
  sessions: Session[]
  unseen: { source: string; failure: Failure }[]
  isMetered: boolean
  isCut: boolean
}

type Signs = { signs: Sign[]; isCut: boolean }

type Look = { now: number; signal: AbortSignal }

/** The sessions of a runtime that may still be there, from all that knows of them. */
export async function readSessions(connection: Connection, runtime: RuntimeDetail, look: Look): Promise<SessionsRead> {
  const { idleRuntimeSessionTimeout: idle, maxLifetime: max } = runtime.lifecycle
  const lifetimes = { idle: idle ?? DEFAULT_LIFETIMES.idle, max: max ?? DEFAULT_LIFETIMES.max }
  const from = look.now - lifetimes.max * 1000
  const [metered, trail] = await Promise.all([
    meteredSigns(connection, runtime, { ...look, from }),
    trailSigns(connection, runtime, from),
  ])
  const signs = [
    ...recordSigns(runtime, from),
    ...testerSigns(connection, runtime, from),
    ...(metered.ok ? (metered.data?.signs ?? []) : []),
    ...(trail.ok ? trail.data.signs : []),
  ]
  const ended = endedSessions(connectionKey(connection), runtime.arn)
  return {
    sessions: sessionsOf(signs, { ...lifetimes, now: look.now, ended }),
    isMetered: metered.ok && metered.data !== null,
    isCut: (metered.ok && metered.data?.isCut === true) || (trail.ok && trail.data.isCut),
    unseen: [
      ...(metered.ok ? [] : [{ source: 'The usage logs', failure: metered.error }]),
      ...(trail.ok ? [] : [{ source: 'CloudTrail', failure: trail.error }]),
    ],
  }
}

function recordSigns(runtime: RuntimeDetail, from: number): Sign[] {
  return callsOf(runtime, from).flatMap(({ session, at, client, outcome }) =>
    session && outcome !== 'not sent'
      ? [{ id: session, source: 'record', at: Date.parse(at), isCall: true, client }]
      : [],
  )
}

function testerSigns(connection: Connection, { arn }: RuntimeDetail, from: number): Sign[] {
  return [...calledSessions(connectionKey(connection), arn)].flatMap(([id, at]) =>
    at >= from ? [{ id, source: 'tester', at, isCall: true, endpoint: 'DEFAULT' }] : [],
  )
}

/** Null where no usage logs are delivered. */
async function meteredSigns(
  connection: Connection,
  { arn }: RuntimeDetail,
  { now, signal, from }: Look & { from: number },
): Promise<Result<Signs | null>> {
  const delivery = await readUsageDelivery(connection, arn)

  if (!delivery.ok || delivery.data === null) {
    return delivery.ok ? ok(null) : delivery
  }
  const read = await readRecords(connection, delivery.data.group, { from, to: now, signal })
  return read.ok ? ok({ signs: read.data.records.map(signOfRecord), isCut: read.data.isCut }) : read
}

/** AgentCore takes the execution role once for each session, and again when credentials end. Looks at the role are among the same events, so a few pages are read. */
async function trailSigns(connection: Connection, { roleArn }: RuntimeDetail, from: number): Promise<Result<Signs>> {
  const asked = await askHistory(connection, [{ key: 'ResourceName', value: roleArn }], new Date(from), PAGES)
  return asked.ok
    ? ok({
        signs: asked.data.flatMap(({ texts }) => texts.flatMap(signOfEvent)),
        isCut: asked.data.some(({ isCut }) => isCut),
      })
    : asked
}

function signOfEvent(text: string): Sign[] {
  const event = readEvent(text)
  const id =
    event?.name === 'AssumeRole' ? sessionOfRoleSession(textAt(event.parameters, 'roleSessionName')) : undefined
  return event && id !== undefined ? [{ id, source: 'cloudtrail', at: Date.parse(event.at) }] : []
}
