import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refreshDelay, retryDelay } from '@/lib/tokens/sign-in/schedule'

const MINUTE = 60_000

describe('renewal', () => {
  it.each([
    [60 * MINUTE, 0, 58 * MINUTE],
    [60 * MINUTE, 58 * MINUTE, 0],
    [60 * MINUTE, 90 * MINUTE, 0],
    [5 * MINUTE, 0, 3 * MINUTE],
    [24 * 60 * MINUTE, MINUTE, (24 * 60 - 3) * MINUTE],
    [3 * MINUTE, 0, 1.5 * MINUTE],
  ])('of a token of %d ms that is %d ms old: in %d ms', (life, age, delay) => {
    expect(refreshDelay(life, age)).toBe(delay)
  })

  it('comes while a minute is left, whatever Cognito’s lifetime (5 minutes to a day)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5 * MINUTE, max: 1440 * MINUTE }), fc.nat(), (life, age) => {
        const delay = refreshDelay(life, age)
        expect(delay).toBeGreaterThanOrEqual(0)
        expect(Math.max(age, age + delay)).toBeLessThanOrEqual(Math.max(age, life - 2 * MINUTE))
      }),
    )
  })

  it('is tried again at growing distances, and several times before the end', () => {
    expect([1, 2, 3, 4, 5, 9].map(retryDelay)).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000])
  })
})
