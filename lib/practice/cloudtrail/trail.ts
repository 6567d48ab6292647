import type { TrailEvent } from '@/lib/practice/cloudtrail/event'
import type { StateStore } from '@/lib/practice/wire/state'

const JOURNAL = 'cloudtrail'
const KEPT_EVENTS = 100_000
const DAY_MS = 86_400_000
export const KEPT_MS = 90 * DAY_MS
const GATHER_MS = 1000

/**
 * Events that are not in the journal yet. A call that only reads would else wait for a write of its own; a kill loses the last
 * second of the history and nothing else.
 */
const gathered = new WeakMap<StateStore, TrailEvent[]>()

export function addEvent(state: StateStore, event: TrailEvent): void {
  const waiting = gathered.get(state)

  if (waiting) {
    waiting.push(event)
    return
  }
  gathered.set(state, [event])
  setTimeout(() => keepEvents(state, event.at), GATHER_MS).unref()
}

/** Puts what was gathered into the journal, and forgets what is too old or too much. */
export function keepEvents(state: StateStore, now: number): void {
  const journal = state.journal(JOURNAL)
  const waiting = gathered.get(state)
  gathered.delete(state)

  if (!waiting) {
    return
  }
  for (const event of waiting) {
    journal.append(partOf(event.region, event.at), event.at, event)
  }
  const oldest = dayOf(now - KEPT_MS)

  for (const part of journal.parts()) {
    if ((part.split(' ')[1] ?? '') < oldest) {
      journal.drop(part)
    }
  }
  journal.keepNewest(KEPT_EVENTS)
}

export function forgetGathered(state: StateStore): void {
  gathered.delete(state)
}

export type Period = { region: string; from: number; to: number }

/** Newest first. Reads a day when its turn comes. */
export function* eventsOf(state: StateStore, { region, from, to }: Period): Generator<TrailEvent> {
  const journal = state.journal(JOURNAL)
  const [first, last] = [partOf(region, from), partOf(region, to)]
  const parts = journal.parts().filter((part) => part.startsWith(`${region} `) && part >= first && part <= last)

  for (const part of parts.sort().reverse()) {
    const day = [...journal.entries(part)] as TrailEvent[]
    const fitting = day.filter(({ at }) => at >= from && at <= to).reverse()
    yield* fitting.sort((one, other) => other.at - one.at)
  }
}

/** Of all regions, in no order. */
export function* everyEventOf(state: StateStore, { from, to }: Omit<Period, 'region'>): Generator<TrailEvent> {
  const regions = new Set(
    state
      .journal(JOURNAL)
      .parts()
      .map((part) => part.split(' ')[0] ?? ''),
  )

  for (const region of regions) {
    yield* eventsOf(state, { region, from, to })
  }
}

function partOf(region: string, at: number): string {
  return `${region} ${dayOf(at)}`
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
