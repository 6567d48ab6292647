import 'server-only'
import { randomUUID } from 'node:crypto'
import { findingsOf } from '@/lib/activity/findings/find'
import type { ActivityFinding } from '@/lib/activity/findings/model'
import type { Entry } from '@/lib/activity/model'
import { type Activity, entriesOf, readActivity } from '@/lib/activity/read-activity'
import type { Range } from '@/lib/activity/sources/read-trail'
import { filtered } from '@/lib/activity/view/filter'
import { type ActivityQuery, rangeAsked, writeActivityQuery } from '@/lib/activity/view/query'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { LAG_MS } from '@/lib/aws/event-history'

type Runtime = { id: string; name: string; arn: string; roleArn: string }
type Sources = Activity['sources']

/** A reading that goes on, or is at its end: the page, its list and its files are all of one. */
export type HeldReading = {
  id: string
  at: number
  range: Range
  record: Promise<Sources['record']>
  log: Promise<Sources['log']>
  /** What the record and the log tell before CloudTrail answers. */
  early: Promise<Entry[]>
  whole: Promise<Activity>
}

type Kept = { owner: string; asked: string; reading: HeldReading; size: number }

/** CloudTrail takes two questions a second: who only filters must not ask it again. */
const FRESH_MS = 60_000
const LONGEST_MS = 15 * 60_000
/** Nobody looks at one page for longer; a new one reads again. */
const KEPT_MS = 60 * 60_000
/** Of all readings together; about 100 MB. */
const MOST_ENTRIES = 150_000
const MOST_KEPT = 12

// Pages and routes have their own copies of a module. What is here can be lost: then it is read again.
const holder = globalThis as typeof globalThis & { slipwayActivity?: Map<string, Kept> }
holder.slipwayActivity ??= new Map()
const kept = holder.slipwayActivity

/** The reading for a page: that of a moment ago, unless it lacks a source or isn't newer than the one to be replaced (`after`), else a new one. */
export function readingFor(connection: Connection, runtime: Runtime, query: ActivityQuery, after = 0): HeldReading {
  const owner = ownerOf(connection, runtime.id)
  const { since, until } = query.filter
  const asked = writeActivityQuery({
    ...(query.last ? { last: query.last } : {}),
    filter: query.last ? {} : { ...(since ? { since } : {}), ...(until ? { until } : {}) },
  })
  const now = Date.now()
  const fresh = [...kept.values()].findLast(
    (one) => one.owner === owner && one.asked === asked && one.reading.at > Math.max(after, now - FRESH_MS),
  )
  return fresh?.reading ?? begin(connection, runtime, { owner, asked, range: rangeAsked(query, now), now })
}

/** The reading that a page named, if it is still there and of the same server. */
export function heldReading(connection: Connection, runtimeId: string, id: string): HeldReading | undefined {
  const one = kept.get(id)
  return one?.owner === ownerOf(connection, runtimeId) ? one.reading : undefined
}

function ownerOf(connection: Connection, runtimeId: string): string {
  return `${connectionKey(connection)} ${runtimeId}`
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<T>((resolved, rejected) => {
    resolve = resolved
    reject = rejected
  })
  return { promise, resolve, reject }
}

type Begin = { owner: string; asked: string; range: Range; now: number }

function begin(connection: Connection, runtime: Runtime, { owner, asked, range, now }: Begin): HeldReading {
  const record = deferred<Sources['record']>()
  const log = deferred<Sources['log']>()
  const whole = readActivity(connection, runtime, {
    range,
    signal: AbortSignal.timeout(LONGEST_MS),
    onSource: (sources) => {
      sources.record && record.resolve(sources.record)
      sources.log && log.resolve(sources.log)
    },
  })
  const early = Promise.all([record.promise, log.promise]).then(([record, log]) =>
    entriesOf({ record, log }, now - LAG_MS),
  )
  const reading = { id: randomUUID(), at: now, range, record: record.promise, log: log.promise, early, whole }
  const own: Kept = { owner, asked, reading, size: 0 }
  kept.set(reading.id, own)
  setTimeout(() => kept.delete(reading.id), KEPT_MS).unref()
  const fail = (error: unknown) => {
    kept.delete(reading.id)
    record.reject(error)
    log.reject(error)
  }
  // Whoever waits for one of them hears of it; where nobody does, it must not end the process.
  for (const promise of [record.promise, log.promise, early]) {
    promise.catch(() => undefined)
  }
  whole.then(({ entries, sources }) => {
    own.size = entries.length
    const { trail, log, record } = sources
    // It may be read again at once when what was missing is mended; its list still knows it by its id.
    own.asked = trail.ok && trail.data.failed.length === 0 && log.ok && record.ok ? asked : ''
    trim()
  }, fail)
  trim()
  return reading
}

function trim(): void {
  const sizes = () => [...kept.values()].reduce((sum, { size }) => sum + size, 0)

  // The newest stays however large it is.
  for (const id of [...kept.keys()].slice(0, -1)) {
    if (kept.size > MOST_KEPT || sizes() > MOST_ENTRIES) {
      kept.delete(id)
    }
  }
}

const MOST_VIEWS = 4
const views = new WeakMap<Activity, Map<string, Entry[]>>()
const looks = new WeakMap<Activity, ActivityFinding[]>()

/** What the filters let through, newest first. */
export function shownOf(activity: Activity, query: ActivityQuery): Entry[] {
  const own = views.get(activity) ?? new Map<string, Entry[]>()
  const { since: _, until: __, ...filter } = query.filter
  const key = writeActivityQuery({ filter })
  const found = own.get(key) ?? filtered(activity.entries, filter).reverse()
  own.delete(key)
  own.set(key, found)
  const [oldest] = own.keys()

  if (own.size > MOST_VIEWS && oldest !== undefined) {
    own.delete(oldest)
  }
  views.set(activity, own)
  return found
}

/** What is worth a look, of all that was read. */
export function findingsIn(activity: Activity): ActivityFinding[] {
  const found = looks.get(activity) ?? findingsOf(activity.entries)
  looks.set(activity, found)
  return found
}

/** Names of what could not be read to its end. */
export function missingOf({ trail, log, record }: Sources): string[] {
  return [
    ...(trail.ok && trail.data.failed.length === 0 ? [] : [trail.ok ? 'a part of CloudTrail' : 'CloudTrail']),
    ...(log.ok && !log.data.isCut ? [] : [log.ok ? 'a part of the log' : 'the log']),
    ...(record.ok ? [] : ['the record']),
  ]
}
