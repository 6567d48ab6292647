import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { LogEvent } from '@/lib/logs/event'

/** What the stream sends: so many rows at once, then so many a second. */
export type Load = { rows: number; perSecond: number }

const BATCH = 500
const TICK_MS = 100

/**
 * Stands in front of the built program: everything is handed on but the log routes, which answer with made lines. `pages` are
 * further addresses with their HTML or script.
 */
export async function startFeed(upstream: string, pages: Map<string, string>) {
  let load: Load = { rows: 0, perSecond: 0 }
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url ?? '/', upstream).pathname

    if (path === '/api/logs/stream') {
      void stream(answer, load)
    } else if (path === '/api/logs/events') {
      answer.setHeader('content-type', 'application/json')
      answer.end(JSON.stringify({ ok: true, data: { events: [], next: null } }))
    } else if (pages.has(path)) {
      answer.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8')
      answer.end(pages.get(path))
    } else {
      handOn(asked, answer, upstream)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    setLoad: (next: Load) => {
      load = next
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function handOn(asked: IncomingMessage, answer: ServerResponse, upstream: string): void {
  const { host } = new URL(upstream)
  const headers = { ...asked.headers, host, ...(asked.headers.origin ? { origin: upstream } : {}) }
  const sent = request(`${upstream}${asked.url}`, { method: asked.method, headers }, (received) => {
    answer.writeHead(received.statusCode ?? 502, received.headers)
    received.pipe(answer)
  })
  sent.on('error', () => answer.destroy())
  asked.pipe(sent)
}

async function stream(answer: ServerResponse, { rows, perSecond }: Load): Promise<void> {
  answer.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  const state = { phase: { name: 'live' }, verifiedThrough: Date.now(), callsPerSecond: 1, lagMs: 500 }
  await send(answer, { type: 'state', state })
  const start = Date.now() - rows
  let number = 0

  while (number < rows && !answer.destroyed) {
    const count = Math.min(BATCH, rows - number)
    await send(answer, { type: 'lines', late: false, events: madeLines(number, count, (at) => start + at) })
    number += count
  }
  const began = Date.now()

  while (!answer.destroyed) {
    await new Promise((resolve) => setTimeout(resolve, TICK_MS))
    const due = rows + Math.floor(((Date.now() - began) / 1000) * perSecond)
    while (number < due && !answer.destroyed) {
      const count = Math.min(BATCH, due - number)
      await send(answer, { type: 'lines', late: false, events: madeLines(number, count, () => Date.now()) })
      number += count
    }
  }
}

async function send(answer: ServerResponse, message: unknown): Promise<void> {
  if (!answer.write(`data: ${JSON.stringify(message)}\n\n`) && !answer.destroyed) {
    const settled = new AbortController()
    const { signal } = settled
    await Promise.race([once(answer, 'drain', { signal }), once(answer, 'close', { signal })]).catch(() => undefined)
    settled.abort()
  }
}

function madeLines(first: number, count: number, timeOf: (number: number) => number): LogEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index
    const at = timeOf(number)
    const id = String(number).padStart(56, '3')
    return { id, at, ingestedAt: at + 400, stream: `2026/11/23/[runtime-logs]${number % 4}`, text: textOf(number, at) }
  })
}

/** Shaped as the server's own: 2 % JSON, 2 % errors, 2 % of several lines. The last row says its number. */
function textOf(number: number, at: number): string {
  const time = new Date(at).toISOString().replace('T', ' ').slice(0, -1)

  switch (number % 50) {
    case 7:
      return `{"level":"info","message":"row ${number}","requestId":"9d${number}-77777777","nested":{"a":[1,2,3]}}`
    case 13:
      return `${time} | ERROR    | awslabs.aws_api_mcp_server.core.aws.driver:interpret_command:88 - row ${number} failed`
    case 21:
      return `Settings of row ${number}:\n  region: us-east-1\n  retries: 3\n  read only: yes`
    default:
      return `${time} | INFO     | awslabs.aws_api_mcp_server.server:call_aws_helper:268 - row ${number}: aws s3api list-buckets`
  }
}
