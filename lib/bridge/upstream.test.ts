import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Message } from '@/lib/bridge/message'
import { upstreamAt } from '@/lib/bridge/upstream'

const CALL = { jsonrpc: '2.0', id: 7, method: 'tools/call', params: { name: 'x' } }
const LARGE = 'é'.repeat(4 * 1024 * 1024)
const ANSWER = JSON.stringify({ jsonrpc: '2.0', id: 7, result: { content: [{ type: 'text', text: LARGE }] } })

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function answering(answer: (response: ServerResponse) => void) {
  server = createServer((request, response) => {
    request.resume()
    request.on('end', () => answer(response))
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const upstream = upstreamAt(`http://127.0.0.1:${port}/`, async ({ headers }) => headers)
  return upstream(CALL, { signal: AbortSignal.timeout(20_000) })
}

async function textsOf(reply: Awaited<ReturnType<typeof answering>>): Promise<string[]> {
  const all: Message[] = []
  for await (const message of reply.kind === 'messages' ? reply.messages : []) {
    all.push(message)
  }
  return all.map(({ result }) => (result as { content: { text: string }[] }).content[0]?.text ?? '')
}

describe('an answer of 8 MB', () => {
  it.each([
    ['application/json', ANSWER],
    ['text/event-stream', `event: message\ndata: ${ANSWER}\n\n`],
  ])('comes whole as %s, wherever its pieces are cut', async (type, body) => {
    const bytes = Buffer.from(body)
    const reply = await answering(async (response) => {
      response.writeHead(200, { 'content-type': type })
      for (let at = 0; at < bytes.length; at += 65_537) {
        response.write(bytes.subarray(at, at + 65_537))
      }
      response.end()
    })
    const [text] = await textsOf(reply)
    expect(text?.length).toBe(LARGE.length)
    expect(text === LARGE).toBe(true)
  })
})

describe('an answer that is none', () => {
  it('throws where its line breaks, and names a refusal with when to come again', async () => {
    const broken = await answering((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"jsonrpc"')
      setTimeout(() => response.destroy(), 20)
    })
    await expect(textsOf(broken)).rejects.toThrow()
    server?.close()
    const busy = await answering((response) => response.writeHead(429, { 'retry-after': '2' }).end('slow down'))
    expect(busy).toEqual({ kind: 'refused', status: 429, body: 'slow down', retryAfterMs: 2000 })
  })
})
