import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readLines } from '@/cli/logs/logs-lines'
import { load } from '@/components/log-viewer/engine/loader'
import { spanOf } from '@/components/log-viewer/settings'
import { logRequests } from '@/lib/logs/addresses'
import { type DownloadFormat, downloadStream } from '@/lib/logs/download'
import { compareEvents, type LogEvent } from '@/lib/logs/event'
import { downloadQuery, eventsQuery } from '@/lib/logs/requests'
import { Budget } from '@/lib/logs/tail/budget'
import type { FilterRequest } from '@/lib/logs/tail/client'
import { readPage, readRange } from '@/lib/logs/tail/range'
import {
  type LedgerEntry,
  SimulatedClock,
  SimulatedLogs,
  seeded,
  type Weather,
} from '@/lib/logs/tail/testing/simulation'
import { MINUTE, START } from '@/lib/logs/tail/testing/tail'

const SINCE = 15 * MINUTE
const about = { connection: 'practice/us-east-1', group: '/aws/bedrock-agentcore/runtimes/x-AbCdEf1234-DEFAULT' }
const range = { type: 'live', sinceMs: SINCE } as const

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  vi.stubGlobal('EventSource', LiveStream)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A stream that says only that it follows: what a page reads of the past is what is compared. */
class LiveStream {
  onmessage: ((message: { data: string }) => void) | undefined

  constructor() {
    setImmediate(() =>
      this.onmessage?.({ data: JSON.stringify({ type: 'state', state: { phase: { name: 'live' } } }) }),
    )
  }

  close() {
    this.onmessage = undefined
  }
}

type World = { ledger: LedgerEntry[]; weather: Weather; seed: number }

/** The same group, at the same moment, for each reader. */
function partsOf({ ledger, weather, seed }: World) {
  const clock = new SimulatedClock(START)
  const random = seeded(seed)
  const client = new SimulatedLogs(ledger, clock, random, weather)
  return { clock, client, random, budget: new Budget(clock), signal: new AbortController().signal }
}

async function finish<T>(clock: SimulatedClock, running: Promise<T>): Promise<T> {
  let isOver = false
  const done = () => {
    isOver = true
  }
  running.then(done, done)

  for (let seconds = 0; !isOver && seconds < 300; seconds += 1) {
    await clock.pass(1000)
  }
  return running
}

/** What the page shows: its own loader, answered as the route answers. */
async function onPage(world: World): Promise<string[]> {
  const parts = partsOf(world)
  const lines = new Map<string, LogEvent>()
  vi.stubGlobal('fetch', async (address: string) => {
    const query = queryOf(address)
    const { from, to, limit, order, token } = eventsQuery.parse(query)
    const request: FilterRequest = { ...defined({ from, to, limit, token }), isBackward: order === 'newest' }
    return Response.json(await readPage(parts, request))
  })
  const loading = new Promise<void>((resolve, reject) => {
    const loader = load(
      { ...about, pattern: '', range, focusAt: null },
      {
        onLines: (events) => events.forEach((event) => void lines.set(event.id, event)),
        onGap: () => reject(new Error('A gap')),
        onState: ({ isLoading, failure }) => {
          if (failure) {
            reject(new Error(failure.message))
          } else if (isLoading === false) {
            loader.close()
            resolve()
          }
        },
      },
    )
  })
  await finish(parts.clock, loading)
  return [...lines.values()].sort(compareEvents).map(({ text }) => text)
}

async function inFile(world: World, format: DownloadFormat): Promise<string[]> {
  const parts = partsOf(world)
  const address = logRequests.download({ ...about, ...spanOf(range, Date.now()), format })
  const { from, to } = downloadQuery.parse(queryOf(address))
  const stream = downloadStream(readRange(parts, defined({ from, to })), format, () => undefined)
  const text = await finish(parts.clock, new Response(stream).text())
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => (format === 'txt' ? (line.split(' ')[2] ?? '') : JSON.parse(line).text))
}

async function inTerminal(world: World): Promise<string[]> {
  const { signal: _, ...parts } = partsOf(world)
  const lines: LogEvent[] = []
  const reading = readLines({
    ...parts,
    since: START - SINCE,
    follow: false,
    stop: new AbortController(),
    whyMissing: async () => 'unknown',
    onEvents: (events) => void lines.push(...events),
    onState: () => undefined,
  })
  expect((await finish(parts.clock, reading)).code).toBe(0)
  return lines.sort(compareEvents).map(({ text }) => text)
}

type Asked = { from: number; to?: number | undefined; limit?: number | undefined; token?: string | undefined }

function defined({ from, to, limit, token }: Asked): FilterRequest {
  return {
    from,
    to,
    limit,
    token,
  }
}

/** A line's stamp, from long ago to two hours ahead of this clock, and how long ago it became readable. */
const line = fc.record({
  at: fc.oneof(
    fc.integer({ min: -20 * MINUTE, max: 120 * MINUTE }),
    fc.integer({ min: -2000, max: 2000 }),
    fc.constantFrom(-SINCE, -SINCE - 1, 0, 1),
  ),
  readableMs: fc.integer({ min: 0, max: 20 * MINUTE }),
  ingestedMs: fc.integer({ min: -5 * MINUTE, max: 5 * MINUTE }),
})
const weather = fc.record({
  pageEvents: fc.integer({ min: 1, max: 50 }),
  empty: fc.constantFrom(0, 0.3),
  throttled: fc.constantFrom(0, 0.2),
  latencyMs: fc.integer({ min: 0, max: 50 }),
})
const world = fc
  .record({ lines: fc.array(line, { maxLength: 60 }), weather, seed: fc.integer() })
  .map(({ lines, ...rest }) => {
    const ledger = lines.map(({ at, readableMs, ingestedMs }, index) => ({
      event: { id: `e${index}`, at: START + at, ingestedAt: START + ingestedMs, stream: 's', text: `line-${index}` },
      visibleAt: START - readableMs,
    }))
    return { ...rest, ledger: ledger.sort((one, other) => compareEvents(one.event, other.event)) }
  })

test('page, both downloads and terminal show the same lines, those that are stamped ahead included', async () => {
  await fc.assert(
    fc.asyncProperty(world, async (each) => {
      const wanted = each.ledger.filter(({ event }) => event.at >= START - SINCE).map(({ event }) => event.text)
      expect(await onPage(each)).toEqual(wanted)
      expect(await inFile(each, 'txt')).toEqual(wanted)
      expect(await inFile(each, 'jsonl')).toEqual(wanted)
      expect(await inTerminal(each)).toEqual(wanted)
    }),
    { numRuns: 40 },
  )
})

/** What the gate leaves of an address for the schema. */
function queryOf(address: string) {
  const { connection: _, ...query } = Object.fromEntries(new URL(address, 'http://localhost').searchParams)
  return query
}
