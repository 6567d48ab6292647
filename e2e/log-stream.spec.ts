import { request as httpRequest } from 'node:http'
import { logRequests } from '@/lib/logs/addresses'
import type { TailMessage } from '@/lib/logs/event'
import { appendLogEvents } from '@/lib/practice/logs/store'
import type { Stack } from './support/stack'
import { expect, sessionCookie, test } from './support/test'

const about = { connection: 'practice/us-east-1', group: '' }
let tests = 0

// A group of its own for each: a hub waits a moment for readers that come back, with the lines of the test before.
test.beforeEach(() => {
  tests += 1
  about.group = `/aws/bedrock-agentcore/runtimes/stream-AbCdEf123${tests}-DEFAULT`
})

function write({ practice }: Stack, messages: string[], timestamp = Date.now()): void {
  const events = messages.map((message) => ({ timestamp, message }))
  appendLogEvents(practice.state, { region: practice.region, group: about.group, stream: 's', events })
}

/** An EventSource, in short: what came so far, and the id to come back with. */
async function connect(stack: Stack, lastEventId?: string, cookie?: string) {
  const gone = new AbortController()
  const answer = await fetch(`${stack.url}${logRequests.stream(about)}`, {
    headers: {
      cookie: `slipway.session=${cookie ?? (await sessionCookie(stack))}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: gone.signal,
  })
  const seen = { id: '', messages: [] as TailMessage[], ended: false }
  const reading = (async () => {
    let rest = ''

    for await (const chunk of answer.body ?? []) {
      const frames = (rest + Buffer.from(chunk).toString('utf8')).split('\n\n')
      rest = frames.pop() ?? ''

      for (const frame of frames) {
        seen.id = /^id: (.*)$/m.exec(frame)?.[1] ?? seen.id
        const data = /^data: (.*)$/m.exec(frame)?.[1]
        seen.messages.push(...(data === undefined ? [] : [JSON.parse(data) as TailMessage]))
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      seen.ended = true
    })
  const texts = () => seen.messages.flatMap((m) => (m.type === 'lines' ? m.events.map(({ text }) => text) : []))
  const close = async () => {
    gone.abort()
    await reading
  }
  return { answer, seen, texts, close }
}

async function get(stack: Stack, path: string, extra: Record<string, string> = {}): Promise<Response> {
  return fetch(stack.url + path, { headers: { cookie: `slipway.session=${await sessionCookie(stack)}`, ...extra } })
}

test('lines come as they are written, and a cut is gone on from, also over a restart', async ({ stack }) => {
  write(stack, ['one', 'two'])
  const first = await connect(stack)
  expect(first.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(first.answer.headers.get('cache-control')).toContain('no-transform')
  await expect.poll(first.texts).toEqual(['one', 'two'])
  expect(first.seen.messages[0]).toMatchObject({ type: 'state' })
  write(stack, ['three'])
  await expect.poll(first.texts).toEqual(['one', 'two', 'three'])
  await first.close()
  write(stack, ['four'])
  const second = await connect(stack, first.seen.id)
  await expect.poll(second.texts).toContain('four')
  expect(second.seen.messages.some(({ type }) => type === 'gap')).toBe(false)
  await stack.kill()
  await expect.poll(() => second.seen.ended).toBe(true)
  write(stack, ['five'])
  await stack.start()
  const third = await connect(stack, second.seen.id)
  await expect.poll(third.texts, { timeout: 15_000 }).toContain('five')
  expect(new Set([...first.texts(), ...second.texts(), ...third.texts()]).size).toBe(5)
  await third.close()
})

test('viewers of one group share a tail, which ends with the last of them', async ({ stack }) => {
  // What many cost in calls stands in cli/logs/logs-tail.test.ts; here each comes through the route.
  const tailOf = ({ seen }: Awaited<ReturnType<typeof connect>>) => seen.id.split('.')[0]
  write(stack, ['one'])
  const viewers = await Promise.all(Array.from({ length: 5 }, () => connect(stack)))
  await expect.poll(() => viewers.map(({ texts }) => texts())).toEqual(viewers.map(() => ['one']))
  const [shared] = viewers.map(tailOf)
  expect(shared).toMatch(/./)
  expect(viewers.map(tailOf)).toEqual(viewers.map(() => shared))
  await Promise.all(viewers.slice(1).map(({ close }) => close()))
  write(stack, ['two'])
  await expect.poll(() => viewers[0]?.texts()).toEqual(['one', 'two'])
  await viewers[0]?.close()

  // A tail waits a moment for readers that come back; a later one gets a new tail.
  const nextTail = async () => {
    const viewer = await connect(stack)
    await expect.poll(viewer.texts).toEqual(['one', 'two'])
    await viewer.close()
    return tailOf(viewer)
  }
  await expect.poll(nextTail, { intervals: [1000] }).not.toBe(shared)
})

test('a viewer that reads nothing holds up nobody, and little is sent to it', async ({ stack }) => {
  const stalled = httpRequest(stack.url + logRequests.stream({ ...about, newest: 10_000 }), {
    headers: { cookie: `slipway.session=${await sessionCookie(stack)}` },
  })
  stalled.end()
  await new Promise((resolve) => stalled.once('response', (answer) => resolve(answer.pause())))
  const socket = stalled.socket
  const reader = await connect(stack)
  const line = 'x'.repeat(1000)
  const BATCH = 2000

  for (let batch = 1; batch <= 5; batch += 1) {
    write(
      stack,
      Array.from({ length: BATCH }, (_, i) => `${line}${batch}-${i}`),
    )
    await expect.poll(() => reader.texts().length).toBe(batch * BATCH)
  }
  expect(socket?.bytesRead ?? 0).toBeLessThan(4_000_000)
  stalled.destroy()
  await reader.close()
})

test('ranges are read in pages and as files, and only for the connection in use', async ({ stack }) => {
  const now = Date.now()
  write(stack, ['a ERROR', 'b', 'c ERROR\u001b[31m'], now)
  const range = { ...about, from: now, to: now }
  const first = await (await get(stack, logRequests.events({ ...range, limit: 2 }))).json()
  expect(first.data.events.map(({ text }: { text: string }) => text)).toEqual(['a ERROR', 'b'])
  const rest = await (await get(stack, logRequests.events({ ...range, limit: 2, token: first.data.next }))).json()
  expect(rest).toMatchObject({ ok: true, data: { events: [{ text: 'c ERROR\u001b[31m' }], next: null } })
  const file = await get(stack, logRequests.download({ ...range, pattern: 'ERROR', format: 'txt' }))
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="runtimes-stream-[\w-]+\.txt"$/)
  expect(await file.text()).toMatch(/^\S+Z s a ERROR\n\S+Z s c ERROR\\x1b\[31m\n$/)
  const lines = await (await get(stack, logRequests.download({ ...range, format: 'jsonl' }))).text()
  expect(
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).text),
  ).toHaveLength(3)

  for (const wrong of [
    logRequests.events({ ...range, connection: 'chain/us-east-1' }),
    logRequests.stream({ ...about, connection: 'practice/eu-west-1' }),
    logRequests.download({ ...range, connection: 'x', format: 'txt' }),
  ]) {
    expect((await get(stack, wrong)).status).toBe(409)
  }
  expect((await get(stack, logRequests.events({ ...range, group: 'a b' }))).status).toBe(400)
  const missing = await (await get(stack, logRequests.events({ ...range, group: 'nowhere' }))).json()
  expect(missing).toMatchObject({ ok: false, error: { code: 'not-found' } })
  const noFile = await get(stack, logRequests.download({ ...range, group: 'nowhere', format: 'txt' }))
  expect(noFile.status).toBe(404)
  expect(await noFile.json()).toMatchObject({ error: { message: 'There is no such log group (yet).' } })
})

test('a stream ends with its session, and nobody else notices', async ({ stack }) => {
  write(stack, ['one'])
  const cookie = await sessionCookie(stack)
  const mine = await connect(stack, undefined, cookie)
  const other = await connect(stack)
  await expect.poll(mine.texts).toEqual(['one'])
  await expect.poll(other.texts).toEqual(['one'])
  const headers = { cookie: `slipway.session=${cookie}`, origin: stack.url, 'sec-fetch-site': 'same-origin' }
  await fetch(`${stack.url}/api/sign-out`, { method: 'POST', headers, redirect: 'manual' })
  await expect.poll(() => mine.seen.ended, { timeout: 2000 }).toBe(true)
  write(stack, ['two'])
  await expect.poll(other.texts).toEqual(['one', 'two'])
  expect(mine.texts()).toEqual(['one'])
  const again = await connect(stack, mine.seen.id, cookie)
  expect(again.answer.status).toBe(401)
  await other.close()
})
