import { describe, expect, it } from 'vitest'
import { MOST_DELAY_MS, readLines } from '@/cli/logs/logs-lines'
import { Budget } from '@/lib/logs/tail/budget'
import type { LogsClient } from '@/lib/logs/tail/client'
import { SimulatedClock } from '@/lib/logs/tail/testing/simulation'

const START = Date.UTC(2026, 0, 5, 12)

/** Reads the last ten minutes of what a client answers, for at most `ms` of simulated time. */
async function read(client: LogsClient, ms: number, follow = false) {
  const clock = new SimulatedClock(START)
  const stop = new AbortController()
  const waits: (number | null)[] = []
  let ending: Awaited<ReturnType<typeof readLines>> | undefined
  const reading = readLines({
    ...{ client, clock, follow, stop, since: START - 600_000, budget: new Budget(clock), random: () => 0.5 },
    whyMissing: async () => 'unknown',
    onEvents: () => undefined,
    onState: (_, waitMs) => waits.push(waitMs),
  }).then((result) => {
    ending = result
  })
  await clock.pass(ms)
  const byThen = ending
  stop.abort()
  await clock.pass(0)
  await reading
  return { byThen, waits }
}

const quiet: LogsClient = { filter: async () => ({ page: { events: [] } }) }
const away: LogsClient = { filter: async () => ({ problem: { kind: 'unreachable' } }) }

describe('a range in a terminal', () => {
  it('ends by itself, and says before how long it still waits', async () => {
    const { byThen, waits } = await read(quiet, 10_000)
    expect(byThen).toMatchObject({ code: 0, gaveUp: false })
    expect(waits.find((ms) => ms !== null)).toBeGreaterThan(0)
    expect(waits.at(-1)).toBe(0)
  })

  it('is given up when AWS does not answer, and not before', async () => {
    expect((await read(away, MOST_DELAY_MS - 1000)).byThen).toBeUndefined()
    expect((await read(away, MOST_DELAY_MS + 30_000)).byThen).toMatchObject({ code: 1, gaveUp: true })
  })

  it('is waited for as long as it takes with --follow', async () => {
    const { byThen, waits } = await read(away, 10 * MOST_DELAY_MS, true)
    expect(byThen).toBeUndefined()
    expect(waits.every((ms) => ms === null)).toBe(true)
  })
})
