import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EntrySource, type FetchSlice } from '@/components/activity/entry-source'
import type { Entry } from '@/lib/activity/model'

const entryAt = (index: number) => ({ id: `e${index}` }) as Entry
const settled = () => new Promise((resolve) => setTimeout(resolve))

function sourceOf(shown: number) {
  const asked: number[] = []
  const fetchSlice: FetchSlice = (from, count) => {
    asked.push(from)
    const rows = Array.from({ length: Math.max(0, Math.min(count, shown - from)) }, (_, at) => entryAt(from + at))
    return Promise.resolve({ ok: true, data: { shown, from, rows } })
  }
  const first = { shown, from: 0, rows: Array.from({ length: Math.min(40, shown) }, (_, at) => entryAt(at)) }
  return { source: new EntrySource(fetchSlice, first), asked }
}

it('answers every wish with the rows about it, each at its index', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 100_000 }),
      fc.array(fc.nat(100_000), { minLength: 1 }),
      async (shown, indexes) => {
        const { source } = sourceOf(shown)

        for (const index of indexes) {
          const want = { type: 'index' as const, index, before: 80, after: 110 }
          source.tell({ type: 'want', want })
          await settled()
          const { view } = source.get()
          const target = Math.min(index, shown - 1)
          expect(view.want).toEqual(want)
          expect(view.start).toBe(Math.max(0, target - 80))
          expect(view.start + view.rows.length).toBe(Math.min(shown, target + 110))
          expect(view.rows.every(({ row, entry }) => entry.id === `e${row}`)).toBe(true)
        }
      },
    ),
    { numRuns: 30 },
  )
})

it('shows what the page brought before the server answers, and asks for nothing twice', async () => {
  const { source, asked } = sourceOf(1000)
  const want = { type: 'index' as const, index: 0, before: 80, after: 110 }
  source.tell({ type: 'want', want })
  expect(source.get().view.rows).toHaveLength(40)
  await settled()
  expect(source.get().view.rows).toHaveLength(110)
  source.tell({ type: 'want', want: { ...want, index: 5 } })
  await settled()
  expect(asked).toEqual([0])
})

it('says why rows can not be had, and asks again at the next wish', async () => {
  const error = { code: 'unavailable' as const, message: 'No answer.' }
  let isUp = false
  const source = new EntrySource(
    (from) =>
      Promise.resolve(isUp ? { ok: true, data: { shown: 300, from, rows: [entryAt(from)] } } : { ok: false, error }),
    { shown: 300, from: 0, rows: [] },
  )
  const want = { type: 'index' as const, index: 200, before: 0, after: 1 }
  source.tell({ type: 'want', want })
  await settled()
  expect(source.get().failure).toEqual(error)
  isUp = true
  source.tell({ type: 'want', want })
  await settled()
  expect(source.get()).toMatchObject({ failure: null, view: { start: 200, rows: [{ row: 200 }] } })
})
