import { type LogStream, type LogsSlice, logsSlice } from '@/lib/practice/logs/slice'
import { eventBytes, type LogEvent, SortedEvents } from '@/lib/practice/logs/sorted-events'
import type { Journal } from '@/lib/practice/state/journal'
import type { StateStore } from '@/lib/practice/wire/state'

export type GroupEvents = { all: SortedEvents; byStream: Map<string, SortedEvents> }
export type Arrival = { groupKey: string; event: LogEvent }

/** Events of one account, as far as their groups were asked for. The journal has them all. */
type Memory = {
  groups: Map<string, Loading>
  /** Live Tail sessions. */
  listeners: Set<(arrivals: Arrival[]) => void>
  filterCalls: number
}

/** What is still to be read of a group; null once it is whole. */
type Loading = { events: GroupEvents; rest: Generator<void> | null }

/** One batch of a stream in the journal: a stream's name never holds a line break, nor does a group's. */
type KeptBatch = [ingestionTime: number, events: [timestamp: number, sequence: number, message: string][]]

// Keyed by the slice's object: a reset makes a new one, and the old events go with the old one.
const memories = new WeakMap<LogsSlice, Memory>()

export function memoryOf(state: StateStore): Memory {
  const slice = logsSlice(state)
  const known = memories.get(slice)

  if (known) {
    return known
  }
  const memory: Memory = { groups: new Map(), listeners: new Set(), filterCalls: 0 }
  memories.set(slice, memory)
  takeRecent(state, slice)

  for (const part of journalOf(state).parts()) {
    const [groupKey = ''] = part.split('\n')

    if (!memory.groups.has(groupKey)) {
      const events = { all: new SortedEvents(), byStream: new Map() }
      memory.groups.set(groupKey, { events, rest: read(state, groupKey, events) })
    }
  }
  return memory
}

export function eventsOf(state: StateStore, groupKey: string): GroupEvents {
  const { groups } = memoryOf(state)
  const known = groups.get(groupKey) ?? { events: { all: new SortedEvents(), byStream: new Map() }, rest: null }
  groups.set(groupKey, known)

  while (known.rest && !known.rest.next().done) {
    // The next batch.
  }
  known.rest = null
  return known.events
}

/** Reads what no call has asked for yet; a step for each batch. */
export function* warmLogs(state: StateStore): Generator<void> {
  for (const loading of memoryOf(state).groups.values()) {
    while (loading.rest && !loading.rest.next().done) {
      yield
    }
    loading.rest = null
  }
}

export function remember(state: StateStore, groupKey: string, stream: string, events: LogEvent[]): void {
  // Whole before the journal grows, or the batch would be read from there as well.
  eventsOf(state, groupKey)
  keep(journalOf(state), groupKey, stream, events)
  arrive(state, groupKey, events)
}

/** Takes events in that are told by something else that is kept: the journal doesn't get them. */
export function rememberDerived(state: StateStore, groupKey: string, stream: LogStream, events: LogEvent[]): void {
  const [first, last] = [events[0], events.at(-1)]

  if (first && last) {
    stream.firstEventAt = Math.min(stream.firstEventAt ?? first.timestamp, first.timestamp)
    stream.lastEventAt = Math.max(stream.lastEventAt ?? last.timestamp, last.timestamp)
    stream.lastIngestionAt = last.ingestionTime
    arrive(state, groupKey, events)
  }
}

function arrive(state: StateStore, groupKey: string, events: LogEvent[]): void {
  const group = eventsOf(state, groupKey)

  for (const event of events) {
    index(group, event)
  }
  const arrivals = events.map((event) => ({ groupKey, event }))

  for (const listener of memoryOf(state).listeners) {
    listener(arrivals)
  }
}

/** Forgets the events of a group, or of one of its streams. */
export function forget(state: StateStore, groupKey: string, stream?: string): void {
  const group = eventsOf(state, groupKey)
  const streams = stream === undefined ? [...group.byStream.keys()] : [stream]

  for (const name of streams) {
    group.byStream.delete(name)
    journalOf(state).drop(partOf(groupKey, name))
  }
  if (stream === undefined) {
    memoryOf(state).groups.delete(groupKey)
  } else {
    group.all.dropStream(stream)
  }
}

/** Forgets batches of which nothing is younger than `limit`. */
export function expire(state: StateStore, groupKey: string, limit: number): void {
  for (const stream of eventsOf(state, groupKey).byStream.keys()) {
    journalOf(state).drop(partOf(groupKey, stream), limit)
  }
}

function keep(journal: Journal, groupKey: string, stream: string, events: LogEvent[]): void {
  const [first] = events

  if (first) {
    const newest = events.reduce((latest, { timestamp }) => Math.max(latest, timestamp), 0)
    const batch: KeptBatch = [
      first.ingestionTime,
      events.map(({ timestamp, sequence, message }) => [timestamp, sequence, message]),
    ]
    journal.append(partOf(groupKey, stream), newest, batch)
  }
}

function* read(state: StateStore, groupKey: string, group: GroupEvents): Generator<void> {
  const journal = journalOf(state)

  for (const part of journal.parts().filter((name) => name.startsWith(`${groupKey}\n`))) {
    const stream = part.slice(groupKey.length + 1)

    for (const value of journal.entries(part)) {
      const [ingestionTime, events] = value as KeptBatch

      for (const [timestamp, sequence, message] of events) {
        index(group, { stream, timestamp, ingestionTime, sequence, message, bytes: eventBytes(message) })
      }
      yield
    }
  }
}

/** Earlier versions kept the newest events in the slice. */
function takeRecent(state: StateStore, slice: LogsSlice): void {
  for (const [groupKey, stream, timestamp, ingestionTime, sequence, message] of slice.recent ?? []) {
    const event = { stream, timestamp, ingestionTime, sequence, message, bytes: eventBytes(message) }
    keep(journalOf(state), groupKey, stream, [event])
  }
  if (slice.recent) {
    delete slice.recent
  }
}

function index(group: GroupEvents, event: LogEvent): void {
  const stream = group.byStream.get(event.stream) ?? new SortedEvents()
  group.byStream.set(event.stream, stream)
  stream.insert(event)
  group.all.insert(event)
}

function journalOf(state: StateStore): Journal {
  return state.journal('log-events')
}

function partOf(groupKey: string, stream: string): string {
  return `${groupKey}\n${stream}`
}
