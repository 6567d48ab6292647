import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { answerAdmin } from '@/lib/practice/server/admin'
import { type Account, performCall } from '@/lib/practice/server/calls'
import { findRawRoute, performRaw } from '@/lib/practice/server/raw-calls'
import { findSeed, performSeedCall } from '@/lib/practice/server/seed-calls'
import { commonError } from '@/lib/practice/wire/common-errors'
import { HangUp } from '@/lib/practice/wire/effects'
import { foreignRefusal } from '@/lib/practice/wire/not-imitated'
import { PROTOCOLS } from '@/lib/practice/wire/routing'
import type { WireRequest } from '@/lib/practice/wire/wire'
import { writeResponse } from '@/lib/practice/wire/write-response'

const BODY_LIMIT_BYTES = 16 * 1024 * 1024

/** The HTTP face of an account: AWS's protocols, and `/_practice/*`. */
export function createPracticeServer(account: Account): Server {
  const server = createServer((request, response) => {
    handle(account, request, response).catch((error: unknown) => {
      if (!(error instanceof HangUp) && !response.destroyed) {
        process.stderr.write(`The practice account failed: ${error instanceof Error ? error.stack : String(error)}\n`)
      }
      // A reset, not a polite end: that is what a broken connection looks like to a client.
      request.socket.resetAndDestroy()
    })
  })
  // Longer than any client keeps an idle connection, so that none is closed under a request on its way.
  server.keepAliveTimeout = 120_000
  server.requestTimeout = 0
  return server
}

async function handle(account: Account, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '/', ...query] = (incoming.url ?? '/').split('?')

  if (!isLoopbackHost(incoming.headers.host)) {
    return plain(response, 403, 'The practice account answers to loopback addresses only.')
  }
  const body = await readBody(incoming)

  if (!body) {
    return plain(response, 413, 'The request is too large.')
  }
  const method = incoming.method ?? 'GET'
  const request: WireRequest = { method, path, rawQuery: query.join('?'), headers: incoming.headers, body }

  if (path.startsWith('/_practice/')) {
    return writeResponse(response, await answerAdmin(account, request), method)
  }
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const seed = findSeed(request)

  if (seed) {
    return writeResponse(response, await performSeedCall(account, seed, request, gone.signal), method)
  }
  const raw = findRawRoute(account, request)

  if (raw) {
    return performRaw(account, raw, request, { response, signal: gone.signal })
  }
  const routed = account.route(request)

  if (routed.kind === 'refused') {
    const { protocol, service, foreign = '', error } = routed
    const requestId = randomUUID()
    const refusal = foreignRefusal(foreign, error, requestId) ?? PROTOCOLS[protocol].refuse(service, error, requestId)
    return writeResponse(response, refusal, method)
  }
  const { response: answer, answered } = await performCall(account, request, routed.target, gone.signal)
  await writeResponse(response, answer, method)
  await answered()
}

/** Host names of this computer only: a page that was rebound to loopback has a name of its own. `*.localhost` never leaves it. */
function isLoopbackHost(host: string | undefined): boolean {
  return /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host ?? '')
}

/** Undefined when it is longer than the limit. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0

  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.byteLength

    if (size <= BODY_LIMIT_BYTES) {
      chunks.push(chunk)
    }
  }
  return size <= BODY_LIMIT_BYTES ? Buffer.concat(chunks) : undefined
}

function plain(response: ServerResponse, status: number, message: string): Promise<void> {
  const refusal = PROTOCOLS['rest-json'].refuse(
    undefined,
    commonError('rest-json', 'access-denied', message),
    randomUUID(),
  )
  return writeResponse(response, { ...refusal, status }, 'GET')
}
