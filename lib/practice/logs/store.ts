import { deliverUsage } from '@/lib/practice/logs/delivery/usage-records'
import { eventsOf, expire, forget, remember } from '@/lib/practice/logs/memory'
import {
  findGroup,
  findStream,
  type LogGroup,
  type LogGroupClass,
  type LogStream,
  logsSlice,
} from '@/lib/practice/logs/slice'
import { eventBytes } from '@/lib/practice/logs/sorted-events'
import type { StateStore } from '@/lib/practice/wire/state'

const DAY_MS = 86_400_000

type GroupPlace = { region: string; group: string; now?: number }
type StreamPlace = GroupPlace & { stream: string }

/** The group, made when it is missing. `now` in milliseconds. */
export function ensureGroup(
  state: StateStore,
  place: GroupPlace & {
    groupClass?: LogGroupClass
    tags?: Record<string, string>
    isProtected?: boolean
    kmsKeyId?: string | undefined
  },
): LogGroup {
  const known = findGroup(state, place.region, place.group)

  if (known) {
    return known
  }
  const made: LogGroup = {
    key: `${place.region}:${place.group}`,
    region: place.region,
    name: place.group,
    createdAt: place.now ?? Date.now(),
    groupClass: place.groupClass ?? 'STANDARD',
    isProtected: place.isProtected ?? false,
    storedBytes: 0,
    ...(place.kmsKeyId === undefined ? {} : { kmsKeyId: place.kmsKeyId }),
    tags: { ...place.tags },
    streams: {},
  }
  const { groups } = logsSlice(state)
  groups[made.key] = made
  return groups[made.key] ?? made
}

/** The stream, made (with its group) when it is missing. */
export function ensureStream(state: StateStore, place: StreamPlace): LogStream {
  const group = ensureGroup(state, place)
  const known = findStream(group, place.stream)

  if (known) {
    return known
  }
  const made: LogStream = { name: place.stream, createdAt: place.now ?? Date.now() }
  group.streams[`/${place.stream}`] = made
  return findStream(group, place.stream) ?? made
}

/**
 * Stores events, in any order, and makes group and stream when they are missing. Timestamps are milliseconds.
 * They survive a restart, but for the account's oldest beyond 64 MB.
 */
export function appendLogEvents(
  state: StateStore,
  batch: StreamPlace & { events: { timestamp: number; message: string }[]; ingestionTime?: number },
): void {
  const ingestionTime = batch.ingestionTime ?? batch.now ?? Date.now()
  const place = { ...batch, now: batch.now ?? ingestionTime }
  const group = ensureGroup(state, place)
  const stream = ensureStream(state, place)
  const slice = logsSlice(state)
  const events = batch.events.map(({ timestamp, message }) => {
    slice.sequence += 1
    return {
      stream: batch.stream,
      timestamp,
      ingestionTime,
      sequence: slice.sequence,
      message,
      bytes: eventBytes(message),
    }
  })

  for (const { timestamp, bytes } of events) {
    group.storedBytes += bytes
    stream.firstEventAt = Math.min(stream.firstEventAt ?? timestamp, timestamp)
    stream.lastEventAt = Math.max(stream.lastEventAt ?? timestamp, timestamp)
    stream.lastIngestionAt = ingestionTime
  }
  remember(state, group.key, batch.stream, events)
}

export function removeGroup(state: StateStore, group: LogGroup): void {
  const { key } = group
  delete logsSlice(state).groups[key]
  forget(state, key)
}

export function removeStream(state: StateStore, group: LogGroup, stream: LogStream): void {
  delete group.streams[`/${stream.name}`]
  forget(state, group.key, stream.name)
}

/** Events before this moment are gone. Milliseconds; 0 when the group keeps everything. */
export function retentionLimit(group: LogGroup, now: number): number {
  return group.retentionDays === undefined ? 0 : now - group.retentionDays * DAY_MS
}

/** The group's events with what was delivered, after what its retention has expired was removed. */
export function liveEvents(state: StateStore, group: LogGroup, now: number) {
  deliverUsage(state, group, now)
  const events = eventsOf(state, group.key)
  const limit = retentionLimit(group, now)
  const expired = limit > 0 ? events.all.dropBefore(limit) : 0

  if (expired > 0) {
    group.storedBytes = Math.max(0, group.storedBytes - expired)
    expire(state, group.key, limit)

    for (const stream of events.byStream.values()) {
      stream.dropBefore(limit)
    }
  }
  return events
}
