import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ASSUMED, type Phase, type Stretch, slotsOf, stretchesOf } from '@/lib/practice/agentcore/usage/consumption'
import { endOf, type Session } from '@/lib/practice/agentcore/usage/session'

const START = Date.UTC(2026, 8, 1, 12)
const S = 1000

function session(changes: Partial<Session> = {}): Session {
  return {
    region: 'us-east-1',
    runtimeId: 'tools-AbCdEf1234',
    runtimeName: 'tools',
    endpointName: 'DEFAULT',
    sessionId: 's'.repeat(36),
    platform: 'V1',
    startedAt: START,
    idleMs: 900 * S,
    lifetimeMs: 28_800 * S,
    invocations: [],
    ...changes,
  }
}

function call(fromSeconds: number, toSeconds: number) {
  return { startedAt: START + fromSeconds * S, endedAt: START + toSeconds * S, outcome: 'ok' as const }
}

function hours(stretches: Stretch[], what: 'vcpu' | 'gb', phase?: Phase): number {
  const counted = stretches.filter((one) => phase === undefined || one.phase === phase)
  return counted.reduce((sum, one) => sum + (one[what] * (one.to - one.from)) / 3_600_000, 0)
}

describe('the end of a session', () => {
  it('is the idle time-out after its last activity, the maximum lifetime, or what came first', () => {
    expect(endOf(session({ invocations: [call(1, 30)] }))).toEqual({ at: START + 930 * S, why: 'idle' })
    expect(endOf(session({ lifetimeMs: 60 * S }))).toEqual({ at: START + 60 * S, why: 'lifetime' })
    const stopped = { at: START + 9 * S, why: 'stopped' as const }
    expect(endOf(session({ ended: stopped }))).toEqual(stopped)
    expect(endOf(session({ ended: { at: START + 1e9, why: 'deleted' } })).why).toBe('idle')
  })
})

describe('what a session takes', () => {
  it('is the boot, the work and the idle tail', () => {
    const stretches = stretchesOf(session({ invocations: [call(1, 3), call(20, 30)] }))
    expect(stretches.map(({ from, to, phase }) => [(from - START) / S, (to - START) / S, phase])).toEqual([
      [0, 1, 'boot'],
      [1, 3, 'boot'],
      [3, 7, 'boot'],
      [7, 20, 'idle'],
      [20, 30, 'work'],
      [30, 120, 'idle'],
      [120, 123, 'idle'],
      [123, 150, 'idle'],
      [150, 930, 'idle'],
    ])
    expect(hours(stretches, 'vcpu', 'boot')).toBeCloseTo(7 / 3600)
    expect(hours(stretches, 'vcpu', 'work')).toBeCloseTo((10 * ASSUMED.workVcpu) / 3600)
    expect(hours(stretches, 'vcpu', 'idle')).toBe(0)
  })

  it('keeps the peak on V1, and gives it back after two minutes of idling on V2', () => {
    const peak = ASSUMED.bootGb + 2 * ASSUMED.callGb
    const invocations = [call(1, 3), call(20, 30), call(400, 401)]
    const memoryAt = (platform: 'V1' | 'V2', seconds: number) => {
      const at = START + seconds * S
      return stretchesOf(session({ platform, invocations })).find(({ from, to }) => from <= at && at < to)?.gb
    }
    expect([149, 151, 399].map((at) => memoryAt('V1', at))).toEqual([peak, peak, peak])
    expect([149, 151, 399].map((at) => memoryAt('V2', at))).toEqual([peak, ASSUMED.leastGb, ASSUMED.leastGb])
    expect(memoryAt('V2', 400)).toBeCloseTo(ASSUMED.bootGb + ASSUMED.callGb)
    expect(memoryAt('V1', 1300)).toBeCloseTo(peak + ASSUMED.callGb)
  })

  it('ends in a whole second, of which there is one at least', () => {
    const lengthOf = (ms: number) => stretchesOf(session({ ended: { at: START + ms, why: 'stopped' } })).at(-1)?.to
    expect(lengthOf(0)).toBe(START + S)
    expect(lengthOf(2500)).toBe(START + 3 * S)
  })

  it('is known up to a moment only', () => {
    expect(stretchesOf(session(), START + 10_500).at(-1)?.to).toBe(START + 10_500)
    expect(stretchesOf(session(), START)).toEqual([])
  })
})

const sessions = fc
  .record({
    platform: fc.constantFrom('V1' as const, 'V2' as const),
    startedAt: fc.integer({ min: START, max: START + 100_000 }),
    idleMs: fc.integer({ min: 60_000, max: 400_000 }),
    calls: fc.array(fc.tuple(fc.nat(500_000), fc.nat(20_000)), { maxLength: 8 }),
  })
  .map(({ platform, startedAt, idleMs, calls }) =>
    session({
      platform,
      startedAt,
      idleMs,
      invocations: calls.map(([from, length]) => ({
        startedAt: startedAt + from,
        endedAt: startedAt + from + length,
        outcome: 'ok',
      })),
    }),
  )

describe('any session', () => {
  it('adds up to the same in seconds, in minutes and as a whole', () => {
    fc.assert(
      fc.property(sessions, (any) => {
        const stretches = stretchesOf(any)
        const sumOf = (step: number, what: 'vcpuHours' | 'gbHours') =>
          slotsOf(stretches, step).reduce((sum, slot) => sum + slot[what], 0)

        for (const step of [S, 60 * S]) {
          expect(sumOf(step, 'vcpuHours')).toBeCloseTo(hours(stretches, 'vcpu'), 9)
          expect(sumOf(step, 'gbHours')).toBeCloseTo(hours(stretches, 'gb'), 9)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('has no gap, no overlap and no negative work, and what is past never changes', () => {
    fc.assert(
      fc.property(sessions, fc.nat(900_000), (any, after) => {
        const stretches = stretchesOf(any)
        expect(stretches[0]?.from).toBe(any.startedAt)
        expect(stretches.slice(1).every(({ from }, index) => from === stretches[index]?.to)).toBe(true)
        expect(stretches.every(({ gb }) => gb >= ASSUMED.leastGb && gb <= ASSUMED.peakGb)).toBe(true)
        const until = any.startedAt + after
        const known = slotsOf(stretchesOf(any, until), S).filter(({ at }) => at + S <= until)
        expect(known).toEqual(slotsOf(stretches, S).slice(0, known.length))
      }),
      { numRuns: 50 },
    )
  })
})
