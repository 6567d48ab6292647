import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { densestSecond } from '@/lib/logs/tail/testing/fault-suite'
import { makeLedger } from '@/lib/logs/tail/testing/ledger'
import { seeded } from '@/lib/logs/tail/testing/simulation'
import { entry, follow, MINUTE, START } from '@/lib/logs/tail/testing/tail'

const textsOf = (run: ReturnType<typeof follow>) => run.batches.flatMap(({ events }) => events.map(({ text }) => text))
const phasesOf = (run: ReturnType<typeof follow>) => [...new Set(run.states.map(({ phase }) => phase.name))]
const steady = (perSecond: number, seconds: number) =>
  Array.from({ length: perSecond * seconds }, (_, i) => entry(Math.floor((i * 1000) / perSecond), `line ${i}`))

describe('a tail', () => {
  it('loses nothing, repeats nothing and never claims too much, whatever the weather', async () => {
    const share = (max: number) => fc.double({ min: 0, max, noNaN: true })
    const scenario = fc.record({
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
    })
    const property = fc.asyncProperty(scenario, async ({ seed, count, late, bursts, outageMinutes, ...weather }) => {
      const random = seeded(seed)
      const ledger = makeLedger({ count, from: START - 2 * MINUTE, to: START + 8 * MINUTE, random, late, bursts })
      const outages = [{ from: START + 3 * MINUTE, to: START + (3 + outageMinutes) * MINUTE }]
      const run = follow(ledger, { ...weather, outages }, { since: START - 2 * MINUTE }, seed)
      await run.clock.pass(50 * MINUTE)
      await run.end()
      const { duplicates, ahead, disorder } = run.audit
      const lost = run.audit.lost(ledger)
      expect({ lost, duplicates, ahead, disorder }).toEqual({ lost: 0, duplicates: 0, ahead: 0, disorder: 0 })
      expect(densestSecond(run.client.calls)).toBeLessThanOrEqual(3)
      expect(run.states.at(-1)?.verifiedThrough ?? 0).toBeGreaterThan(START + 15 * MINUTE)
    })
    await fc.assert(property, { numRuns: 60 })
  }, 60_000)

  it('announces late lines, and keeps each batch in order', async () => {
    const run = follow([entry(500, 'late', 4000), entry(1000, 'b'), entry(2000, 'c')], {}, { since: START })
    await run.clock.pass(10_000)
    await run.end()
    expect(run.batches.map(({ events, late }) => [events.map(({ text }) => text).join(), late])).toEqual([
      ['b', false],
      ['c', false],
      ['late', true],
    ])
  })

  it('shows what came some seconds late before long, also where it takes many pages to read again', async () => {
    const late = Array.from({ length: 20 }, (_, i) => entry(i * 1000 + 3, `late ${i}`, i * 1000 + 8000))
    const ledger = [...steady(200, 20), ...late].sort((one, other) => one.event.at - other.event.at)
    const run = follow(ledger, { pageEvents: 200, empty: 0.3 }, { since: START })
    await run.clock.pass(60_000)
    await run.end()
    const shownAt = run.batches.flatMap(({ events, at }) =>
      events.filter(({ text }) => text.startsWith('late')).map((event) => at - event.at - 8000),
    )
    expect(shownAt).toHaveLength(20)
    expect(Math.max(...shownAt)).toBeLessThan(35_000)
    expect(densestSecond(run.client.calls)).toBeLessThanOrEqual(3)
  })

  it('begins with the newest lines, all of the oldest millisecond with them', async () => {
    const ledger = [-5000, -4000, -3000, -3000, -3000, -2000, -1000].map((at, i) => entry(at, String(i)))
    const run = follow(ledger, {}, { newest: 4 })
    await run.clock.pass(20 * MINUTE)
    await run.end()
    expect(textsOf(run)).toEqual(['2', '3', '4', '5', '6'])
    const old = follow([entry(-50 * MINUTE, 'old'), entry(5000, 'new')], {}, { newest: 100 })
    await old.clock.pass(10_000)
    await old.end()
    expect(textsOf(old)).toEqual(['old', 'new'])
    const all = follow(ledger, {}, { newest: 100 })
    await all.clock.pass(5000)
    await all.end()
    expect(textsOf(all)).toHaveLength(7)
    expect(all.states.at(-1)?.verifiedThrough).toBeLessThanOrEqual(START - 15 * MINUTE + 5000)
  })

  it('does not take the age of the first lines for their lag', async () => {
    const run = follow([entry(-27_000, 'old'), entry(-9000, 'newer')], {}, { newest: 100 })
    await run.clock.pass(5000)
    await run.end()
    expect(textsOf(run)).toEqual(['old', 'newer'])
    expect(run.states.at(-1)?.lagMs).toBeNull()
  })

  it('waits for a group, says why it is not there, and has all of it from the start', async () => {
    const ledger = steady(10, 60)
    const run = follow(ledger, { groupAt: START + 30_000 }, { since: START })
    await run.clock.pass(20_000)
    expect(run.states.at(-1)?.phase).toEqual({ name: 'waiting-for-group', reason: 'role-cannot-write' })
    await run.clock.pass(60_000)
    await run.end()
    expect(run.audit.lost(ledger)).toBe(0)
    expect(run.states.at(-1)?.phase).toEqual({ name: 'live' })
    expect(run.client.calls.filter((at) => at < START + 30_000).length).toBeLessThan(15)
  })

  it('stops when it is refused, asks seldom, and goes on by itself or at a nudge', async () => {
    const ledger = steady(1, 200)
    const run = follow(ledger, { deniedUntil: START + 50_000 }, { since: START })
    await run.clock.pass(45_000)
    expect(run.states.at(-1)?.phase).toMatchObject({ name: 'stopped', code: 'access-denied', remedy: 'Ask.' })
    expect(run.client.calls.length).toBeLessThan(5)
    await run.clock.pass(55_000)
    expect(run.states.at(-1)?.phase).toEqual({ name: 'live' })
    run.client.weather.deniedUntil = START + 102_000
    await run.clock.pass(3000)
    expect(run.states.at(-1)?.phase.name).toBe('stopped')
    run.tail.nudge()
    await run.clock.pass(2000)
    expect(run.states.at(-1)?.phase).toEqual({ name: 'live' })
    await run.clock.pass(120_000)
    await run.end()
    expect(run.audit.lost(ledger)).toBe(0)
  })

  it('says that it is delayed, and by what', async () => {
    const run = follow(steady(1, 60), { throttled: 1 }, { since: START })
    await run.clock.pass(10_000)
    expect(run.states.at(-1)?.phase).toEqual({ name: 'delayed', because: 'throttled' })
    run.client.weather = { outages: [{ from: START, to: START + 20_000 }] }
    await run.clock.pass(8000)
    expect(run.states.at(-1)?.phase).toEqual({ name: 'delayed', because: 'unreachable' })
    run.client.weather = {}
    await run.clock.pass(20_000)
    await run.end()
    expect(phasesOf(run)).toEqual(['starting', 'delayed', 'live'])
  })

  it('calls once a second, and seldom when nothing comes', async () => {
    const busy = follow(steady(100, 120), { latencyMs: 80 }, { since: START })
    await busy.clock.pass(2 * MINUTE)
    await busy.end()
    expect(busy.client.calls.length).toBeLessThan(120 * 1.5)
    const idle = follow([], {}, { newest: 100 })
    await idle.clock.pass(11 * MINUTE)
    await idle.end()
    expect(idle.client.calls.filter((at) => at > START + MINUTE).length).toBeLessThan(600 * 0.25)
  })

  it('is read and verified as far as it says, and no further than the window', async () => {
    const run = follow(steady(1, 1800), {}, { since: START })
    await run.clock.pass(14 * MINUTE)
    expect(run.states.at(-1)?.verifiedThrough).toBeNull()
    await run.clock.pass(6 * MINUTE)
    await run.end()
    const { readThrough, verifiedThrough, windowMs } = run.tail.state
    expect(readThrough).toBeGreaterThan(START + 20 * MINUTE - 3000)
    expect(verifiedThrough).toBeGreaterThan(START + 3 * MINUTE)
    expect(verifiedThrough).toBeLessThanOrEqual(START + 20 * MINUTE - windowMs)
  })
})
