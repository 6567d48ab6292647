import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEvent, TailState } from '@/lib/logs/event'
import { Budget } from '@/lib/logs/tail/budget'
import { densestSecond } from '@/lib/logs/tail/fault-suite'
import { Audit, makeLedger } from '@/lib/logs/tail/ledger'
import { type LedgerEntry, SimulatedClock, SimulatedLogs, seeded, type Weather } from '@/lib/logs/tail/simulation'
import { Tail, type TailParts } from '@/lib/logs/tail/tail'

const START = Date.UTC(2026, 0, 5, 12)
const MINUTE = 60_000

function follow(ledger: LedgerEntry[], weather: Weather, start: TailParts['start'], seed = 1) {
  const clock = new SimulatedClock(START)
  const random = seeded(seed)
  const client = new SimulatedLogs(ledger, clock, random, weather)
  const stop = new AbortController()
  const audit = new Audit()
  const batches: { events: LogEvent[]; late: boolean; at: number }[] = []
  const states: TailState[] = []
  const tail = new Tail({
    client,
    clock,
    budget: new Budget(clock),
    random,
    signal: stop.signal,
    start,
    whyMissing: async () => 'role-cannot-write',
    onEvents: (events, late) => {
      audit.events(events)
      batches.push({ events, late, at: clock.now() })
    },
    onState: (state) => {
      audit.verified(state.verifiedThrough)
      states.push(state)
    },
  })
  const finished = tail.run()
  const end = async () => {
    stop.abort()
    await clock.pass(0)
    await finished
  }
  return { clock, client, audit, batches, states, tail, end }
}

describe('a tail', () => {
  it('loses nothing, repeats nothing and never claims too much, whatever the weather', async () => {
    const share = (max: number) => fc.double({ min: 0, max, noNaN: true })
    const scenario = {
      seed: fc.integer(),
      count: fc.integer({ min: 0, max: 3000 }),
      late: fc.record({ share: share(0.3), maxMs: fc.integer({ min: 0, max: 15 * MINUTE - 1 }) }),
      bursts: share(1),
      throttled: share(0.5),
      reset: share(0.2),
      serverError: share(0.1),
      empty: share(0.3),
      staleTokens: share(0.1),
      pageEvents: fc.integer({ min: 100, max: 10_000 }),
      latencyMs: fc.integer({ min: 0, max: 800 }),
      outageMinutes: fc.integer({ min: 0, max: 8 }),
    }
    const property = fc.asyncProperty(
      fc.record(scenario),
      async ({ seed, count, late, bursts, outageMinutes, ...weather }) => {
        const random = seeded(seed)
        const ledger = makeLedger({ count, from: START - 2 * MINUTE, to: START + 8 * MINUTE, random, late, bursts })
        const outages = [{ from: START + 3 * MINUTE, to: START + (3 + outageMinutes) * MINUTE }]
        const run = follow(ledger, { ...weather, outages }, { since: START - 2 * MINUTE }, seed)
        await run.clock.pass(50 * MINUTE)
        await run.end()
        const { duplicates, ahead, disorder } = run.audit
        expect({ lost: run.audit.lost(ledger), duplicates, ahead, disorder }).toEqual({
          lost: 0,
          duplicates: 0,
          ahead: 0,
          disorder: 0,
        })
        expect(densestSecond(run.client.calls)).toBeLessThanOrEqual(3)
        expect(run.states.at(-1)?.verifiedThrough ?? 0).toBeGreaterThan(START + 15 * MINUTE)
      },
    )
    await fc.assert(property, { numRuns: 60 })
  }, 60_000)
})
