import { describe, expect, it } from 'vitest'
import type { TailMessage } from '@/lib/logs/event'
import { Budget } from '@/lib/logs/tail/budget'
import { eventStream } from '@/lib/logs/tail/event-stream'
import type { Reader } from '@/lib/logs/tail/hub'
import { Hubs } from '@/lib/logs/tail/hubs'
import { parsePosition } from '@/lib/logs/tail/position'
import { type LedgerEntry, SimulatedClock, SimulatedLogs, seeded } from '@/lib/logs/tail/testing/simulation'
import { entry, START } from '@/lib/logs/tail/testing/tail'

const LINE = 'x'.repeat(1000)
const never = new AbortController().signal

let epochs = 0

function server(ledger: LedgerEntry[]) {
  const clock = new SimulatedClock(START)
  const client = new SimulatedLogs(ledger, clock, seeded(1))
  const parts = {
    client,
    clock,
    budget: new Budget(clock),
    random: seeded(2),
    whyMissing: async () => 'unknown' as const,
  }
  const newEpoch = () => {
    epochs += 1
    return `hub${epochs}`
  }
  const hubs = new Hubs({
    newEpoch,
    onFailure: (error) => {
      throw error
    },
  })
  const read = (id: string | null = null, newest = 1000) =>
    hubs.read('group', () => parts, { position: parsePosition(id), newest })
  return { clock, client, hubs, read }
}

/** Reads what comes within ten seconds. */
async function drain(clock: SimulatedClock, reader: Reader) {
  const messages: TailMessage[] = []
  let id = ''
  const gone = new AbortController()
  const reading = (async () => {
    for (let found = await reader.next(1000, gone.signal); found !== 'ended'; ) {
      id = found?.id ?? id
      messages.push(...(found ? [found.message] : []))
      found = await reader.next(1000, gone.signal)
    }
  })()
  await clock.pass(10_000)
  gone.abort()
  await clock.pass(0)
  await reading
  const texts = messages.flatMap((m) => (m.type === 'lines' ? m.events.map(({ text }) => text) : []))
  return { id, texts, gaps: messages.filter((m) => m.type === 'gap') }
}

describe('a hub', () => {
  it('is one tail for all readers, and ends within a second of the last', async () => {
    const { clock, client, hubs, read } = server(Array.from({ length: 100 }, (_, i) => entry(i * 100, String(i))))
    const readers = Array.from({ length: 50 }, () => read())
    await clock.pass(10_000)
    expect(client.calls.length).toBeLessThanOrEqual(12)
    expect(hubs.size).toBe(1)

    for (const reader of readers) {
      reader.close()
    }
    const calls = client.calls.length
    await clock.pass(999)
    expect(hubs.size).toBe(0)
    await clock.pass(60_000)
    expect(client.calls.length).toBeLessThanOrEqual(calls + 1)
  })
})

describe('a reader', () => {
  const count = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => String(from + i))

  it('goes on where it was after a cut, and begins with the newest lines otherwise', async () => {
    const { clock, read } = server(Array.from({ length: 100 }, (_, i) => entry(i * 1000, String(i))))
    const resident = read()
    const first = read()
    await clock.pass(10_500)
    const seen = await drain(clock, first)
    first.close()
    await clock.pass(20_000)
    const again = await drain(clock, read(seen.id))
    expect(again.gaps).toEqual([])
    expect([...seen.texts, ...again.texts]).toEqual(count(0, seen.texts.length + again.texts.length))
    const late = await drain(clock, read(null, 5))
    expect(late.texts.length).toBeGreaterThanOrEqual(5)
    expect(late.texts.length).toBeLessThan(25)
    resident.close()
  })

  it('has everything again after a restart of the server, or a gap that says what it lacks', async () => {
    const ledger = Array.from({ length: 300 }, (_, i) => entry(i * 1000, String(i)))
    const before = server(ledger)
    const reader = before.read()
    await before.clock.pass(60_500)
    const seen = await drain(before.clock, reader)
    const after = server(ledger)
    await after.clock.pass(90_000)
    const again = await drain(after.clock, after.read(seen.id))
    expect(again.gaps).toEqual([])
    expect([...new Set([...seen.texts, ...again.texts])]).toEqual(count(0, again.texts.length))
    const muchLater = server(ledger)
    await muchLater.clock.pass(3 * 3_600_000)
    const lost = await drain(muchLater.clock, muchLater.read(seen.id, 10))
    expect(lost.gaps).toMatchObject([{ from: parsePosition(seen.id)?.resumeFrom, count: 0 }])
    expect(lost.texts.slice(-10)).toEqual(count(290, 300))
  })

  it('that is too slow is told what it missed, and what others get is not held up', async () => {
    const { clock, read } = server(Array.from({ length: 90_000 }, (_, i) => entry(i, String(i))))
    const slow = read()
    const quick = read()
    await clock.pass(5000)
    const first = await slow.next(0, never)
    const seen = await drain(clock, quick)
    await clock.pass(100_000)
    expect((await drain(clock, quick)).texts.length + seen.texts.length).toBeGreaterThan(49_000)
    const rest = await drain(clock, slow)
    expect(first).toMatchObject({ message: { type: 'state' } })
    expect(rest.gaps).toMatchObject([{ type: 'gap', from: START }])
    const [gap] = rest.gaps
    expect((gap?.type === 'gap' ? gap.count : 0) + rest.texts.length).toBe(90_000)
  })
})

