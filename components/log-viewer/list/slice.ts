import type { RowView, Want } from '@/components/log-viewer/engine/protocol'
import { type Anchor, type Heights, heightOf, type Numbered } from '@/components/log-viewer/list/scroll'

/** The rows that are drawn, and where the first of them stands among all. */
export type Slice<Row extends Numbered = RowView> = {
  rows: Row[]
  firstIndex: number
  shown: number
  isAtEnd: boolean
}

/** Where the first drawn row begins, in pixels from the top of the list. */
export function topOf(
  { rows, isAtEnd }: Slice<Numbered>,
  anchor: Anchor | null,
  heights: Heights,
  viewport: number,
): number {
  if (isAtEnd) {
    return Math.min(0, viewport - heightOfAll(rows, heights))
  }
  const position = rows.findIndex(({ row }) => row === anchor?.row)
  return -heightOfAll(rows.slice(0, Math.max(0, position)), heights) - (anchor?.offset ?? 0)
}

/** The row at the top of the list, when the first drawn one begins at `top`. */
export function topRow({ rows }: Slice<Numbered>, top: number, heights: Heights): Anchor | null {
  let start = top

  for (const row of rows) {
    const height = heightOf(row, heights)
    if (start + height > 0) {
      return { row: row.row, offset: -start }
    }
    start += height
  }
  return null
}

export function isInSight(
  row: number,
  { rows }: Slice<Numbered>,
  top: number,
  heights: Heights,
  viewport: number,
): boolean {
  const position = rows.findIndex((drawn) => drawn.row === row)
  const start = top + heightOfAll(rows.slice(0, Math.max(0, position)), heights)
  return position !== -1 && start >= 0 && start + heightOf(rows[position], heights) <= viewport
}

function heightOfAll(rows: readonly Numbered[], heights: Heights): number {
  return rows.reduce((sum, row) => sum + heightOf(row, heights), 0)
}

/** How high the drawn rows are, as the page has them. */
export function measure(block: HTMLElement, { rows }: Slice<Numbered>, heights: Heights): void {
  for (const [at, element] of [...block.children].entries()) {
    const row = rows[at]
    const height = (element as HTMLElement).offsetHeight
    if (row && height !== heightOf(row, heights)) {
      heights.set(row.row, height)
    }
  }
}

export function sameWant(one: Want, other: Want): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
