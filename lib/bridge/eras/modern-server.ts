import { type Introduction, METHOD_NOT_FOUND, UNSUPPORTED_VERSION, withIntroduction } from '@/lib/bridge/eras/envelope'
import { errorAnswer, isAnswer, isRequest, type Message, paramsOf, type Request } from '@/lib/bridge/message'
import type { OwnRequests } from '@/lib/bridge/own-requests'
import type { Reply, Sending, Upstream } from '@/lib/bridge/upstream'
import { parseJson } from '@/lib/json'
import { redact } from '@/lib/log'

/** How often a server may ask on in the course of one request. */
const MOST_ROUNDS = 20

type Result = Record<string, unknown>

/**
 * Lets a client with a handshake (MCP 2025-11-25 and earlier) use a server that has none (2026-07-28). A server that takes the
 * handshake, and a client that needs none, go through unchanged.
 */
export function forModernServers(upstream: Upstream, ask: OwnRequests['ask']): Upstream {
  const speaker = new Speaker(upstream, ask)
  return (message, sending) => speaker.send(message, sending)
}

class Speaker {
  readonly #upstream: Upstream
  readonly #ask: OwnRequests['ask']
  /** Set once the server is known to have no handshake. */
  #introduction: Introduction | undefined
  #logLevel: unknown

  constructor(upstream: Upstream, ask: OwnRequests['ask']) {
    this.#upstream = upstream
    this.#ask = ask
  }

  async send(message: Message, sending: Sending): Promise<Reply> {
    if (message.method === 'initialize' && isRequest(message)) {
      return this.#handshake(message, sending)
    }
    if (!this.#introduction) {
      return this.#upstream(message, sending)
    }
    if (!isRequest(message)) {
      // Notifications and answers belong to sessions, which this server has none of.
      return { kind: 'accepted', sessionId: undefined }
    }
    return this.#request(message, this.#introduction, sending)
  }

  async #handshake(request: Request, sending: Sending): Promise<Reply> {
    const reply = await this.#upstream(request, sending)
    const seen = await peek(reply)

    if (!seen.hasNoHandshake) {
      return seen.reply
    }
    const { clientInfo = {}, capabilities = {}, protocolVersion } = (request.params ?? {}) as Record<string, unknown>
    const introduction = { info: clientInfo as Result, capabilities: capabilities as Result }
    const discover = withIntroduction({ jsonrpc: '2.0', id: request.id, method: 'server/discover' }, introduction)
    const answer = await answerOf(await this.#upstream(discover, sending), request)
    const result = answer?.result as Result | undefined

    if (!result) {
      return seen.reply
    }
    this.#introduction = introduction
    const { capabilities: able = {}, instructions, _meta = {} } = result
    const serverInfo = (_meta as Result)['io.modelcontextprotocol/serverInfo'] ?? { name: 'unnamed', version: '0' }
    return oneMessage({
      jsonrpc: '2.0',
      id: request.id,
      result: {
        protocolVersion,
        capabilities: able,
        serverInfo,
        ...(instructions === undefined ? {} : { instructions }),
      },
    })
  }

  async #request(request: Request, introduction: Introduction, sending: Sending): Promise<Reply> {
    switch (request.method) {
      case 'ping':
        return oneMessage({ jsonrpc: '2.0', id: request.id, result: {} })
      case 'logging/setLevel':
        this.#logLevel = (request.params as { level?: unknown } | undefined)?.level
        return oneMessage({ jsonrpc: '2.0', id: request.id, result: {} })
      case 'resources/subscribe':
      case 'resources/unsubscribe':
        return oneMessage(errorAnswer(request.id, METHOD_NOT_FOUND, 'This server has subscriptions of another kind.'))
      default:
        return this.#rounds(request, introduction, sending)
    }
  }

  /** Asks the person what the server wants to know, and asks the server again with the answers. */
  async #rounds(request: Request, introduction: Introduction, sending: Sending): Promise<Reply> {
    const modern = withIntroduction(request, introduction, this.#logLevel)
    const first = await this.#upstream(modern, sending)
    return first.kind === 'messages' ? { ...first, messages: this.#through(modern, first, sending) } : first
  }

  async *#through(modern: Message, first: Reply, sending: Sending): AsyncGenerator<Message> {
    let reply = first

    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      let wanted: Result | undefined
      for await (const message of messagesOf(reply)) {
        const { resultType, ...result } = (message.result ?? {}) as Result
        if (!isAnswer(message) || message.result === undefined) {
          yield message
        } else if (resultType === 'input_required') {
          wanted = result
        } else {
          yield { ...message, result }
        }
      }
      if (!wanted) {
        return
      }
      reply = await this.#upstream(await this.#answered(modern, wanted), sending)
      if (reply.kind === 'refused') {
        yield errorAnswer(
          modern.id as string,
          -32603,
          redact(reply.body) || `The server answered with status ${reply.status}.`,
        )
        return
      }
    }
    yield errorAnswer(
      modern.id as string,
      -32603,
      'The server has asked twenty times and wants more. Call it again, with all that it asked for.',
    )
  }

  async #answered(modern: Message, { inputRequests = {}, requestState }: Result): Promise<Message> {
    const asked = await Promise.all(
      Object.entries(inputRequests as Record<string, { method?: unknown; params?: unknown }>).map(
        async ([key, { method, params }]) => {
          const answer = await this.#ask(String(method), (params ?? {}) as Result)
          return [key, answer?.result ?? { action: 'cancel' }] as const
        },
      ),
    )
    const more = { inputResponses: Object.fromEntries(asked), ...(requestState === undefined ? {} : { requestState }) }
    return { ...modern, params: { ...paramsOf(modern), ...more } }
  }
}

/** Whether a handshake was refused because there is none, and the same reply to pass on. */
async function peek(reply: Reply): Promise<{ hasNoHandshake: boolean; reply: Reply }> {
  if (reply.kind === 'refused') {
    return { hasNoHandshake: isRefusal(parseJson(reply.body) as Message | undefined), reply }
  }
  if (reply.kind === 'accepted') {
    return { hasNoHandshake: false, reply }
  }
  const messages: Message[] = []
  for await (const message of reply.messages) {
    messages.push(message)
  }
  return { hasNoHandshake: messages.some(isRefusal), reply: { ...reply, messages: iterate(messages) } }
}

function isRefusal(message: Message | undefined): boolean {
  const { code } = (message?.error ?? {}) as { code?: unknown }
  return code === UNSUPPORTED_VERSION || code === METHOD_NOT_FOUND
}

async function answerOf(reply: Reply, { id }: Request): Promise<Message | undefined> {
  for await (const message of messagesOf(reply)) {
    if (isAnswer(message) && message.id === id) {
      return message
    }
  }
  return undefined
}

function messagesOf(reply: Reply): AsyncIterable<Message> {
  return reply.kind === 'messages' ? reply.messages : iterate([])
}

function oneMessage(message: Message): Reply {
  return { kind: 'messages', sessionId: undefined, messages: iterate([message]) }
}

async function* iterate(messages: Message[]): AsyncGenerator<Message> {
  yield* messages
}
