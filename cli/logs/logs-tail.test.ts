import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetClients } from '@/lib/aws/clients'
import { begun } from '@/lib/logs/download'
import type { LogEvent, TailState } from '@/lib/logs/event'
import type { Clock } from '@/lib/logs/tail/client'
import { readPage, readRange } from '@/lib/logs/tail/range'
import { rangeParts, readTail } from '@/lib/logs/tail/server'
import { Audit } from '@/lib/logs/tail/testing/ledger'
import { appendLogEvents } from '@/lib/practice/logs/store'
import { type Practice, startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'

/** Six times as fast as the day, for the tail and for the account that it reads. */
const fast = vi.hoisted(() => ({ start: Date.now(), now: () => fast.start + 6 * (Date.now() - fast.start) }))

vi.mock('@/lib/logs/tail/client', async (original) => {
  const { systemClock } = await original<{ systemClock: Clock }>()
  return { systemClock: { now: fast.now, sleep: (ms, signal) => systemClock.sleep(ms / 6, signal) } satisfies Clock }
})

const connection = { source: { type: 'practice' }, region: 'us-east-1' } as const
let practice: Practice
let calls = 0
let group = ''
let groups = 0

beforeAll(async () => {
  practice = await startPractice({
    delays: NO_DELAYS,
    now: fast.now,
    onCall: ({ operation, phase }) => {
      calls += operation === 'FilterLogEvents' && phase === 'received' ? 1 : 0
    },
  })
  process.env.SLIPWAY_PRACTICE_URL = practice.url
  process.env.SLIPWAY_PRACTICE_ACCESS_KEY_ID = practice.accessKeyId
  process.env.SLIPWAY_PRACTICE_SECRET_ACCESS_KEY = practice.secretAccessKey
})

afterAll(() => practice.close())

beforeEach(() => {
  practice.faults.clear()
  groups += 1
  group = `/aws/bedrock-agentcore/runtimes/x${groups}-AbCdEf1234-DEFAULT`
  calls = 0
})

function write(messages: string[], timestamp = fast.now()): void {
  const events = messages.map((message) => ({ timestamp, message }))
  appendLogEvents(practice.state, { region: practice.region, group, stream: 's', events })
}

/** A viewer: what it was sent, until `close`. */
async function view(newest = 1000) {
  const stop = new AbortController()
  const seen = { events: [] as LogEvent[], states: [] as TailState[], late: 0 }
  const target = { connection, group, pattern: '' }
  const reader = await readTail(target, { position: null, newest }, async () => 'not-invoked-yet')
  const reading = (async () => {
    for (;;) {
      const delivery = await reader.next(1000, stop.signal)

      if (delivery === 'ended') {
        return
      }
      if (delivery?.message.type === 'state') {
        seen.states.push(delivery.message.state)
      }
      if (delivery?.message.type === 'lines') {
        seen.events.push(...delivery.message.events)
        seen.late += delivery.message.late ? 1 : 0
      }
    }
  })()
  const close = async () => {
    stop.abort()
    await reading
    reader.close()
  }
  return { ...seen, seen, close }
}

async function until(isMet: () => boolean, limitMs = 15_000): Promise<void> {
  for (const end = Date.now() + limitMs; !isMet(); ) {
    expect(Date.now()).toBeLessThan(end)
    await sleep(20)
  }
}

describe('a tail over HTTP', () => {
  it('delivers each event once through throttling, resets, errors and empty pages', async () => {
    practice.faults.switch({ emptyLogPages: 30, logPageEvents: 400 })
    const strike = (id: string, type: 'throttle' | 'reset' | 'server-error', percent: number) => ({
      id,
      match: { operation: 'FilterLogEvents', times: null, percent },
      effect: { type },
    })
    practice.faults.set([strike('a', 'throttle', 20), strike('b', 'reset', 5), strike('c', 'server-error', 5)])
    write(['0'])
    const viewer = await view()
    const audit = new Audit()
    let written = 1

    for (let round = 0; round < 40; round += 1) {
      const lateMs = round % 10 === 0 ? 1500 : 0
      const burst = Array.from({ length: 50 }, (_, i) => String(written + i))
      write(burst, fast.now() - lateMs)
      written += burst.length
      await sleep(80 / 6)
    }
    await until(() => new Set(viewer.events.map(({ id }) => id)).size === written)
    await viewer.close()
    audit.events(
      [...viewer.events].sort((a, b) => a.at - b.at || a.ingestedAt - b.ingestedAt || (a.id < b.id ? -1 : 1)),
    )
    expect(audit).toMatchObject({ delivered: written, duplicates: 0 })
    expect(viewer.seen.late).toBeGreaterThan(0)
  }, 30_000)

  it('waits for a group, and stops and resumes with the credentials', async () => {
    const viewer = await view()
    await until(() => viewer.states.some(({ phase }) => phase.name === 'waiting-for-group'))
    expect(viewer.states.at(-1)?.phase).toEqual({ name: 'waiting-for-group', reason: 'not-invoked-yet' })
    write(['first'])
    await until(() => viewer.events.some(({ text }) => text === 'first'))
    practice.faults.set([
      { id: 'x', match: { operation: 'FilterLogEvents', times: null }, effect: { type: 'expired-credentials' } },
    ])
    await until(() => viewer.states.at(-1)?.phase.name === 'stopped')
    expect(viewer.states.at(-1)?.phase).toMatchObject({ code: 'credentials-expired' })
    practice.faults.set([])
    write(['second'])
    forgetClients(connection)
    // A new viewer makes it try again at once.
    const other = await view()
    await until(() => viewer.events.some(({ text }) => text === 'second'))
    await Promise.all([viewer.close(), other.close()])
  }, 30_000)

  it('costs fifty viewers the calls of one, and nothing once they are gone', async () => {
    write(['a', 'b', 'c'])
    const viewers = await Promise.all(Array.from({ length: 50 }, () => view()))
    await until(() => viewers.every(({ events }) => events.length === 3))
    write(['d'])
    await until(() => viewers.every(({ events }) => events.length === 4))
    const before = calls
    await sleep(3000 / 6)
    expect(calls - before).toBeLessThanOrEqual(4)
    await Promise.all(viewers.map(({ close }) => close()))
    await sleep(1000 / 6)
    const after = calls
    await sleep(1500 / 6)
    expect(calls).toBe(after)
  }, 30_000)
})

describe('a range over HTTP', () => {
  it('is read page by page, from either end, through empty pages', async () => {
    const now = fast.now()
    write(
      Array.from({ length: 2500 }, (_, i) => `line ${i}`),
      now,
    )
    practice.faults.switch({ emptyLogPages: 40 })
    const parts = await rangeParts({ connection, group, pattern: '' }, new AbortController().signal)
    const texts: string[] = []

    for await (const page of readRange(parts, { from: now, to: now, limit: 1000 })) {
      texts.push(...page.map(({ text }) => text))
    }
    expect(texts).toEqual(Array.from({ length: 2500 }, (_, i) => `line ${i}`))
    const newest = await readPage(parts, { from: now - 1000, to: now, limit: 2, isBackward: true })
    expect(newest.ok && newest.data.events.map(({ text }) => text)).toEqual(['line 2498', 'line 2499'])
    expect(newest.ok && newest.data.next).toEqual(expect.any(String))
  })

  it('says that there is no such group, and what AWS has against a pattern', async () => {
    const parts = await rangeParts({ connection, group: 'nowhere', pattern: '' }, new AbortController().signal)
    expect(await readPage(parts, { from: 0 })).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(await begun(readRange(parts, { from: 0 }))).toMatchObject({ ok: false, error: { code: 'not-found' } })
    write(['x'])
    const wrong = await rangeParts({ connection, group, pattern: '{ $.a = ' }, new AbortController().signal)
    expect(await readPage(wrong, { from: 0 })).toMatchObject({ ok: false, error: { code: 'aws-rejected' } })
  })
})
