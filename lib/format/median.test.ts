import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { median } from '@/lib/format/median'

describe('median', () => {
  it.each([
    [[7], 7],
    [[10, 20], 15],
    [[30, 10, 20], 20],
    [[400, 10, 30, 20], 25],
    [[-1, 100, 9], 9],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected)
  })

  it('of nothing is nothing', () => {
    expect(median([])).toBeUndefined()
  })

  it('has as many values above as below it, whatever their order and sign', () => {
    const values = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1 })
    fc.assert(
      fc.property(values, (list) => {
        const middle = median(list) ?? Number.NaN
        const below = list.filter((value) => value < middle).length
        const above = list.filter((value) => value > middle).length

        expect(Math.max(below, above)).toBeLessThanOrEqual(list.length / 2)
        expect(median(list.toReversed())).toBe(middle)
        // Taking the upper or the lower of the two in the middle fails this.
        expect((median(list.map((value) => -value)) ?? Number.NaN) + middle).toBe(0)
      }),
    )
  })
})
