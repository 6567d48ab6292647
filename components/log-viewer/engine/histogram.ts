import type { Bins } from '@/components/log-viewer/engine/protocol'
import { LEVELS, type Rows } from '@/components/log-viewer/engine/rows'

const BIN_COUNT = 96

/** Lines by time and level. Lines outside the range are left out. */
export function histogram(rows: Rows, from: number, to: number): Bins {
  const counts = new Array<number>(BIN_COUNT * LEVELS.length).fill(0)
  const width = Math.max(1, to - from) / BIN_COUNT

  for (let row = 0; row < rows.count; row += 1) {
    const at = rows.at[row] ?? 0
    // The rest of a traceback is one line's matter.
    if (at < from || at > to || rows.head[row] !== -1 || rows.gaps.has(row)) {
      continue
    }
    const bin = Math.min(BIN_COUNT - 1, Math.floor((at - from) / width))
    const cell = bin * LEVELS.length + (rows.level[row] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return { from, to, counts }
}
