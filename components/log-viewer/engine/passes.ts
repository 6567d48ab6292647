import type { Filters } from '@/components/log-viewer/engine/protocol'
import { LEVELS, type Rows } from '@/components/log-viewer/engine/rows'

/** Whether a row is shown. A row that goes on with a traceback never is: it stands in the first one's place. */
export function passesOf(rows: Rows, filters: Filters): (row: number) => boolean {
  const levels = LEVELS.map((level) => filters.levels.length === 0 || filters.levels.includes(level))
  const stream = numberOf(rows.streams, filters.stream)
  const session = numberOf(rows.sessions, filters.session)
  const request = numberOf(rows.requests, filters.request)

  return (row) =>
    rows.head[row] === -1 &&
    levels[rows.level[row] ?? 0] === true &&
    (stream === null || rows.stream[row] === stream) &&
    (session === null || rows.session[row] === session + 1) &&
    (request === null || rows.request[row] === request + 1)
}

// A name that no line has is a number that no line has.
function numberOf(names: Rows['streams'], name: string | null): number | null {
  return name === null ? null : (names.find(name) ?? Number.MAX_SAFE_INTEGER)
}