describe('an event stream', () => {
  it('is read only as far as it is taken', async () => {
    const text = 'x'.repeat(1000)
    const { clock, read } = server(Array.from({ length: 40_000 }, (_, i) => entry(-40_000 + i, `${text}${i}`)))
    const reader = read(null, 10_000)
    await clock.pass(5000)
    let taken = 0
    const counted: Reader = {
      ...reader,
      next: async (...wait) => {
        taken += 1
        return reader.next(...wait)
      },
    }
    const stream = eventStream(async () => counted, never).getReader()
    await clock.pass(1000)
    expect(taken).toBe(0)
    const first = new TextDecoder().decode((await stream.read()).value)
    expect(first).toMatch(/^retry: 400\nid: hub\d+\.\d+\.\d+\ndata: \{"type":"state"/)
    const second = new TextDecoder().decode((await stream.read()).value)
    expect(second).toMatch(/^id: hub\d+\.\d+\.\d+\ndata: \{"type":"lines".*\}\n\n$/)
    expect(second.length).toBeLessThan(100_000)
    expect(taken).toBe(2)
    await stream.cancel()
    await expect(counted.next(0, never)).resolves.toBe('ended')
  })

  it('lets everything else have its turn, however many streams have much to send', async () => {
    const { clock, read } = server(Array.from({ length: 20_000 }, (_, i) => entry(-20_000 + i, `${LINE}${i}`)))
    const resident = read(null, 10_000)
    await clock.pass(5000)
    const most = { atOnce: 0, since: 0, turns: 0 }
    const watch = () => {
      most.atOnce = Math.max(most.atOnce, most.since)
      most.since = 0
      most.turns += 1
      watching = setImmediate(watch)
    }
    let watching = setImmediate(watch)
    const streams = Array.from({ length: 20 }, () => eventStream(async () => read(null, 2000), never).getReader())
    await Promise.all(
      streams.map(async (stream) => {
        for (let chunk = 0; chunk < 20; chunk += 1) {
          await stream.read()
          most.since += 1
        }
      }),
    )
    clearImmediate(watching)
    expect(most.atOnce).toBeLessThanOrEqual(2)
    expect(most.turns).toBeGreaterThanOrEqual(200)
    await Promise.all(streams.map((stream) => stream.cancel()))
    resident.close()
  })

  it('sends nothing more when it is cut off while it waits for its turn', async () => {
    const { clock, hubs, read } = server([])
    const gone = new AbortController()
    const stream = eventStream(async () => read(), gone.signal, { turn: async () => gone.abort() })
    await expect(new Response(stream).text()).resolves.toBe('')
    await clock.pass(1000)
    expect(hubs.size).toBe(0)
  })

  it('says now and then that it is there, ends after its time, and then frees the hub', async () => {
    const { clock, client, hubs, read } = server([])
    client.weather.outages = [{ from: 0, to: START + 3_600_000 }]
    // The clock of this test doesn't wait for a turn of the event loop.
    const parts = { now: clock.now, maxMs: 60_000, turn: async () => undefined }
    const stream = eventStream(async () => read(), never, parts).getReader()
    const chunks: string[] = []
    const reading = (async () => {
      for (let step = await stream.read(); !step.done; step = await stream.read()) {
        chunks.push(new TextDecoder().decode(step.value))
      }
    })()
    await clock.pass(70_000)
    await reading
    expect(chunks).toContain(': still here\n\n')
    expect(hubs.size).toBe(0)
  })

  it('opens nothing for a request whose answer nobody reads', async () => {
    const { clock, hubs, read } = server([])
    const gone = new AbortController()
    const stream = eventStream(async () => read(), gone.signal)
    await clock.pass(1000)
    expect(hubs.size).toBe(0)
    gone.abort()
    await expect(new Response(stream).text()).resolves.toBe('')
    await clock.pass(1000)
    expect(hubs.size).toBe(0)
  })
})
