import type { View, Want } from '@/components/log-viewer/engine/protocol'

/** Height of a row of one line. */
export const ROW_PX = 22
/** Browsers cut elements off at 16.7 million pixels and more; beyond this the scroll bar stands for rows in proportion. */
const MAX_SPACER_PX = 8_000_000

/** What stands at the top of the list: so many pixels of that row are above it. */
export type Anchor = { row: number; offset: number }

/** Rows of any kind: the list only numbers them. */
export type Numbered = { row: number }

/** Rows that are at hand, of however many are shown. */
export type Held<Row extends Numbered> = Pick<View, 'shown' | 'epoch' | 'want' | 'start' | 'anchor'> & { rows: Row[] }

/** Who has the rows, and fetches those that are wanted. */
export type RowSource<Row extends Numbered> = {
  get: () => { view: Held<Row> }
  subscribe: (listener: () => void) => () => void
  tell: (message: { type: 'want'; want: Want }) => void
}

/** Heights of rows that aren't `ROW_PX` high, by row. */
export type Heights = Map<number, number>

export function spacerHeight(shown: number): number {
  return Math.min(shown * ROW_PX, MAX_SPACER_PX)
}

/** Index of the row that a place of the scroll bar stands for, and how much of it is above. */
export function indexAt(scrollTop: number, shown: number, viewport: number): { index: number; offset: number } {
  const spacer = spacerHeight(shown)
  const range = Math.max(1, spacer - viewport)
  const rowsAbove = Math.max(0, shown - viewport / ROW_PX)
  const exact = Math.min(1, Math.max(0, scrollTop / range)) * rowsAbove
  const index = Math.floor(exact)
  return { index, offset: Math.round((exact - index) * ROW_PX) }
}

/** The place of the scroll bar that stands for a row. */
export function scrollTopOf(index: number, offset: number, shown: number, viewport: number): number {
  const rowsAbove = shown - viewport / ROW_PX
  const range = spacerHeight(shown) - viewport
  return rowsAbove <= 0 || range <= 0 ? 0 : Math.min(1, (index + offset / ROW_PX) / rowsAbove) * range
}

type Move = { anchor: Anchor; isAtEnd: boolean }

/** Moves by pixels over the rows that are there. Undefined when the anchor isn't among them. */
export function moved(
  view: Held<Numbered>,
  anchor: Anchor,
  delta: number,
  heights: Heights,
  viewport: number,
): Move | undefined {
  const { rows } = view
  let position = rows.findIndex(({ row }) => row === anchor.row)

  if (position === -1) {
    return undefined
  }
  const height = (at: number) => heightOf(rows[at], heights)
  let offset = anchor.offset + delta

  while (offset >= height(position) && position < rows.length - 1) {
    offset -= height(position)
    position += 1
  }
  while (offset < 0 && position > 0) {
    position -= 1
    offset += height(position)
  }
  const last = lastAnchor(view, heights, viewport)
  const isBeyond =
    last !== undefined && (position > last.position || (position === last.position && offset >= last.offset))
  const at = isBeyond ? last : { position, offset: Math.max(0, Math.min(offset, height(position))) }
  return { anchor: { row: rows[at.position]?.row ?? anchor.row, offset: at.offset }, isAtEnd: isBeyond }
}

/** Where the list ends; undefined while its end isn't among the rows that are there. */
function lastAnchor({ rows, start, shown }: Held<Numbered>, heights: Heights, viewport: number) {
  if (start + rows.length < shown) {
    return undefined
  }
  let left = viewport

  for (let position = rows.length - 1; position >= 0; position -= 1) {
    left -= heightOf(rows[position], heights)
    if (left <= 0) {
      return { position, offset: -left }
    }
  }
  return start === 0 ? { position: 0, offset: 0 } : undefined
}

export function heightOf(row: Numbered | undefined, heights: Heights): number {
  return row === undefined ? ROW_PX : (heights.get(row.row) ?? ROW_PX)
}
