import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { callsOf } from '@/lib/bridge/recording/calls'
import { isObject, parseJson } from '@/lib/json'
import { type Failure, ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { readRecords } from '@/lib/usage/records/read-records'
import { readUsageDelivery } from '@/lib/usage/records/usage-delivery'
import { endedSessions } from '@/lib/usage/sessions/ended-sessions'
import {
  type Lifetimes,
  type Session,
  type Sign,
  sessionOfRoleSession,
  sessionsOf,
  signOfRecord,
} from '@/lib/usage/sessions/sessions'

/** AWS's defaults, in seconds. */
const DEFAULT_LIFETIMES: Lifetimes = { idle: 900, max: 28_800 }
const TRAIL_PAGES = 4
/** CloudTrail takes two questions a second. */
const TRAIL_PAGE = 50

/** `unseen`: sources that could not be asked, and why. `isMetered`: the usage logs of the runtime are switched on. */
export type SessionsRead = { sessions: Session[]; unseen: { source: string; failure: Failure }[]; isMetered: boolean }

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
    ...(metered.ok ? (metered.data ?? []) : []),
    ...(trail.ok ? trail.data : []),
  ]
  const ended = endedSessions(connectionKey(connection), runtime.arn)
  return {
    sessions: sessionsOf(signs, { ...lifetimes, now: look.now, ended }),
    isMetered: metered.ok && metered.data !== null,
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

/** Null where no usage logs are delivered. */
async function meteredSigns(
  connection: Connection,
  { arn }: RuntimeDetail,
  { now, signal, from }: Look & { from: number },
): Promise<Result<Sign[] | null>> {
  const delivery = await readUsageDelivery(connection, arn)

  if (!delivery.ok || delivery.data === null) {
    return delivery.ok ? ok(null) : delivery
  }
  const read = await readRecords(connection, delivery.data.group, { from, to: now, signal })
  return read.ok ? ok(read.data.records.map(signOfRecord)) : read
}

/** AgentCore takes the execution role once for each session, and again when credentials end. */
function trailSigns(connection: Connection, { roleArn }: RuntimeDetail, from: number): Promise<Result<Sign[]>> {
  return attempt(async () => {
    const signs: Sign[] = []
    let NextToken: string | undefined

    for (let page = 0; page < TRAIL_PAGES; page += 1) {
      const answer = await awsClients(connection).cloudtrail.lookupEvents({
        LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: roleArn }],
        StartTime: new Date(from),
        MaxResults: TRAIL_PAGE,
        NextToken,
      })
      signs.push(...(answer.Events ?? []).flatMap(({ CloudTrailEvent }) => signOfEvent(CloudTrailEvent)))
      NextToken = answer.NextToken

      if (NextToken === undefined) {
        break
      }
    }
    return signs
  })
}

function signOfEvent(text: string | undefined): Sign[] {
  const event = parseJson(text ?? '')

  if (!isObject(event) || event.eventName !== 'AssumeRole' || !isObject(event.requestParameters)) {
    return []
  }
  const { roleSessionName } = event.requestParameters
  const id = typeof roleSessionName === 'string' ? sessionOfRoleSession(roleSessionName) : undefined
  const at = typeof event.eventTime === 'string' ? Date.parse(event.eventTime) : Number.NaN
  return id === undefined || Number.isNaN(at) ? [] : [{ id, source: 'cloudtrail', at }]
}
