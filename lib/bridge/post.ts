import 'server-only'
import { type Agent, type ClientRequest, type IncomingHttpHeaders, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { Readable } from 'node:stream'
import { outgoingAgent } from '@/lib/aws/outgoing'

export type Posted = { status: number; headers: IncomingHttpHeaders; body: Readable }
type Posting = { headers: Record<string, string>; body: string; signal: AbortSignal }

/** A connection that nobody used for longer is not used again: the other side may have let it go, and a call would break off. */
const IDLE_MS = 4000

let lastUsed = 0

/**
 * Posts without what `fetch` brings along, and half of its memory. Redirects are answers like others, and nothing is asked for
 * compressed. Rejects with the system's error when there is no answer.
 */
export function post(url: URL, { headers, body, signal }: Posting): Promise<Posted> {
  const agent = outgoingAgent(url)
  dropIdle(agent)
  const bytes = Buffer.from(body)

  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? overHttps : overHttp
    const options = { method: 'POST', agent, signal, headers: { ...headers, 'content-length': bytes.length } }
    const sent: ClientRequest = send(url, options, (answer) => {
      answer.once('close', used)
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: answer })
    })
    const isConnected = watchConnection(sent, url)
    sent.once('error', (error) => reject(isConnected() && error.name !== 'AbortError' ? brokenOff(error) : error))
    sent.end(bytes)
  })
}

/** Says whether the request may have left this computer. */
function watchConnection(sent: ClientRequest, { protocol }: URL): () => boolean {
  let isConnected = false
  sent.once('socket', (socket) => {
    isConnected = sent.reusedSocket
    socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => {
      isConnected = true
    })
  })
  return () => isConnected
}

/** Without the system's code, which says the same of a connection that never came about. */
function brokenOff({ message }: Error): Error {
  return new Error(`The connection broke off: ${message}`)
}

function used(): void {
  lastUsed = Date.now()
}

/** By the clock of the wall: a computer that slept has missed the end of its connections. */
function dropIdle({ freeSockets }: Agent): void {
  if (Date.now() - lastUsed > IDLE_MS) {
    for (const sockets of Object.values(freeSockets)) {
      for (const socket of sockets ?? []) {
        socket.destroy()
      }
    }
  }
}
