import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { View } from '@/components/log-viewer/engine/protocol'
import { indexAt, moved, ROW_PX, scrollTopOf, spacerHeight } from '@/components/log-viewer/list/scroll'

const VIEWPORT = 600

function view(shown: number, start = 0, length = shown): View {
  const rows = Array.from({ length }, (_, at) => ({ row: start + at }) as View['rows'][number])
  return {
    total: shown,
    shown,
    matches: 0,
    late: 0,
    arrived: 0,
    hasLoggers: false,
    epoch: 0,
    want: { type: 'end', count: 0 },
    start,
    rows,
    anchor: null,
  }
}

describe('the scroll bar', () => {
  it('reaches the first and the last row of any number of rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 50_000_000 }), (shown) => {
        expect(spacerHeight(shown)).toBeLessThanOrEqual(8_000_000)
        expect(indexAt(0, shown, VIEWPORT)).toEqual({ index: 0, offset: 0 })
        const { index, offset } = indexAt(spacerHeight(shown) - VIEWPORT, shown, VIEWPORT)
        expect(index * ROW_PX + offset + VIEWPORT).toBeGreaterThanOrEqual(shown * ROW_PX - 2)
      }),
    )
  })

  it('stands where its rows are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 50_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (shown, part) => {
          const top = part * (spacerHeight(shown) - VIEWPORT)
          const { index, offset } = indexAt(top, shown, VIEWPORT)
          expect(Math.abs(scrollTopOf(index, offset, shown, VIEWPORT) - top)).toBeLessThan(2)
        },
      ),
    )
  })
})

describe('moving', () => {
  it('goes by pixels over rows of any height, and back to the same place', () => {
    const heights = new Map([[3, 100]])
    const start = { row: 2, offset: 5 }
    const there = moved(view(1000), start, ROW_PX + 50, heights, VIEWPORT)
    expect(there).toEqual({ anchor: { row: 3, offset: 55 }, isAtEnd: false })
    expect(moved(view(1000), there?.anchor ?? start, -ROW_PX - 50, heights, VIEWPORT)?.anchor).toEqual(start)
  })

  it('stops at both ends', () => {
    expect(moved(view(1000), { row: 5, offset: 0 }, -99_999, new Map(), VIEWPORT)).toEqual({
      anchor: { row: 0, offset: 0 },
      isAtEnd: false,
    })
    const end = moved(view(1000), { row: 5, offset: 0 }, 99_999_999, new Map(), VIEWPORT)
    expect(end?.isAtEnd).toBe(true)
    expect((end?.anchor.row ?? 0) * ROW_PX + (end?.anchor.offset ?? 0)).toBe(1000 * ROW_PX - VIEWPORT)
    expect(moved(view(3), { row: 0, offset: 0 }, 50, new Map(), VIEWPORT)?.anchor).toEqual({ row: 0, offset: 0 })
  })

  it('knows no end while it isn’t there, and no row that isn’t', () => {
    expect(moved(view(1000, 0, 50), { row: 0, offset: 0 }, 99_999, new Map(), VIEWPORT)?.isAtEnd).toBe(false)
    expect(moved(view(1000, 100, 50), { row: 0, offset: 0 }, 1, new Map(), VIEWPORT)).toBeUndefined()
  })
})
