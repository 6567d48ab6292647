import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server'
import type { Lane, OpenLane } from '@/lib/bridge/lane'
import { isAnswer, isRequest, type Message, type RequestId } from '@/lib/bridge/message'
import { isLoopback } from '@/lib/loopback'

export type HttpOptions = { host: string; port: number; token: string; open: OpenLane }

/** Where clients connect to: `http://127.0.0.1:PORT/mcp`. */
export type Serving = { url: string; close: () => Promise<void> }

type Visit = { transport: WebStandardStreamableHTTPServerTransport; lane: Lane; lastSeen: number }

const MOST_VISITS = 50
const FORGOTTEN_MS = 60 * 60_000
const MOST_BYTES = 100 * 1024 * 1024

/**
 * Serves MCP's Streamable HTTP to clients of this computer that send the token as a bearer. Each session of a client has a way to the
 * servers of its own. Rejects with the system's error when the port is taken.
 */
export async function serveOverHttp({ host, port, token, open }: HttpOptions): Promise<Serving> {
  const visits = new Map<string, Visit>()
  const server = createServer((request, response) => {
    void answer(request, response, { token, open, visits }).catch(() => response.destroy())
  })
  await listening(server, port, host)
  const { port: taken } = server.address() as { port: number }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/mcp`,
    close: async () => {
      server.close()
      await Promise.all([...visits.values()].map(({ lane }) => lane.end()))
      server.closeAllConnections()
    },
  }
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

type Desk = { token: string; open: OpenLane; visits: Map<string, Visit> }

async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const refusal = refusalOf(request, desk.token) ?? unknownSession(request, desk)
  const reply = refusal ?? (await visitOf(request, desk).handleRequest(webRequest(request)))
  response.writeHead(reply.status, Object.fromEntries(reply.headers))

  if (reply.body) {
    await pipeline(Readable.fromWeb(reply.body as Parameters<typeof Readable.fromWeb>[0]), response)
  } else {
    response.end()
  }
}

/** A page in a browser reaches loopback, too: its host or its origin gives it away. */
function refusalOf({ headers, url = '' }: IncomingMessage, token: string): Response | undefined {
  if (
    !HOST.test(headers.host ?? '') ||
    !isOwn(`http://${headers.host ?? ''}`) ||
    (headers.origin !== undefined && !isOwn(headers.origin))
  ) {
    return refused(403, 'Only programs of this computer may ask here, by the name of this computer.')
  }
  if (new URL(url, 'http://localhost').pathname !== '/mcp') {
    return refused(404, 'The server is at /mcp.')
  }
  return isSame(headers.authorization ?? '', `Bearer ${token}`)
    ? undefined
    : refused(401, 'Send the bearer that the bridge printed when it was started.', { 'www-authenticate': 'Bearer' })
}

/** A name or an address, and a port; an address of the web could hide another host in front of or behind this one. */
const HOST = /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i

function isOwn(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname)
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

function refused(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ jsonrpc: '2.0', id: null, error: { code: -32000, message } }, { status, headers })
}

/** Clients begin a new session at 404, as after a restart of the bridge. */
function unknownSession({ headers }: IncomingMessage, { visits }: Desk): Response | undefined {
  const id = headers['mcp-session-id']
  return id === undefined || visits.has(String(id))
    ? undefined
    : refused(404, 'This session is not there any more. Begin a new one.')
}

/** The client's own, or a new one, which has a session once the handshake is done. */
function visitOf({ headers }: IncomingMessage, { open, visits }: Desk): Visit['transport'] {
  const known = visits.get(String(headers['mcp-session-id'] ?? ''))

  if (known) {
    known.lastSeen = Date.now()
    return known.transport
  }
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    maxRequestBodySize: MOST_BYTES,
    onsessioninitialized: (id) => {
      dropForgotten(visits)
      visits.set(id, { transport, lane, lastSeen: Date.now() })
    },
    onsessionclosed: (id) => {
      visits.delete(id)
      void lane.end()
    },
  })
  const lane = laneOf(transport, open)
  return transport
}

/** What a server asks or tells in between goes along with the request that is under way, where a client listens for certain. */
function laneOf(transport: Visit['transport'], open: OpenLane): Lane {
  const underWay = new Set<RequestId>()
  const lane = open((message) => {
    const related = isAnswer(message) ? undefined : [...underWay].at(-1)
    if (isAnswer(message)) {
      underWay.delete(message.id as RequestId)
    }
    // Nobody listens any more; what the answer was is in the record.
    void transport
      .send(message as never, related === undefined ? {} : { relatedRequestId: related })
      .catch(() => undefined)
  })
  transport.onmessage = (message) => {
    if (isRequest(message as Message)) {
      underWay.add((message as { id: RequestId }).id)
    }
    lane.take(message as Message)
  }
  return lane
}

/** The longest unused ones go first. */
function dropForgotten(visits: Map<string, Visit>): void {
  const oldest = [...visits].sort(([, one], [, other]) => one.lastSeen - other.lastSeen)
  const many = oldest.length - MOST_VISITS + 1

  for (const [index, [id, { lane, lastSeen }]] of oldest.entries()) {
    if (index < many || Date.now() - lastSeen > FORGOTTEN_MS) {
      visits.delete(id)
      void lane.end()
    }
  }
}

function webRequest(request: IncomingMessage): Request {
  const { method = 'GET', headers, url = '' } = request
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string])
  return new Request(new URL(url, 'http://localhost'), {
    method,
    headers: pairs,
    ...(method === 'POST' ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {}),
  } as RequestInit)
}
