import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { UsageRecord } from '@/lib/usage/records/usage-record'
import { costOfSplit, splitRecords } from '@/lib/usage/split/split'

const AT = Date.parse('2026-12-01T12:00:00Z')
const BUSY = 0.5 / 3600
const GB_HOURS = 1.5 / 3600

/** A second of a session, with or without a processor. */
function second(n: number, vcpuHours: number, sessionId = 'one'): UsageRecord {
  return { at: AT + n * 1000, sessionId, endpoint: 'DEFAULT', seconds: 1, vcpuHours, gbHours: GB_HOURS }
}

const secondsOf = (records: UsageRecord[]) => {
  const { boot, work, idle } = splitRecords(records)
  return [boot.seconds, work.seconds, idle.seconds]
}

it('tells the start of a session from its work and from its idling', () => {
  const waiting = [0, 1, 2].map((n) => second(n, 0))
  const boot = [3, 4, 5].map((n) => second(n, BUSY))
  const idle = [6, 7, 8, 9, 11, 12].map((n) => second(n, 0))
  const work = second(10, BUSY)
  expect(secondsOf([...idle, work, ...boot, ...waiting])).toEqual([6, 1, 6])
})

it('takes no more than 10 s of work for a start, and no start where nothing ever worked', () => {
  expect(secondsOf(Array.from({ length: 30 }, (_, n) => second(n, BUSY)))).toEqual([10, 20, 0])
  expect(secondsOf(Array.from({ length: 30 }, (_, n) => second(n, 0)))).toEqual([0, 0, 30])
  expect(secondsOf([])).toEqual([0, 0, 0])
})

it('has every session start by itself', () => {
  expect(secondsOf([second(0, BUSY), second(60, BUSY, 'two'), second(120, BUSY)])).toEqual([2, 1, 0])
})

it('sums to the whole, whatever the order, and whatever a clock says', () => {
  const record = fc.record({
    at: fc.integer({ min: 1, max: 8e12 }),
    sessionId: fc.constantFrom('one', 'two', 'three'),
    endpoint: fc.constant('DEFAULT'),
    seconds: fc.constantFrom(0, 0.28, 1),
    vcpuHours: fc.constantFrom(0, 1e-9, BUSY),
    gbHours: fc.constantFrom(0, GB_HOURS),
  })
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const parts = Object.values(splitRecords(records))

      for (const what of ['vcpuHours', 'gbHours', 'seconds'] as const) {
        const whole = records.reduce((sum, one) => sum + one[what], 0)
        expect(parts.reduce((sum, part) => sum + part[what], 0)).toBeCloseTo(whole, 9)
      }
      expect(splitRecords(records.toReversed()).work.seconds).toBeGreaterThanOrEqual(0)
    }),
  )
})

it('is priced by parts that add up, and not at all where AWS publishes no price', () => {
  const split = splitRecords([second(0, BUSY), second(5, 0), second(9, BUSY)])
  const priced = costOfSplit(split, { region: 'us-east-1' })
  expect(priced?.total).toBeCloseTo(2 * BUSY * 0.0895 + 3 * GB_HOURS * 0.00945, 12)
  expect(costOfSplit(split, { region: 'sa-east-1' })).toBeNull()
})

it('splits the records of 10,000 sessions in a second', () => {
  const records = Array.from({ length: 100_000 }, (_, n) =>
    second(n % 10, n % 10 < 3 ? BUSY : 0, `session-${n % 10_000}`),
  )
  const began = performance.now()
  splitRecords(records)
  expect(performance.now() - began).toBeLessThan(1000)
})
