import { createParser } from 'eventsource-parser'
import type { FetchLike } from '@/lib/aws/bounded-fetch'
import { isMessage, type Message } from '@/lib/bridge/message'

/** What AgentCore made of one message. `messages` ends with its stream; it throws when the line breaks. */
export type Reply =
  | { kind: 'messages'; sessionId: string | undefined; messages: AsyncIterable<Message> }
  | { kind: 'accepted'; sessionId: string | undefined }
  | { kind: 'refused'; status: number; body: string; retryAfterMs: number | undefined }

export type Sending = { sessionId?: string | undefined; protocolVersion?: string | undefined; signal: AbortSignal }
export type Upstream = (message: Message, sending: Sending) => Promise<Reply>

const MOST_REFUSAL_CHARACTERS = 20_000

/** Posts one message to the runtime's invocation URL, as MCP's Streamable HTTP transport has it. */
export function upstreamAt(url: string, fetch: FetchLike): Upstream {
  return async (message, { sessionId, protocolVersion, signal }) => {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal,
      headers: {
        'content-type': 'application/json',
        // AgentCore wants both, and in words.
        accept: 'application/json, text/event-stream',
        ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
        ...(protocolVersion === undefined ? {} : { 'mcp-protocol-version': protocolVersion }),
      },
      body: JSON.stringify(message),
    })
    const session = response.headers.get('mcp-session-id') ?? undefined

    if (!response.ok) {
      const body = (await response.text()).slice(0, MOST_REFUSAL_CHARACTERS)
      return { kind: 'refused', status: response.status, body, retryAfterMs: retryAfterOf(response.headers) }
    }
    if (response.status === 202 || response.body === null) {
      await response.body?.cancel()
      return { kind: 'accepted', sessionId: session }
    }
    const isStream = response.headers.get('content-type')?.includes('text/event-stream') ?? false
    return {
      kind: 'messages',
      sessionId: session,
      messages: isStream ? eventsOf(response.body) : wholeOf(response),
    }
  }
}

async function* eventsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Message> {
  const ready: string[] = []
  const parser = createParser({ onEvent: ({ data }) => ready.push(data) })
  const decoder = new TextDecoder()

  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }))
    for (const data of ready.splice(0)) {
      yield* messagesIn(data)
    }
  }
}

async function* wholeOf(response: Response): AsyncGenerator<Message> {
  yield* messagesIn(await response.text())
}

/** One message, or a batch of them, as protocol versions until 2025-03-26 have it; an event may also be empty. */
function messagesIn(text: string): Message[] {
  if (text.trim() === '') {
    return []
  }
  const value: unknown = JSON.parse(text)
  return (Array.isArray(value) ? value : [value]).filter(isMessage)
}

function retryAfterOf(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 60) * 1000 : undefined
}
