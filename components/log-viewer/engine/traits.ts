import type { Rows } from '@/components/log-viewer/engine/rows'
import { LEVELS } from '@/components/log-viewer/engine/rows'
import type { SortedRows } from '@/components/log-viewer/engine/sorted-rows'
import { foldOf } from '@/lib/logs/fold'
import { readLineHead } from '@/lib/troubles/text/line-head'

/** How far back the line before of the same stream is looked for. */
const LOOK_BACK = 64

/** Sets level and place in a traceback of a row that stands in `order` already. */
export function settle(rows: Rows, order: SortedRows, row: number): void {
  const text = rows.text(row)
  const previous = previousOfStream(rows, order, row)
  const pauseMs = previous === undefined ? 0 : (rows.at[row] ?? 0) - (rows.at[previous] ?? 0)
  const fold = foldOf(text, previous === undefined ? undefined : rows.foldOf(previous), pauseMs)
  rows.setFold(row, fold)

  if (previous !== undefined && (fold === 'body' || fold === 'end')) {
    const head = rows.head[previous] === -1 ? previous : (rows.head[previous] ?? previous)
    rows.head[row] = head
    rows.folded[head] = (rows.folded[head] ?? 0) + 1
    rows.level[row] = rows.level[head] ?? 0
    return
  }
  const { level, logger } = readLineHead(text)
  rows.level[row] = LEVELS.indexOf(level)
  rows.hasLoggers ||= logger !== undefined
}

function previousOfStream(rows: Rows, order: SortedRows, row: number): number | undefined {
  // Lines mostly come at the end, where there is nothing to look for.
  const isLast = order.at(order.length - 1) === row
  const index = isLast ? order.length - 1 : order.indexOf(row)

  for (let back = index - 1; back >= Math.max(0, index - LOOK_BACK); back -= 1) {
    const other = order.at(back)
    if (rows.stream[other] === rows.stream[row] && !rows.gaps.has(other)) {
      return other
    }
  }
  return undefined
}

/** The rows of the traceback that starts at `head`, in order, itself first. */
export function traceback(rows: Rows, order: SortedRows, head: number): number[] {
  const wanted = (rows.folded[head] ?? 0) + 1
  const found: number[] = []

  for (let index = order.indexOf(head); index < order.length && found.length < wanted; index += 1) {
    const row = order.at(index)
    if (row === head || rows.head[row] === head) {
      found.push(row)
    }
  }
  return found
}
