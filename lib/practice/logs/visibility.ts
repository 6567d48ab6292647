import type { LogEvent } from '@/lib/practice/logs/sorted-events'
import type { Call } from '@/lib/practice/wire/service'

const MAX_PAGE_BYTES = 1_048_576
export const MAX_PAGE_EVENTS = 10_000

/** Whether a reader sees the event yet. Each event has its own share of the lag, half of it at least. */
export function isVisible(event: LogEvent, call: Call): boolean {
  const lag = call.switches.logVisibilityMs
  // Knuth's multiplicative hash: spreads consecutive numbers, and is the same at every look.
  const share = 0.5 + ((event.sequence * 2_654_435_761) % 1000) / 2000
  return lag === 0 || event.ingestionTime + lag * share <= call.now()
}

/** Collects a page until it holds `limit` events or 1 MB. A single larger event is a page of its own. */
export function pageCollector(limit: number) {
  const events: LogEvent[] = []
  let bytes = 0
  return {
    events,
    /** False when the event has to wait for the next page. */
    add: (event: LogEvent): boolean => {
      if (events.length >= limit || (events.length > 0 && bytes + event.bytes > MAX_PAGE_BYTES)) {
        return false
      }
      events.push(event)
      bytes += event.bytes
      return true
    },
  }
}
