import type { Rows } from '@/components/log-viewer/engine/rows'
import type { SortedRows } from '@/components/log-viewer/engine/sorted-rows'
import { compareEvents, type LogEvent } from '@/lib/logs/event'

/** Those that aren't held yet, each once and in order. */
export function freshEvents(rows: Rows, order: SortedRows, events: LogEvent[]): LogEvent[] {
  const sorted = isSorted(events) ? events : [...events].sort(compareEvents)
  return sorted.filter((event, index) => {
    const before = sorted[index - 1]
    return (before === undefined || compareEvents(before, event) !== 0) && !isHeld(rows, order, event)
  })
}

// The order is the index: an event stands in exactly one place of it.
function isHeld(rows: Rows, order: SortedRows, event: LogEvent): boolean {
  if (order.length === 0 || rows.compareTo(order.at(order.length - 1), event) < 0) {
    return false
  }
  const index = order.lowerBound((row) => rows.compareTo(row, event))
  return index < order.length && rows.compareTo(order.at(index), event) === 0
}

function isSorted(events: LogEvent[]): boolean {
  return events.every((event, index) => {
    const before = events[index - 1]
    return before === undefined || compareEvents(before, event) <= 0
  })
}
