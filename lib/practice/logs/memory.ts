import type { LogsSlice, PersistedEvent } from '@/lib/practice/logs/slice'
import { eventBytes, type LogEvent, SortedEvents } from '@/lib/practice/logs/sorted-events'

/** What survives a restart: the account's newest events. The state file is rewritten often, so it must stay small. */
const KEPT_EVENTS = 2000
const KEPT_CHARACTERS = 1_000_000

export type GroupEvents = { all: SortedEvents; byStream: Map<string, SortedEvents> }
export type Arrival = { groupKey: string; event: LogEvent }

/** Events of one account while the process lives. Only the newest are also in the slice, and so in the state file. */
export type Memory = {
  groups: Map<string, GroupEvents>
  /** Live Tail sessions. */
  listeners: Set<(arrivals: Arrival[]) => void>
  keptCharacters: number
  filterCalls: number
}

// Keyed by the slice's object: a reset makes a new one, and the old events go with the old one.
const memories = new WeakMap<LogsSlice, Memory>()

export function memoryOf(slice: LogsSlice): Memory {
  const known = memories.get(slice)

  if (known) {
    return known
  }
  const memory: Memory = { groups: new Map(), listeners: new Set(), keptCharacters: 0, filterCalls: 0 }
  memories.set(slice, memory)

  for (const [groupKey, stream, timestamp, ingestionTime, sequence, message] of slice.recent) {
    const event = { stream, timestamp, ingestionTime, sequence, message, bytes: eventBytes(message) }
    index(memory, groupKey, event)
    memory.keptCharacters += message.length
  }
  return memory
}

export function eventsOf(slice: LogsSlice, groupKey: string): GroupEvents {
  return groupEvents(memoryOf(slice), groupKey)
}

export function remember(slice: LogsSlice, groupKey: string, events: LogEvent[]): void {
  const memory = memoryOf(slice)

  for (const event of events) {
    index(memory, groupKey, event)
  }
  const kept = events.slice(-KEPT_EVENTS).map((event) => persisted(groupKey, event))
  slice.recent.push(...kept)
  memory.keptCharacters += kept.reduce((sum, [, , , , , message]) => sum + message.length, 0)

  if (slice.recent.length > 2 * KEPT_EVENTS || memory.keptCharacters > 2 * KEPT_CHARACTERS) {
    keep(slice, memory, newest(slice.recent))
  }
  const arrivals = events.map((event) => ({ groupKey, event }))

  for (const listener of memory.listeners) {
    listener(arrivals)
  }
}

/** Forgets the events of a group, or of one of its streams. */
export function forget(slice: LogsSlice, groupKey: string, stream?: string): void {
  const memory = memoryOf(slice)
  const group = memory.groups.get(groupKey)

  if (stream === undefined) {
    memory.groups.delete(groupKey)
  } else {
    group?.byStream.delete(stream)
    group?.all.dropStream(stream)
  }
  const isGone = ([key, name]: PersistedEvent) => key === groupKey && (stream === undefined || name === stream)
  keep(
    slice,
    memory,
    slice.recent.filter((event) => !isGone(event)),
  )
}

function keep(slice: LogsSlice, memory: Memory, events: PersistedEvent[]): void {
  slice.recent = events
  memory.keptCharacters = events.reduce((sum, [, , , , , message]) => sum + message.length, 0)
}

function newest(events: PersistedEvent[]): PersistedEvent[] {
  const kept: PersistedEvent[] = []
  let characters = 0

  for (const event of events.slice(-KEPT_EVENTS).reverse()) {
    characters += event[5].length

    if (characters > KEPT_CHARACTERS) {
      break
    }
    kept.push(event)
  }
  return kept.reverse()
}

function index(memory: Memory, groupKey: string, event: LogEvent): void {
  const group = groupEvents(memory, groupKey)
  const stream = group.byStream.get(event.stream) ?? new SortedEvents()
  group.byStream.set(event.stream, stream)
  stream.insert(event)
  group.all.insert(event)
}

function groupEvents(memory: Memory, groupKey: string): GroupEvents {
  const known = memory.groups.get(groupKey) ?? { all: new SortedEvents(), byStream: new Map() }
  memory.groups.set(groupKey, known)
  return known
}

function persisted(groupKey: string, event: LogEvent): PersistedEvent {
  return [groupKey, event.stream, event.timestamp, event.ingestionTime, event.sequence, event.message]
}
