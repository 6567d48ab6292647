import type { LogEvent } from '@/lib/logs/event'
import type { Caller } from '@/lib/logs/tail/caller'
import type { FilterPage, FilterRequest } from '@/lib/logs/tail/client'
import { WINDOW_MS } from '@/lib/logs/tail/tiers'

/** Newest first is refused for earlier times. */
const FIRST_READABLE = Date.UTC(2024, 0, 1)
const FALLBACK_MS = 60 * 60_000
const MAX_PAGES = 20

/** Where a tail begins: with the newest lines, whatever their age, or with everything since a moment. */
export type TailStart = { newest: number } | { since: number }

/** What to deliver first. Events before `floor` don't belong to the tail; all since then were read at `readAt`. */
export type Bootstrap = { events: LogEvent[]; floor: number; readAt: number }

/**
 * Finds the newest events. The oldest millisecond of a page that was cut off is read once more in full, so that the tail has a
 * clean edge: all of it from `floor` on. Null when it has to begin again.
 */
export async function readNewest(caller: Caller, newest: number, now: number): Promise<Bootstrap | null> {
  if (newest === 0) {
    return { events: [], floor: now, readAt: now }
  }
  const found: LogEvent[] = []
  let request: FilterRequest = { from: FIRST_READABLE, limit: newest, isBackward: true }

  for (let pages = 0; found.length < newest && pages < MAX_PAGES; pages += 1) {
    const page = await caller.page(request, 'live')

    if (!page) {
      return null
    }
    if (isForward(page)) {
      // The service doesn't know the direction: a scan from an hour ago gives what is new as well.
      return { events: [], floor: now - FALLBACK_MS, readAt: now - FALLBACK_MS }
    }
    found.push(...page.events)

    if (page.next === undefined) {
      return { events: found, floor: FIRST_READABLE, readAt: now }
    }
    request = { ...request, token: page.next }
  }
  if (found.length === 0) {
    return { events: [], floor: now - WINDOW_MS, readAt: now - WINDOW_MS }
  }
  const floor = found.reduce((least, { at }) => Math.min(least, at), now)
  const edge = await readMoment(caller, floor)
  return edge && { events: [...found, ...edge], floor, readAt: now }
}

async function readMoment(caller: Caller, at: number): Promise<LogEvent[] | null> {
  const found: LogEvent[] = []
  const seen = new Set<string | undefined>()
  let token: string | undefined

  do {
    seen.add(token)
    const page = await caller.page({ from: at, to: at, token }, 'live')

    if (!page) {
      return null
    }
    found.push(...page.events)
    token = page.next
    // A token that comes again would lead round in circles.
  } while (token !== undefined && !seen.has(token))
  return found
}

function isForward({ events }: FilterPage): boolean {
  const [first, last] = [events[0], events.at(-1)]
  return first !== undefined && last !== undefined && first.at < last.at
}
