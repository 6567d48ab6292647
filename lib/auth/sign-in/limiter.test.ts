import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Limiter, type Outcome, type Policy } from '@/lib/auth/sign-in/limiter'

const minute = 60_000
const policy: Policy = {
  free: 3,
  maxWaitMs: 8_000,
  forgetMs: 15 * minute,
  maxAddresses: 20,
  freeInTotal: 20,
  gapMs: 250,
  maxWaiting: 64,
}
const right = () => true
const wrong = () => false

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
})

/** How long an answer takes, in milliseconds, and which it is. */
async function timed(answer: Promise<Outcome>): Promise<[Outcome, number]> {
  const begin = Date.now()
  let end = begin
  const ended = answer.then((outcome) => {
    end = Date.now()
    return outcome
  })
  await vi.advanceTimersByTimeAsync(20_000)
  return [await ended, end - begin]
}

describe('limiter', () => {
  it('tells the first wrong answers at once, and each further one after twice the wait', async () => {
    const limiter = new Limiter(policy)
    const waits: number[] = []
    for (let failure = 1; failure <= 9; failure += 1) {
      const [outcome, wait] = await timed(limiter.check('a', wrong))
      expect(outcome).toBe('wrong')
      waits.push(wait)
    }
    expect(waits).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
    vi.setSystemTime(Date.now() + policy.forgetMs)
    expect(await timed(limiter.check('a', wrong))).toEqual(['wrong', 0])
  })

  it('tells a right answer at once after ten wrong ones, and while they are kept back', async () => {
    const limiter = new Limiter(policy)
    const guesses = Array.from({ length: 10 }, () => limiter.check('a', wrong))
    expect(await timed(limiter.check('a', right))).toEqual(['right', 0])
    expect(await Promise.all(guesses)).toEqual(Array(10).fill('wrong'))
  })

  it('looks at the newest first when a flood of guesses stands in line', async () => {
    const limiter = new Limiter(policy)
    const guesses = Array.from({ length: 1000 }, () => limiter.check('a', wrong))
    await vi.advanceTimersByTimeAsync(100)
    const [outcome, wait] = await timed(limiter.check('a', right))
    expect(outcome).toBe('right')
    expect(wait).toBeLessThanOrEqual(policy.gapMs)
    await vi.advanceTimersByTimeAsync(minute)
    const outcomes = await Promise.all(guesses)
    expect(outcomes.filter((each) => each === 'busy').length).toBeGreaterThan(1000 - 100)
  })

  it('never looks at more guesses than it says, keeps no more of anything, and answers everybody', async () => {
    const step = fc.record({
      address: fc.integer({ min: 0, max: 50 }).map(String),
      count: fc.integer({ min: 1, max: 40 }),
      advance: fc.integer({ min: 0, max: 2_000 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const limiter = new Limiter(policy)
        const looked: number[] = []
        const answers: Promise<Outcome>[] = []

        for (const { address, count, advance } of steps) {
          for (let guess = 0; guess < count; guess += 1) {
            answers.push(limiter.check(address, () => looked.push(Date.now()) < 0))
          }
          await vi.advanceTimersByTimeAsync(advance)
          const { addresses, waiting } = limiter.sizes()
          expect(addresses).toBeLessThanOrEqual(policy.maxAddresses)
          expect(waiting).toBeLessThanOrEqual(policy.maxWaiting)
        }
        await vi.advanceTimersByTimeAsync(minute)
        await Promise.all(answers)
        const paced = looked.slice(policy.freeInTotal)
        for (const [index, time] of paced.slice(1).entries()) {
          expect(time - (paced[index] ?? 0)).toBeGreaterThanOrEqual(policy.gapMs)
        }
      }),
      { numRuns: 40 },
    )
  })
})
