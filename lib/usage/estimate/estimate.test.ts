import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIELDS } from '@/lib/deployments/setup/form-fields'
import { estimate, type Machine, type Pattern } from '@/lib/usage/estimate/estimate'
import { PATTERNS } from '@/lib/usage/estimate/patterns'

const upTo = (max: number) => fc.double({ min: 0, max, noNaN: true })
const patterns: fc.Arbitrary<Pattern> = fc.record({
  sessionsPerDay: fc.integer({ min: 0, max: 10_000 }),
  daysPerMonth: fc.integer({ min: 0, max: 31 }),
  callsPerSession: fc.integer({ min: 0, max: 1000 }),
  workSeconds: upTo(900),
  pauseSeconds: upTo(3600),
  users: fc.integer({ min: 0, max: 100_000 }),
})
const machines: fc.Arbitrary<Machine> = fc.record({
  memoryGb: upTo(8),
  idleSeconds: fc.integer({ min: 60, max: 28_800 }),
  logRetentionDays: fc.option(fc.integer({ min: 1, max: 3653 })),
})

function known(pattern: Pattern, machine: Machine) {
  const found = estimate(pattern, machine, 'us-east-1')

  if (!found) {
    throw new Error('A price is published for us-east-1.')
  }
  return found
}

const near = (one: number, other: number) => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one))

describe('an estimate', () => {
  it('has parts that are never negative and add up to the total', () => {
    fc.assert(
      fc.property(patterns, machines, (pattern, machine) => {
        const { total, ...parts } = known(pattern, machine)
        expect(Object.values(parts).every((part) => part >= 0 && Number.isFinite(part))).toBe(true)
        expect(
          near(
            Object.values(parts).reduce((sum, part) => sum + part, 0),
            total,
          ),
        ).toBe(true)
      }),
    )
  })

  it('is linear in the sessions, but for the people', () => {
    fc.assert(
      fc.property(patterns, machines, fc.integer({ min: 0, max: 50 }), (pattern, machine, times) => {
        const one = known(pattern, machine)
        const many = known({ ...pattern, sessionsPerDay: pattern.sessionsPerDay * times }, machine)
        expect(near(many.total - many.cognito, (one.total - one.cognito) * times)).toBe(true)
      }),
    )
  })

  it('has an idle part that falls with the idle time-out, and boots that do not', () => {
    fc.assert(
      fc.property(patterns, machines, upTo(1), (pattern, machine, share) => {
        const longer = known(pattern, machine)
        const shorter = known(pattern, { ...machine, idleSeconds: machine.idleSeconds * share })
        expect(shorter.idle).toBeLessThanOrEqual(longer.idle)
        expect(shorter.boot).toBeGreaterThanOrEqual(longer.boot)
        expect(shorter.work).toBe(longer.work)
      }),
    )
  })

  it('is what the price list says of one session', () => {
    const one = { sessionsPerDay: 1, daysPerMonth: 1, callsPerSession: 1, workSeconds: 0, pauseSeconds: 0, users: 1 }
    const found = known(one, { memoryGb: 0.3, idleSeconds: 900, logRetentionDays: 7 })
    expect(found.idle).toBeCloseTo((900 / 3600) * 0.3 * 0.00945, 12)
    expect(found.boot).toBeCloseTo((7 / 3600) * (0.0895 + 0.3 * 0.00945), 12)
    expect(found.cognito).toBe(0)
    expect(known({ ...one, users: 10_002 }, { memoryGb: 1, idleSeconds: 60, logRetentionDays: 7 }).cognito).toBe(0.03)
  })

  it('is none where no price is published', () => {
    for (const pattern of Object.values(PATTERNS)) {
      expect(estimate(pattern, { memoryGb: 1, idleSeconds: 900, logRetentionDays: 30 }, 'sa-east-1')).toBeNull()
    }
  })
})

it('has a pattern for each answer of the setup, dearer from one to the next', () => {
  expect(FIELDS.usePattern.choices?.map(({ value }) => value)).toEqual(Object.keys(PATTERNS))
  const machine = { memoryGb: 1.5, idleSeconds: 900, logRetentionDays: 30 }
  const totals = Object.values(PATTERNS).map((pattern) => known(pattern, machine).total)
  expect(totals).toEqual([...totals].sort((one, other) => one - other))
})
