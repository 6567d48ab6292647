import 'server-only'
import { join } from '@/lib/activity/join/join'
import type { Entry } from '@/lib/activity/model'
import { factsFor } from '@/lib/activity/sources/operation-facts'
import { type LogReading, readLog } from '@/lib/activity/sources/read-log'
import { type Pace, type Range, readTrail, type TrailReading } from '@/lib/activity/sources/read-trail'
import { recordedCalls } from '@/lib/activity/sources/recorded'
import type { Connection } from '@/lib/aws/connection'
import { LAG_MS } from '@/lib/aws/event-history'
import { callsOf } from '@/lib/bridge/recording/calls'
import { fail, ok, type Result } from '@/lib/result'

type Runtime = { id: string; name: string; arn: string; roleArn: string }
type RecordReading = { calls: ReturnType<typeof recordedCalls> }

export type Activity = {
  entries: Entry[]
  /** Each by itself: one that may not be read hides no other. */
  sources: { trail: Result<TrailReading>; log: Result<LogReading>; record: Result<RecordReading> }
  completeThrough: number
}

export type Reading = {
  range: Range
  signal: AbortSignal
  pace?: Pace
  /** Regions to look at besides those that the log names. */
  regions?: readonly string[]
  /** As soon as a source was read, with what is known by then: CloudTrail may take a minute. */
  onSource?: (activity: Partial<Activity['sources']>) => void
}

/** What the assistants of a runtime did, from the record of this computer, the server's log and CloudTrail. */
export async function readActivity(connection: Connection, runtime: Runtime, reading: Reading): Promise<Activity> {
  const { range, signal, pace, onSource } = reading
  const askedAt = (pace?.now ?? Date.now)()
  const record = readRecorded(runtime, range)
  onSource?.({ record })
  const log = await readLog(connection, runtime.id, range, signal)
  onSource?.({ record, log })
  const logged = log.ok ? log.data.calls.flatMap(({ region }) => (region === undefined ? [] : [region])) : []
  const regions = [...new Set([...logged, ...(reading.regions ?? [])])]
  const trail = await readTrail(connection, { roleArn: runtime.roleArn, regions, range, signal }, pace)
  const completeThrough = trail.ok ? trail.data.completeThrough : askedAt - LAG_MS
  const sources = { trail, log, record }
  return { entries: await entriesOf(sources, completeThrough), sources, completeThrough }
}

/** The timeline by the sources that were read. */
export async function entriesOf(
  { trail, log, record }: Partial<Activity['sources']>,
  completeThrough: number,
): Promise<Entry[]> {
  const parts = {
    trail: trail?.ok ? trail.data.calls : [],
    log: log?.ok ? log.data.calls : [],
    record: record?.ok ? record.data.calls : [],
  }
  const factsOf = await factsFor([...parts.trail, ...parts.log])
  const hasRead = {
    trail: trail?.ok === true && trail.data.failed.length === 0,
    log: log?.ok === true,
    record: record?.ok === true,
  }
  return join(parts, { completeThrough, hasRead, factsOf })
}

function readRecorded(runtime: Runtime, { since, until }: Range): Result<RecordReading> {
  try {
    const entries = callsOf(runtime, since).filter(({ at }) => Date.parse(at) <= until)
    return ok({ calls: recordedCalls(entries.toReversed()) })
  } catch (error) {
    return fail({
      code: 'unavailable',
      message: 'The record of the bridge on this computer could not be read.',
      remedy: 'See that its folder may be read, then try again.',
      details: error instanceof Error ? error.message : String(error),
    })
  }
}
