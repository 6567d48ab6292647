import type { LogEvent, TailState } from '@/lib/logs/event'
import { Budget } from '@/lib/logs/tail/budget'
import { Tail, type TailParts } from '@/lib/logs/tail/tail'
import { Audit } from '@/lib/logs/tail/testing/ledger'
import {
  type LedgerEntry,
  SimulatedClock,
  SimulatedLogs,
  seeded,
  type Weather,
} from '@/lib/logs/tail/testing/simulation'

export const START = Date.UTC(2026, 0, 5, 12)
export const MINUTE = 60_000

/** A tail on simulated time, and everything that it says. For tests. */
export function follow(ledger: LedgerEntry[], weather: Weather, start: TailParts['start'], seed = 1) {
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

/** An event at so many milliseconds after START, readable from `visible` on. */
export function entry(at: number, text: string, visible = at): LedgerEntry {
  const event = { id: `${text}-${at}`, at: START + at, ingestedAt: START + at, stream: 's', text }
  return { event, visibleAt: START + visible }
}
