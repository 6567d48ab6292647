import type { Lane, OpenLane } from '@/lib/bridge/lane'
import {
  CODES,
  errorAnswer,
  failedTool,
  isAnswer,
  isRequest,
  type Message,
  paramsOf,
  type Request,
} from '@/lib/bridge/message'
import { toText } from '@/lib/json'

/** The one tool there is while the server can't be reached. */
export const STATUS_TOOL = 'slipway_status'

const FALLBACK_VERSION = '2025-06-18'

/**
 * Stays with a client though the handshake failed, because most clients say no more than "failed to connect" then, and want to be
 * restarted: says why in a tool, and tries again whenever the client asks for something. Once the server is there, everything goes
 * through unchanged.
 */
export function standingBy(open: OpenLane): OpenLane {
  return (toClient) => new Standby(open, toClient)
}

class Standby implements Lane {
  readonly #toClient: (message: Message) => void
  readonly #lane: Lane
  readonly #own = new Map<string, (answer: Message) => void>()
  /** The client's handshake while nobody has answered it well; undefined once the server has. */
  #handshake: Request | undefined
  #confirmation: Message | undefined
  #entering: Promise<string | undefined> | undefined
  #count = 0

  constructor(open: OpenLane, toClient: (message: Message) => void) {
    this.#toClient = toClient
    this.#lane = open((message) => this.#fromServer(message))
  }

  take(message: Message): void {
    if (isRequest(message) && message.method === 'initialize') {
      void this.#begin(message)
    } else if (!this.#handshake) {
      this.#lane.take(message)
    } else if (isRequest(message)) {
      void this.#later(message, this.#handshake)
    } else if (message.method === 'notifications/initialized') {
      this.#confirmation = message
    }
  }

  end(): Promise<void> {
    return this.#lane.end()
  }

  async #begin(request: Request): Promise<void> {
    const answer = await this.#ask(request)

    if ('result' in answer) {
      this.#toClient({ ...answer, id: request.id })
      return
    }
    this.#handshake = request
    const result = {
      protocolVersion: paramsOf(request).protocolVersion ?? FALLBACK_VERSION,
      capabilities: { tools: { listChanged: true } },
      serverInfo: { name: 'slipway', version: '0.1.0' },
      instructions: `The server behind is not there now:\n${reasonOf(answer)}`,
    }
    this.#toClient({ jsonrpc: '2.0', id: request.id, result })
  }

  /** A request while the server was not there: it may be now. */
  async #later(request: Request, handshake: Request): Promise<void> {
    if (request.method === 'ping') {
      this.#toClient({ jsonrpc: '2.0', id: request.id, result: {} })
      return
    }
    this.#entering ??= this.#enter(handshake).finally(() => {
      this.#entering = undefined
    })
    const reason = await this.#entering
    const isStatus = request.method === 'tools/call' && paramsOf(request).name === STATUS_TOOL

    if (reason !== undefined) {
      this.#toClient(unreached(request, reason))
    } else if (isStatus) {
      const content = [{ type: 'text', text: 'The server is there now. Its tools are listed anew.' }]
      this.#toClient({ jsonrpc: '2.0', id: request.id, result: { content } })
    } else {
      this.#lane.take(request)
    }
  }

  /** Why the server is still not there; undefined once it is. */
  async #enter(handshake: Request): Promise<string | undefined> {
    const answer = await this.#ask(handshake)

    if (!('result' in answer)) {
      return reasonOf(answer)
    }
    this.#handshake = undefined
    this.#lane.take(this.#confirmation ?? { jsonrpc: '2.0', method: 'notifications/initialized' })
    this.#toClient({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' })
    return undefined
  }

  #ask(request: Request): Promise<Message> {
    this.#count += 1
    const id = `slipway-standby-${this.#count}`
    return new Promise((resolve) => {
      this.#own.set(id, resolve)
      this.#lane.take({ ...request, id })
    })
  }

  #fromServer(message: Message): void {
    const own = isAnswer(message) ? this.#own.get(toText(message.id)) : undefined

    if (own) {
      this.#own.delete(toText(message.id))
      own(message)
    } else {
      this.#toClient(message)
    }
  }
}

/** What a client gets while there is nobody else to answer it. */
function unreached(request: Request, reason: string): Message {
  switch (request.method) {
    case 'tools/list': {
      const tool = {
        name: STATUS_TOOL,
        description: `The server behind is not there now. ${reason}\nCall this to try again.`,
        inputSchema: { type: 'object', properties: {} },
        annotations: { readOnlyHint: true },
      }
      return { jsonrpc: '2.0', id: request.id, result: { tools: [tool] } }
    }
    case 'tools/call':
      return failedTool(request.id, reason)
    default:
      return errorAnswer(request.id, CODES.internal, reason)
  }
}

function reasonOf({ error }: Message): string {
  const { message } = (error ?? {}) as { message?: unknown }
  return typeof message === 'string' ? message : 'It gave no reason.'
}
