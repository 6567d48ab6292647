import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { TrailCall } from '@/lib/activity/model'
import { sessionBegun, trailCall } from '@/lib/activity/sources/trail-event'
import { failureOf } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { GLOBAL_REGION, LAG_MS, takeTurn } from '@/lib/aws/event-history'
import { type Failure, fail, ok, type Result } from '@/lib/result'

/** After a refusal, twice as long each time. */
const PAUSE_MS = 520
const MOST_TRIES = 8
/** Of 50 events each: an hour of the questions that a region takes would be 7,200. */
const MOST_PAGES = 400
const KEPT_MS = 90 * 86_400_000

export type Range = { since: number; until: number }

/** How the time goes by; tests have their own. `turn`: waits until a region may be asked. */
export type Pace = {
  now: () => number
  sleep: (ms: number) => Promise<unknown>
  turn: (connection: Connection) => Promise<unknown>
}

const PACE: Pace = { now: Date.now, sleep, turn: takeTurn }

export type TrailReading = {
  calls: TrailCall[]
  /** Milliseconds: what is later may still come. */
  completeThrough: number
  /** The history keeps 90 days: what is earlier than this is gone. */
  from: number
  regions: string[]
  /** Regions that gave no whole answer, and why. */
  failed: { region: string; failure: Failure }[]
}

type Asked = { range: Range; pace: Pace; roleArn: string; signal: AbortSignal | undefined }

/** What sessions of the execution role did, by CloudTrail. Fails only if nothing could be read. */
export async function readTrail(
  connection: Connection,
  {
    roleArn,
    regions,
    range,
    signal,
  }: { roleArn: string; regions: readonly string[]; range: Range; signal?: AbortSignal },
  pace: Pace = PACE,
): Promise<Result<TrailReading>> {
  // What is delivered while it is being read may be missed.
  const askedAt = pace.now()
  const from = Math.max(range.since, askedAt - KEPT_MS)
  const asked: Asked = { range: { since: from, until: range.until }, pace, roleArn, signal }
  const sessions = await sessionsOf(connection, asked)

  if (!sessions.ok) {
    return sessions
  }
  const wanted = [...new Set([connection.region, GLOBAL_REGION, ...regions])]
  const readings = await Promise.all(
    wanted.map(async (region) => ({ region, ...(await callsIn({ ...connection, region }, sessions.data, asked)) })),
  )
  const failed = readings.flatMap(({ region, failure }) => (failure ? [{ region, failure }] : []))
  const [first] = failed

  if (first && failed.length === wanted.length) {
    return fail(first.failure)
  }
  // A region may be asked about a session twice, and STS answers in two places.
  const calls = new Map(readings.flatMap(({ calls }) => calls).map((call) => [call.id, call]))
  const completeThrough = Math.min(range.until, askedAt - LAG_MS)
  return ok({ calls: [...calls.values()], completeThrough, from, regions: wanted, failed })
}

/** Credentials last for hours, so a session of the range may have begun before it. */
const EARLIER_MS = 12 * 3_600_000

/** The names of sessions that the role was taken for; where the runtime's region has none, the global one is asked. */
async function sessionsOf(connection: Connection, asked: Asked): Promise<Result<string[]>> {
  const places = [...new Set([connection.region, GLOBAL_REGION])]
  const range = { ...asked.range, since: asked.range.since - EARLIER_MS }

  for (const region of places) {
    const found: string[] = []
    const failure = await lookUp(
      { ...connection, region },
      ['ResourceName', asked.roleArn],
      { ...asked, range },
      (event) => {
        found.push(sessionBegun(event, asked.roleArn) ?? '')
      },
    )

    if (failure) {
      return fail(failure)
    }
    const names = [...new Set(found)].filter((name) => name !== '')

    if (names.length > 0) {
      return ok(names)
    }
  }
  return ok([])
}

async function callsIn(
  connection: Connection,
  sessions: readonly string[],
  asked: Asked,
): Promise<{ calls: TrailCall[]; failure?: Failure }> {
  const calls: TrailCall[] = []

  for (const session of sessions) {
    const failure = await lookUp(connection, ['Username', session], asked, (event) => {
      const call = trailCall(event, asked.roleArn)
      calls.push(...(call ? [call] : []))
    })

    if (failure) {
      return { calls, failure }
    }
  }
  return { calls }
}

type LookedUp = { EventId?: string | undefined; Username?: string | undefined; CloudTrailEvent?: string | undefined }

/** Asks for every page. Gives why it had to end before the last. */
async function lookUp(
  connection: Connection,
  [AttributeKey, AttributeValue]: ['ResourceName' | 'Username', string],
  { range, pace, signal }: Asked,
  onEvent: (event: LookedUp) => void,
): Promise<Failure | undefined> {
  const question = {
    LookupAttributes: [{ AttributeKey, AttributeValue }],
    StartTime: new Date(range.since),
    EndTime: new Date(range.until),
    MaxResults: 50,
  }
  let NextToken: string | undefined

  for (let page = 0, tries = 0; page < MOST_PAGES; ) {
    if (signal?.aborted) {
      return TOO_LONG
    }
    try {
      await pace.turn(connection)
      const answer = await awsClients(connection).cloudtrail.lookupEvents({ ...question, NextToken })
      answer.Events?.forEach(onEvent)
      NextToken = answer.NextToken
      page += 1
      tries = 0
    } catch (error) {
      const failure = failureOf(error)
      tries += 1

      if (failure.code !== 'throttled' || tries >= MOST_TRIES) {
        return failure.code === 'access-denied' ? { ...failure, remedy: NEEDED } : failure
      }
      await pace.sleep(PAUSE_MS * 2 ** tries)
      continue
    }
    if (NextToken === undefined) {
      return undefined
    }
  }
  return {
    code: 'quota',
    message: `CloudTrail has more than ${MOST_PAGES * 50} events of one session.`,
    remedy: 'Choose a shorter time.',
  }
}

const TOO_LONG: Failure = {
  code: 'timeout',
  message: 'CloudTrail was not read to its end: it takes two questions a second, and there was more.',
  remedy: 'Choose a shorter time.',
}

const NEEDED = 'Allow these credentials cloudtrail:LookupEvents on *, then read it again.'
