import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLimiter, type Policy } from '@/lib/auth/limiter'

const minute = 60_000
const perAddress: Policy = { free: 3, lockAfter: 10, lockMs: 15 * minute, maxWaitMs: minute, forgetMs: 15 * minute }
const inTotal: Policy = { ...perAddress, free: 20, lockAfter: 40 }

function setup(overrides: { maxAddresses?: number } = {}) {
  const clock = { time: 1_000_000 }
  const limiter = createLimiter({ perAddress, inTotal, maxAddresses: 50, now: () => clock.time, ...overrides })
  return { clock, limiter }
}

describe('limiter', () => {
  it('lets the first mistakes pass and doubles the wait after each further one', () => {
    const { clock, limiter } = setup()
    const waits: number[] = []

    for (let failure = 1; failure <= 9; failure += 1) {
      expect(limiter.check('a', () => false)).toEqual({ type: 'wrong' })

      if (failure > perAddress.free) {
        const next = limiter.check('a', () => true)
        waits.push(next.type === 'refused' ? next.waitMs : 0)
        clock.time += waits.at(-1) ?? 0
      }
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000])
    expect(limiter.check('a', () => true)).toEqual({ type: 'right' })
    expect(limiter.size()).toBe(0)
  })

  it('locks an address after ten mistakes, even for the right answer, and opens again', () => {
    const { clock, limiter } = setup()

    for (let failure = 0; failure < 10; failure += 1) {
      limiter.check('a', () => false)
      clock.time += failure < 9 ? minute : 0
    }
    expect(limiter.check('a', () => true)).toEqual({ type: 'refused', isLocked: true, waitMs: 15 * minute })
    expect(limiter.check('b', () => true)).toEqual({ type: 'right' })
    clock.time += 15 * minute
    expect(limiter.check('a', () => true)).toEqual({ type: 'right' })
  })

  it('locks everybody when many addresses guess', () => {
    const { clock, limiter } = setup()
    let looked = 0

    for (let guess = 0; guess < 60; guess += 1) {
      limiter.check(`address-${guess}`, () => {
        looked += 1
        return false
      })
      clock.time += looked < 40 ? minute : 0
    }
    expect(looked).toBe(40)
    expect(limiter.check('somebody-else', () => true)).toMatchObject({ type: 'refused', isLocked: true })
  })

  it('never looks at more guesses than the policy allows, never keeps more addresses, never waits for ever', () => {
    const step = fc.record({
      address: fc.integer({ min: 0, max: 200 }).map(String),
      advance: fc.integer({ min: 0, max: 5 * minute }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const { clock, limiter } = setup({ maxAddresses: 20 })
        const looked: { address: string; time: number }[] = []

        for (const { address, advance } of steps) {
          clock.time += advance
          const outcome = limiter.check(address, () => {
            looked.push({ address, time: clock.time })
            return false
          })

          if (outcome.type === 'refused') {
            expect(outcome.waitMs).toBeGreaterThan(0)
            expect(outcome.waitMs).toBeLessThanOrEqual(15 * minute)
          }
          expect(limiter.size()).toBeLessThanOrEqual(20)
        }
        for (const { time } of looked) {
          const recent = looked.filter((other) => other.time >= time && other.time < time + 15 * minute)
          expect(recent.length).toBeLessThanOrEqual(2 * inTotal.lockAfter)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('looks at a guess again as soon as the wait it named is over', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: minute }), { maxLength: 60 }), (advances) => {
        const { clock, limiter } = setup()

        for (const advance of advances) {
          clock.time += advance
          const outcome = limiter.check('a', () => false)

          if (outcome.type === 'refused') {
            clock.time += outcome.waitMs
            expect(limiter.check('a', () => false).type).toBe('wrong')
          }
        }
      }),
    )
  })
})
