import type { Entry } from '@/lib/practice/state/journal'
import type { Holder } from '@/lib/practice/state/line-file'
import { lineOf } from '@/lib/practice/state/lines'
import { Table, Unit } from '@/lib/practice/state/tracked'

/** What isn't in the file yet. Taken and put back as one: a batch is written whole or not at all. */
export type Batch = {
  isReset: boolean
  removed: (string | number)[][]
  changed: Set<Unit | Table>
  appended: Entry[]
}

export function emptyBatch(): Batch {
  return { isReset: false, removed: [], changed: new Set(), appended: [] }
}

/** What could not be written, with what came since. */
export function joined(earlier: Batch, later: Batch): Batch {
  return later.isReset
    ? later
    : {
        isReset: earlier.isReset,
        removed: [...earlier.removed, ...later.removed],
        changed: new Set([...earlier.changed, ...later.changed]),
        appended: [...earlier.appended, ...later.appended],
      }
}

/** The lines of a batch, each with what it belongs to. What was removed comes first: a new record may have its name. */
export function linesOf(batch: Batch): { lines: Buffer[]; holders: (Holder | null)[] } {
  const lines: Buffer[] = batch.isReset ? [lineOf('!', [])] : []
  lines.push(...batch.removed.map((path) => lineOf('-', path)))
  const holders: (Holder | null)[] = lines.map(() => null)

  for (const node of batch.changed) {
    const json = node.isLive && node instanceof Unit ? node.toJson() : undefined

    if (json !== undefined) {
      lines.push(lineOf('=', [...node.path], json))
      holders.push(node)
    } else if (node.isLive && node instanceof Table) {
      lines.push(lineOf('*', [...node.path]))
      holders.push(node)
    }
  }
  for (const entry of batch.appended.filter(({ isGone }) => !isGone)) {
    lines.push(lineOf('+', [entry.journal, entry.part, entry.mark], entry.json))
    holders.push(entry)
  }
  return { lines, holders }
}
