import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { boundedFetch } from '@/lib/aws/bounded-fetch'
import { whileThere } from '@/lib/aws/conversation'
import { AppError } from '@/lib/result'

const MB = 1024 * 1024
let server: Server
let behave: (response: ServerResponse) => void
let closed: Promise<unknown>
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume()
    closed = once(response, 'close')
    response.on('error', () => undefined)
    behave(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function thrown(run: () => Promise<unknown>): Promise<string> {
  const error: unknown = await run().catch((caught: unknown) => caught)
  return error instanceof AppError ? `${error.failure.code}: ${error.failure.message}` : `other: ${String(error)}`
}

const read = async (limitMs?: number) => (await boundedFetch(fetch, limitMs)(address())).text()

it('cuts an answer off that is too large', async () => {
  behave = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(64 * MB, ' '))
  expect(await thrown(read)).toBe('refused: AWS sent an answer of more than 16 MB, so Slipway stopped reading.')
  await closed
})

it('counts what a compressed answer becomes', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * MB, ' '))
  expect(bomb.byteLength).toBeLessThan(MB)
  behave = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
  expect(await thrown(read)).toContain('more than 16 MB')
  behave = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('small'))
  expect(await read()).toBe('small')
})

it('lets a stream of events be long, and no event of it', async () => {
  const event = `data: ${'x'.repeat(MB)}\r\n\r\n`
  behave = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(event.repeat(20))
  expect((await read()).length).toBe(20 * event.length)
  behave = (response) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${'x'.repeat(MB)}\n`.repeat(20))
  expect(await thrown(read)).toContain('an event of more than 16 MB')
})

it('ends an answer that comes byte by byte, and one that never begins', async () => {
  behave = (response) => {
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
  }
  expect(await thrown(() => read(200))).toBe('timeout: AWS did not finish its answer within 0.2 seconds.')
  await closed
  behave = () => undefined
  expect(await thrown(() => read(200))).toContain('timeout')
  await closed
})

it('ends when the client leaves', async () => {
  const gone = new AbortController()
  behave = (response) => {
    response.write(' ')
    setTimeout(() => gone.abort(), 20)
  }
  expect(await thrown(() => whileThere(gone.signal, read))).toContain('given up')
  await closed
})
