import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callsOfRecords, memoryOfRecords } from '@/lib/usage/simulate/calls-of-records'
import { type SessionCalls, simulate } from '@/lib/usage/simulate/simulate'

const rate = { vcpuHour: 0.0895, gbHour: 0.00945 }
const MINUTE = 60_000
const call = fc.tuple(fc.nat(86_400_000), fc.nat(60_000)).map(([start, length]) => ({ start, end: start + length }))
const sessions: fc.Arbitrary<SessionCalls[]> = fc.array(
  fc.record({ id: fc.string(), calls: fc.array(call, { maxLength: 20 }) }),
  { maxLength: 10 },
)
const idle = fc.integer({ min: 60, max: 28_800 })
const facts = { memoryGb: 1, rate }

describe('another idle time-out', () => {
  it('counts what two calls ten minutes apart would have saved, and the start that they would have cost', () => {
    const calls = [0, 10 * MINUTE].map((start) => ({ start, end: start }))
    const found = simulate([{ id: 'a', calls }], { ...facts, idleSeconds: 900, others: [300, 900] })
    expect(found.others).toHaveLength(1)
    const [five] = found.others
    expect(five?.coldStarts).toBe(1)
    // 600 s and 900 s of memory before, 300 s twice after, and a start of 7 s more.
    const boot = (7 / 3600) * (0.0895 + 0.00945)
    expect(five?.saved).toBeCloseTo(((1500 - 600) / 3600) * 0.00945 - boot, 12)
    const back = simulate([{ id: 'a', calls }], { ...facts, idleSeconds: 300, others: [900] })
    expect(back.others[0]?.saved).toBeCloseTo(-(five?.saved ?? 0), 12)
    expect(back.others[0]?.coldStarts).toBe(-1)
  })

  it('shorter never idles more nor starts less, and the other way round', () => {
    fc.assert(
      fc.property(sessions, idle, idle, (all, one, other) => {
        const { now, others } = simulate(all, { ...facts, idleSeconds: one, others: [other] })

        for (const then of others) {
          expect(Math.sign(other - one) * (then.idleDollars - now.idleDollars)).toBeGreaterThanOrEqual(0)
          expect(Math.sign(one - other) * then.coldStarts).toBeGreaterThanOrEqual(0)
        }
        expect(now.saved).toBe(0)
        expect(now.coldStarts).toBe(0)
      }),
    )
  })

  it('gives the same the other way round, with the sign changed, and for any order of calls', () => {
    fc.assert(
      fc.property(sessions, idle, idle, (all, one, other) => {
        fc.pre(one !== other)
        const there = simulate(all, { ...facts, idleSeconds: one, others: [other] }).others[0]
        const turned = all.map(({ id, calls }) => ({ id, calls: [...calls].reverse() }))
        const back = simulate(turned, { ...facts, idleSeconds: other, others: [one] }).others[0]
        expect(there?.saved).toBeCloseTo(-(back?.saved ?? Number.NaN), 9)
        expect(there?.coldStarts).toBe(0 - (back?.coldStarts ?? Number.NaN) || 0)
      }),
    )
  })

  it('is nothing where nobody called', () => {
    const found = simulate([{ id: 'a', calls: [] }], { ...facts, idleSeconds: 900, others: [300] })
    expect(found).toMatchObject({ sessions: 0, calls: 0, now: { idleDollars: 0, boots: 0 } })
  })
})

it('finds the busy stretches of usage records, and what sessions held', () => {
  const busy = 0.35 / 3600
  const record = (second: number, vcpuHours: number) => ({
    ...{ at: second * 1000, sessionId: 's', endpoint: 'DEFAULT', seconds: 1 },
    ...{ vcpuHours, gbHours: 0.5 / 3600 },
  })
  const records = [record(0, busy), record(1, busy), record(2, 0), record(60, busy), record(61, 0)].reverse()
  expect(callsOfRecords(records)).toEqual([
    {
      id: 's',
      calls: [
        { start: 0, end: 2000 },
        { start: 60_000, end: 61_000 },
      ],
    },
  ])
  expect(memoryOfRecords(records)).toBeCloseTo(0.5, 9)
  expect(memoryOfRecords([])).toBeNull()
})
