import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createParser } from 'eventsource-parser'
import { modernHeaders } from '@/lib/bridge/eras/envelope'
import { isMessage, type Message } from '@/lib/bridge/message'
import { post } from '@/lib/bridge/post'
import { AppError } from '@/lib/result'

/** What AgentCore made of one message. `messages` ends with its stream; it throws when the line breaks. */
export type Reply =
  | { kind: 'messages'; sessionId: string | undefined; messages: AsyncIterable<Message> }
  | { kind: 'accepted'; sessionId: string | undefined }
  | { kind: 'refused'; status: number; body: string; retryAfterMs: number | undefined }

export type Sending = { sessionId?: string | undefined; protocolVersion?: string | undefined; signal: AbortSignal }
export type Upstream = (message: Message, sending: Sending) => Promise<Reply>

/** Adds what lets a request in: a signature, or a token. */
export type Authorize = (request: {
  method: 'POST'
  url: URL
  headers: Record<string, string>
  body: string
}) => Promise<Record<string, string>>

const RUNTIME_SESSION = 'x-amzn-bedrock-agentcore-runtime-session-id'
/** AgentCore wants 33 characters at least (agentcore facts). */
const MACHINE = `slipway-bridge-${randomUUID()}`

const MOST_REFUSAL_CHARACTERS = 20_000
/** AgentCore's own limit of an answer (agentcore facts, quotas); in a stream of events it is that of one event. */
const MOST_BYTES = 100 * 1024 * 1024
/** AgentCore ends a synchronous request after 15 minutes (agentcore facts, quotas). */
const WHOLE_MS = 15 * 60_000

/** Posts one message to the runtime's invocation URL, as MCP's Streamable HTTP transport has it. */
export function upstreamAt(address: string, authorize: Authorize): Upstream {
  const url = new URL(address)

  return async (message, { sessionId, protocolVersion, signal }) => {
    const body = JSON.stringify(message)
    const modern = modernHeaders(message)
    // Without MCP's sessions only this leads one client's requests to one machine.
    const affinity = 'mcp-method' in modern ? { [RUNTIME_SESSION]: MACHINE } : {}
    const headers = await authorize({
      method: 'POST',
      url,
      body,
      headers: {
        'content-type': 'application/json',
        // AgentCore wants both, and in words.
        accept: 'application/json, text/event-stream',
        ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
        ...(protocolVersion === undefined ? {} : { 'mcp-protocol-version': protocolVersion }),
        ...affinity,
        ...modern,
      },
    })
    const ends = AbortSignal.any([signal, AbortSignal.timeout(WHOLE_MS)])
    const { status, headers: answered, body: answer } = await post(url, { headers, body, signal: ends })
    const session = textOf(answered['mcp-session-id'])

    if (status < 200 || status >= 300) {
      const refusal = (await text(bounded(answer))).slice(0, MOST_REFUSAL_CHARACTERS)
      return { kind: 'refused', status, body: refusal, retryAfterMs: retryAfterOf(answered) }
    }
    if (status === 202 || status === 204) {
      answer.resume()
      return { kind: 'accepted', sessionId: session }
    }
    const isStream = answered['content-type']?.includes('text/event-stream') ?? false
    return { kind: 'messages', sessionId: session, messages: isStream ? eventsOf(answer) : wholeOf(answer) }
  }
}

async function* eventsOf(body: Readable): AsyncGenerator<Message> {
  const ready: string[] = []
  const parser = createParser({ onEvent: ({ data }) => ready.push(data) })
  const decoder = new TextDecoder()
  let size = 0

  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length
    refuseEndless(size)
    parser.feed(decoder.decode(chunk, { stream: true }))
    for (const data of ready.splice(0)) {
      size = 0
      yield* messagesIn(data)
    }
  }
}

async function* wholeOf(body: Readable): AsyncGenerator<Message> {
  yield* messagesIn(await text(bounded(body)))
}

async function* bounded(body: Readable): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length
    refuseEndless(size)
    yield chunk
  }
}

function refuseEndless(bytes: number): void {
  if (bytes > MOST_BYTES) {
    throw new AppError({
      code: 'refused',
      message: 'The answer is larger than 100 MB, so the rest of it was not read.',
      remedy: 'Ask for less at once, for example with --query or --max-items.',
    })
  }
}

/** One message, or a batch of them, as protocol versions until 2025-03-26 have it; an event may also be empty. */
function messagesIn(data: string): Message[] {
  if (data.trim() === '') {
    return []
  }
  const value: unknown = JSON.parse(data)
  return (Array.isArray(value) ? value : [value]).filter(isMessage)
}

function retryAfterOf(headers: IncomingHttpHeaders): number | undefined {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 60) * 1000 : undefined
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
