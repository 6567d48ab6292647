import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request and its answer as they were on the wire; bodies are base64. */
export type Exchange = {
  request: { method: string; url: string; headers: Record<string, string>; body: string }
  response: { status: number; headers: Record<string, string>; body: string }
}

/** `stop` answers what went through, in the order in which it was asked. */
export type RecordingProxy = { url: string; stop: () => Promise<Exchange[]> }

/** Hands everything on to `target`, unchanged, and keeps it. The Host header stays, so signatures stay valid. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const exchanges: Promise<Exchange | undefined>[] = []
  const server = createServer((incoming, outgoing) => {
    const exchange = forward(target, incoming, outgoing).catch(() => {
      outgoing.destroy()
      return undefined
    })
    exchanges.push(exchange)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      return (await Promise.all(exchanges)).filter((exchange) => exchange !== undefined)
    },
  }
}

async function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<Exchange> {
  const { method = 'GET', url = '/', headers } = incoming
  const sent: Buffer[] = []

  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    sent.push(chunk)
  }
  const body = Buffer.concat(sent)
  const answer = await send(new URL(target), { method, path: url, headers }, body)
  outgoing.on('close', () => answer.destroy())
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
  const chunks: Buffer[] = []

  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      outgoing.write(chunk)
    }
  } catch {
    // The client left a stream that has no end of its own.
  }
  outgoing.end()
  return {
    request: { method, url, headers: flat(headers), body: body.toString('base64') },
    response: {
      status: answer.statusCode ?? 0,
      headers: flat(answer.headers),
      body: Buffer.concat(chunks).toString('base64'),
    },
  }
}

function send(
  { hostname, port }: URL,
  options: { method: string; path: string; headers: IncomingMessage['headers'] },
  body: Buffer,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ ...options, hostname, port, agent: false }, resolve)
      .on('error', reject)
      .end(body)
  })
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
