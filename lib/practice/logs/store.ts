import { eventsOf, forget, remember } from '@/lib/practice/logs/memory'
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
  place: GroupPlace & { groupClass?: LogGroupClass; tags?: Record<string, string>; isProtected?: boolean },
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
    tags: { ...place.tags },
    streams: {},
  }
  logsSlice(state).groups[made.key] = made
  state.touch()
  return made
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
  state.touch()
  return made
}

/**
 * Stores events, in any order, and makes group and stream when they are missing. Timestamps are milliseconds.
 * All stay readable while the process lives; the account's newest 2,000 (1 MB) also survive a restart.
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
  remember(slice, group.key, events)
  state.touch()
}

export function removeGroup(state: StateStore, group: LogGroup): void {
  const slice = logsSlice(state)
  delete slice.groups[group.key]
  forget(slice, group.key)
  state.touch()
}

export function removeStream(state: StateStore, group: LogGroup, stream: LogStream): void {
  delete group.streams[`/${stream.name}`]
  forget(logsSlice(state), group.key, stream.name)
  state.touch()
}

/** Events before this moment are gone. Milliseconds; 0 when the group keeps everything. */
export function retentionLimit(group: LogGroup, now: number): number {
  return group.retentionDays === undefined ? 0 : now - group.retentionDays * DAY_MS
}

/** The group's events after what its retention has expired was removed. */
export function liveEvents(state: StateStore, group: LogGroup, now: number) {
  const events = eventsOf(logsSlice(state), group.key)
  const limit = retentionLimit(group, now)

  if (limit > 0) {
    group.storedBytes = Math.max(0, group.storedBytes - events.all.dropBefore(limit))

    for (const stream of events.byStream.values()) {
      stream.dropBefore(limit)
    }
  }
  return events
}
