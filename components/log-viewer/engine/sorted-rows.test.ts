import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SortedRows } from '@/components/log-viewer/engine/sorted-rows'

const rows = fc.uniqueArray(fc.nat({ max: 5000 }))

function sorted(batches: number[][]): { rows: SortedRows; wanted: number[] } {
  const known = new Set<number>()
  const result = new SortedRows((one, other) => one - other)

  for (const batch of batches) {
    const fresh = batch.filter((row) => !known.has(row)).sort((one, other) => one - other)
    for (const row of fresh) {
      known.add(row)
    }
    result.merge(fresh)
  }
  return { rows: result, wanted: [...known].sort((one, other) => one - other) }
}

function list(of: SortedRows): number[] {
  return Array.from({ length: of.length }, (_, index) => of.at(index))
}

it('keeps the order, however rows come', () => {
  fc.assert(
    fc.property(fc.array(rows), (batches) => {
      const { rows, wanted } = sorted(batches)
      expect(list(rows)).toEqual(wanted)
      expect(wanted.every((row, index) => rows.indexOf(row) === index && rows.has(row))).toBe(true)
      expect(rows.has(6000)).toBe(false)
    }),
  )
})

it('removes, and fills from another', () => {
  fc.assert(
    fc.property(fc.array(rows), fc.nat({ max: 5000 }), (batches, row) => {
      const { rows, wanted } = sorted(batches)
      rows.remove(row)
      expect(list(rows)).toEqual(wanted.filter((other) => other !== row))
      const even = new SortedRows((one, other) => one - other)
      even.fill(rows, (other) => other % 2 === 0)
      expect(list(even)).toEqual(wanted.filter((other) => other !== row && other % 2 === 0))
    }),
  )
})
