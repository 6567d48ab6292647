import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Budget } from '@/lib/logs/tail/budget'
import { Lag } from '@/lib/logs/tail/lag'
import { parsePosition, positionId } from '@/lib/logs/tail/position'
import { readRange } from '@/lib/logs/tail/range'
import { SeenIds } from '@/lib/logs/tail/seen-ids'
import { SimulatedClock } from '@/lib/logs/tail/testing/simulation'

const never = new AbortController().signal

describe('the budget', () => {
  it('lets no more than three calls into any second, and serves in order', async () => {
    const clock = new SimulatedClock(0)
    const budget = new Budget(clock)
    const turns: [number, number][] = []

    for (let i = 0; i < 10; i++) {
      budget.take('live', never).then(() => turns.push([i, clock.now()]))
    }
    await clock.pass(10_000)
    expect(turns.map(([i]) => i)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(turns.map(([, at]) => at)).toEqual([0, 0, 0, 1000, 1000, 1000, 2000, 2000, 2000, 3000])
  })

  it('is not used up by somebody who has gone', async () => {
    const clock = new SimulatedClock(0)
    const budget = new Budget(clock)
    const gone = AbortSignal.abort()
    await Promise.all([1, 2, 3, 4, 5].map(() => budget.take('live', gone)))
    await budget.take('sweep', never)
    expect(clock.now()).toBe(0)
    expect(budget.nextSweepAt(false)).toBe(1667)
    expect(budget.nextSweepAt(true)).toBe(667)
  })
})

describe('the ids that were seen', () => {
  it('are what a set of them would be', () => {
    const entries = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.integer({ min: 0, max: 5000 })), {
      maxLength: 300,
    })
    fc.assert(
      fc.property(entries, fc.integer({ min: 0, max: 6000 }), (added, boundary) => {
        const seen = new SeenIds()
        const model = new Set<string>()

        for (const [id, at] of added) {
          const key = `${Math.floor(at / 1000)} ${id}`
          expect(seen.add(id, at)).toBe(!model.has(key))
          model.add(key)
        }
        const since = (second: number) => [...model].filter((key) => Number(key.split(' ')[0]) >= second).length
        expect(seen.size).toBe(model.size)
        expect(seen.countSince(boundary)).toBe(since(Math.floor(boundary / 1000)))
        seen.dropBefore(boundary)
        expect(seen.size).toBe(since(Math.floor(boundary / 1000)))
      }),
    )
  })

  it('tells a hundred thousand ids of one second apart', () => {
    const seen = new SeenIds()

    for (let i = 0; i < 100_000; i++) {
      expect(seen.add(`3${String(i).padStart(55, '0')}`, 1)).toBe(true)
    }
  })

  it('forget the oldest seconds when there are too many', () => {
    const seen = new SeenIds()

    for (let i = 0; i < 100; i++) {
      seen.add(String(i), i * 100)
    }
    expect(seen.shrinkTo(55)).toBe(5000)
    expect(seen.size).toBe(50)
  })
})

describe('the lag', () => {
  it('is never said to be smaller than it was, nor larger by more than a fifth', () => {
    const lags = fc.array(fc.integer({ min: 10, max: 3_000_000 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(lags, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const lag = new Lag()

        for (const value of values) {
          lag.add(value)
        }
        const sorted = [...values].sort((a, b) => a - b)
        const exact = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share - 1e-9) - 1)] ?? 0
        expect(lag.quantile(share)).toBeGreaterThanOrEqual(exact - 1)
        expect(lag.quantile(share)).toBeLessThanOrEqual(exact * 1.2 + 1)
      }),
    )
    expect(new Lag().quantile(0.5)).toBeNull()
  })
})

describe('a position', () => {
  it('is read back, and nothing else is', () => {
    const position = { epoch: '0b1e-4', sequence: 12, resumeFrom: 1_767_614_400_000 }
    expect(parsePosition(positionId(position))).toEqual(position)

    for (const text of [null, '', 'a.b.c', 'x.1', 'x.1.2.3', 'x.-1.2', `${'x'.repeat(99)}.1.2`, 'x\n.1.2']) {
      expect(parsePosition(text)).toBeNull()
    }
  })
})

describe('a range whose pages go round in circles', () => {
  it('is given up at the first token that comes again', async () => {
    const clock = new SimulatedClock(0)
    let calls = 0
    const event = { id: 'a', at: 1, ingestedAt: 1, stream: 's', text: 't' }
    const client = { filter: async () => ({ page: { events: [event], next: `t${calls++ % 3}` } }) }
    const budget = { take: async () => undefined } as unknown as Budget
    const parts = { client, clock, budget, random: () => 0, signal: never }
    const read = async () => {
      for await (const _ of readRange(parts, { from: 0 })) {
        expect(calls).toBeLessThan(10)
      }
    }
    await expect(read()).rejects.toThrow('began the range anew')
    expect(calls).toBe(4)
  })
})
