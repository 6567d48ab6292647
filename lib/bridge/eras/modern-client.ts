import { randomUUID } from 'node:crypto'
import { completed, type Introduction, introductionOf, MODERN, withoutIntroduction } from '@/lib/bridge/eras/envelope'
import type { Lane, OpenLane } from '@/lib/bridge/lane'
import { isAnswer, isRequest, type Message, paramsOf, type Request, type RequestId } from '@/lib/bridge/message'
import { toText } from '@/lib/json'

type Result = Record<string, unknown>
/** A request under way; `id` is whom the client waits for now, undefined while it is asked for more. */
type Pending = { method: string; id: RequestId | undefined; asked: Map<string, Message>; state: string | undefined }

const HANDSHAKE = '2025-11-25'

/**
 * Lets a client without a handshake (MCP 2026-07-28) use a server that needs one, and be asked by the bridge and the server: what they
 * ask becomes a result that wants more, and the client's next try brings the answers. Other clients go through unchanged. Inside the
 * bridge there is the form with a handshake only, so a modern server behind is spoken to by `forModernServers`.
 */
export function forModernClients(open: OpenLane): OpenLane {
  return (toClient) => new Desk(open, toClient)
}

class Desk implements Lane {
  readonly #toClient: (message: Message) => void
  readonly #lane: Lane
  readonly #pending = new Map<RequestId, Pending>()
  /** What the bridge asked by itself, by its own ids. */
  readonly #own = new Map<string, (answer: Message) => void>()
  #welcome: Promise<Message> | undefined
  #count = 0

  constructor(open: OpenLane, toClient: (message: Message) => void) {
    this.#toClient = toClient
    this.#lane = open((message) => this.#fromServer(message))
  }

  take(message: Message): void {
    const introduction = isRequest(message) ? introductionOf(message) : undefined

    if (message.method === 'notifications/cancelled') {
      this.#cancel(message)
    } else if (!introduction || !isRequest(message)) {
      this.#lane.take(message)
    } else {
      void this.#modern(message, introduction)
    }
  }

  end(): Promise<void> {
    return this.#lane.end()
  }

  /** Inside the bridge a call keeps the id that it had before the client was asked. */
  #cancel(message: Message): void {
    const { requestId } = paramsOf(message)
    const [id = requestId] = [...this.#pending].find(([, pending]) => pending.id === requestId) ?? []
    this.#lane.take(id === requestId ? message : { ...message, params: { ...paramsOf(message), requestId: id } })
  }

  async #modern(request: Request, introduction: Introduction): Promise<void> {
    const { inputResponses, requestState } = (request.params ?? {}) as {
      inputResponses?: Result
      requestState?: unknown
    }
    const held = [...this.#pending].find(([, { state }]) => state !== undefined && state === requestState)

    if (held) {
      this.#resume(held[1], request.id, inputResponses ?? {})
      return
    }
    const welcome = await this.#enter(introduction)
    if (request.method === 'server/discover' || welcome.error) {
      this.#toClient({ ...this.#discovered(welcome), id: request.id })
      return
    }
    this.#pending.set(request.id, { method: request.method, id: request.id, asked: new Map(), state: undefined })
    this.#lane.take(withoutIntroduction(request))
  }

  /** Says the handshake once on behalf of the client. */
  #enter(introduction: Introduction): Promise<Message> {
    this.#welcome ??= this.#look(introduction)
    return this.#welcome
  }

  async #look({ info, capabilities }: Introduction): Promise<Message> {
    const params = { protocolVersion: HANDSHAKE, capabilities, clientInfo: info }
    const welcome = await this.#ask('initialize', params)

    if (welcome.result) {
      this.#lane.take({ jsonrpc: '2.0', method: 'notifications/initialized' })
    } else {
      // What a person mends meanwhile works with the next request.
      this.#welcome = undefined
    }
    return welcome
  }

  #discovered(welcome: Message): Message {
    if (!welcome.result) {
      return welcome
    }
    const { capabilities = {}, serverInfo, instructions } = welcome.result as Result
    const result = {
      supportedVersions: [MODERN],
      capabilities,
      ...(instructions === undefined ? {} : { instructions }),
      _meta: { 'io.modelcontextprotocol/serverInfo': serverInfo },
    }
    return { jsonrpc: '2.0', result: completed('server/discover', result) }
  }

  #ask(method: string, params: Result): Promise<Message> {
    this.#count += 1
    const id = `slipway-modern-${this.#count}`
    return new Promise((resolve) => {
      this.#own.set(id, resolve)
      this.#lane.take({ jsonrpc: '2.0', id, method, params })
    })
  }

  #fromServer(message: Message): void {
    const own = isAnswer(message) ? this.#own.get(toText(message.id)) : undefined
    const pending = isAnswer(message) ? this.#pending.get(message.id as RequestId) : undefined

    if (own) {
      this.#own.delete(toText(message.id))
      own(message)
    } else if (pending) {
      this.#answered(message, pending)
    } else if (isRequest(message) && this.#pending.size > 0) {
      this.#asksFor(message)
    } else {
      this.#toClient(message)
    }
  }

  #answered(message: Message, pending: Pending): void {
    this.#pending.delete(message.id as RequestId)
    const result = message.result as Result | undefined
    const whole = result && !('resultType' in result) ? { result: completed(pending.method, result) } : {}
    // A client that was asked for more and never came back has nobody who waits.
    if (pending.id !== undefined) {
      this.#toClient({ ...message, ...whole, id: pending.id })
    }
  }

  /** The newest request under way is taken for the one that led to the question: nothing says which it was. */
  #asksFor(question: Request): void {
    const pending =
      [...this.#pending.values()].findLast(({ id }) => id !== undefined) ?? [...this.#pending.values()].at(-1)
    if (!pending) {
      return
    }
    pending.asked.set(toText(question.id), question)
    if (pending.id === undefined) {
      return
    }
    const { id } = pending
    pending.id = undefined
    pending.state = `slipway-${randomUUID()}`
    this.#toClient({ jsonrpc: '2.0', id, result: wanting(pending) })
  }

  /** The client is back with what it was asked for, under a new id. */
  #resume(pending: Pending, id: RequestId, responses: Result): void {
    const questions = [...pending.asked]
    pending.id = id
    pending.state = undefined
    const open = questions.filter(([key]) => !(key in responses))

    if (open.length > 0) {
      pending.id = undefined
      pending.state = `slipway-${randomUUID()}`
      this.#toClient({ jsonrpc: '2.0', id, result: wanting(pending) })
    }
    for (const [key, question] of questions.filter(([each]) => each in responses)) {
      pending.asked.delete(key)
      this.#lane.take({ jsonrpc: '2.0', id: question.id, result: responses[key] })
    }
  }
}

function wanting({ asked, state }: Pending): Result {
  const inputRequests = Object.fromEntries([...asked].map(([key, { method, params }]) => [key, { method, params }]))
  return { resultType: 'input_required', inputRequests, requestState: state }
}
