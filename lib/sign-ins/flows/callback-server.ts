import 'server-only'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppError } from '@/lib/result'

export type CallbackServer = {
  /** Where the browser comes back to; what the issuer has to know. */
  redirectUri: string
  /** The parameters of the first answer with the right state. Rejects with an AppError after `timeoutMs`. */
  answer: Promise<URLSearchParams>
  close: () => void
}

/** `host`: how the redirect names this computer; some issuers know only one of the two. `port`: 0 for any. */
export type CallbackPlace = {
  host: '127.0.0.1' | 'localhost'
  port: number
  state: string
  timeoutMs: number /** Ends the waiting. */
  signal?: AbortSignal | undefined
}

const PATH = '/callback'
const DONE = 'You are signed in as far as the browser goes. You may close this window and go back to Slipway.'

/** Waits on this computer for the browser of somebody who signs in (RFC 8252, section 7.3). Close it whatever happens. */
export async function callbackServer({ host, port, state, timeoutMs, signal }: CallbackPlace): Promise<CallbackServer> {
  const settled = withResolvers<URLSearchParams>()
  let isAnswered = false
  const server = createServer((request, response) => {
    const found = parametersOf(request)

    if (!found) {
      page(response, 404, 'There is nothing here but the end of a sign-in.')
    } else if (isAnswered) {
      page(response, 409, 'This sign-in has already ended. You may close this window.')
    } else if (found.get('state') === state) {
      isAnswered = true
      const isRefused = found.has('error')
      page(response, isRefused ? 403 : 200, isRefused ? 'You are not signed in. Slipway says why.' : DONE)
      settled.resolve(found)
    } else {
      // Anything on this computer can ask here; only who was sent to the issuer knows the state.
      page(response, 400, 'This is not the answer to the sign-in that Slipway waits for. Start it again there.')
    }
  })
  const timer = setTimeout(() => settled.reject(tooLate()), timeoutMs)
  const cancel = () => settled.reject(cancelled())
  settled.promise.catch(() => undefined)
  const actual = await listen(server, port)
  signal?.addEventListener('abort', cancel)

  if (signal?.aborted) {
    cancel()
  }
  return {
    redirectUri: `http://${host}:${actual}${PATH}`,
    answer: settled.promise,
    close: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      server.close()
      server.closeIdleConnections()
    },
  }
}

/** Of a request that is one of ours: a name that leads here by a trick of DNS is not. */
function parametersOf({ method, url = '', headers }: IncomingMessage): URLSearchParams | undefined {
  const address = URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost') : undefined
  const isOurs = /^(127\.0\.0\.1|localhost):\d+$/.test(headers.host ?? '')
  return method === 'GET' && isOurs && address?.pathname === PATH ? address.searchParams : undefined
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  response.end(`<!doctype html><html lang="en"><title>Slipway</title><h1>Slipway</h1><p>${text}</p></html>\n`)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', () =>
      reject(
        new AppError({
          code: 'conflict',
          message: `Port ${port} of this computer is taken, so the browser could not come back.`,
          remedy: 'End what uses it; or give login another one with --port, and enter it at the issuer too.',
        }),
      ),
    )
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function cancelled(): AppError {
  return new AppError({ code: 'conflict', message: 'The sign-in was cancelled.' })
}

function tooLate(): AppError {
  return new AppError({
    code: 'timeout',
    message: 'Nobody came back from the browser.',
    remedy: 'Start again. Where the browser showed an error, enter the redirect address at the issuer first.',
  })
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
