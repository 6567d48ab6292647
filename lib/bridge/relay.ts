import { setTimeout as sleep } from 'node:timers/promises'
import {
  CODES,
  errorAnswer,
  failedTool,
  isAnswer,
  isNotification,
  isRequest,
  type Message,
  paramsOf,
  type Request,
  type RequestId,
} from '@/lib/bridge/message'
import { type Outcome, outcomeOfAnswer, outcomeOfError, outcomeOfStatus } from '@/lib/bridge/outcome'
import { openSession, type Session } from '@/lib/bridge/session'
import type { Upstream } from '@/lib/bridge/upstream'

/** What is known of a request that got no answer, for the words that the client gets. */
export type Trouble = { outcome: Outcome; status?: number; body?: string; error?: unknown; answer?: Message }

export type RelayOptions = {
  upstream: Upstream
  toClient: (message: Message) => void
  /** Gets new credentials; false when there are none. Asked once for a request. */
  renew: () => Promise<boolean>
  /** What to tell the client, cause and remedy. */
  words: (trouble: Trouble) => Promise<string>
  /** Looks at a request before it is sent, and may answer it itself. */
  before?: (request: Request, session: Session) => Promise<Message | undefined>
  /** Hears of each request that was answered, or cancelled (then without an answer). */
  after?: (request: Request, made: { answer?: Message; tries: number; ms: number; outcome?: Outcome }) => void
  /** Pauses before the next try of each kind, in ms. */
  pauses?: Partial<Record<Outcome, number[]>>
}

const PAUSES: Partial<Record<Outcome, number[]>> = {
  lost: [0, 1000],
  expired: [0],
  starting: [2000, 4000, 8000, 8000, 8000],
  busy: [500, 1000, 2000, 4000],
  unreached: [250, 1000, 3000],
  unsure: [500, 2000],
}
/** Asking again changes nothing, so these are repeated even if they may have run. */
const REPEATABLE =
  /^(initialize|ping|server\/discover|(tools|resources|prompts|resources\/templates)\/list|resources\/read|prompts\/get|completion\/complete)$/

const CANCEL_GRACE_MS = 1000

/** A request under way; `isOut`: the server may have it now; `outcome`: why it got no answer. */
type Asked = {
  request: Request
  ends: AbortController
  signal: AbortSignal
  tries: number
  isOut: boolean
  outcome?: Outcome
}

/** Passes the messages of one client to one runtime and back; what AgentCore forgets, it says again. */
export class Relay {
  readonly #options: RelayOptions
  readonly #session: Session
  readonly #running = new Map<RequestId, Asked>()

  constructor(options: RelayOptions) {
    this.#options = options
    this.#session = openSession(options.upstream)
  }

  get session(): Session {
    return this.#session
  }

  /** Resolves when everything that this message leads to was sent to the client. Never throws. */
  async take(message: Message): Promise<void> {
    if (isRequest(message)) {
      await this.#request(message)
    } else if (message.method === 'notifications/cancelled') {
      await this.#cancel(message)
    } else if (isAnswer(message) || isNotification(message)) {
      await this.#tell(message)
    } else {
      this.#options.toClient(
        errorAnswer(null, CODES.invalidRequest, 'This is no request, no answer and no notification.'),
      )
    }
  }

  /** Ends what is under way, without answers. */
  end(): void {
    for (const { ends } of this.#running.values()) {
      ends.abort()
    }
  }

  async #request(request: Request): Promise<void> {
    const ends = new AbortController()
    const asked: Asked = { request, ends, signal: ends.signal, tries: 0, isOut: false }
    const started = performance.now()
    this.#running.set(request.id, asked)
    const answer = await this.#answerTo(asked)
    if (this.#running.get(request.id) === asked) {
      this.#running.delete(request.id)
    }
    const isCancelled = ends.signal.aborted

    if (!isCancelled) {
      this.#options.toClient(answer)
    }
    this.#options.after?.(request, {
      ...(isCancelled ? {} : { answer }),
      ...(asked.outcome ? { outcome: asked.outcome } : {}),
      tries: asked.tries,
      ms: Math.round(performance.now() - started),
    })
  }

  async #answerTo(asked: Asked): Promise<Message> {
    try {
      return (await this.#options.before?.(asked.request, this.#session)) ?? (await this.#ask(asked))
    } catch (error) {
      return this.#failed(asked, { outcome: outcomeOfError(error), error })
    }
  }

  /** The answer to a request, after as many tries as make sense. */
  async #ask(asked: Asked): Promise<Message> {
    const { request, signal } = asked
    const tries = new Map<Outcome, number>()

    for (;;) {
      const generation = this.#session.generation
      asked.tries += 1
      asked.isOut = true
      const result = await this.#attempt(request, signal)
      asked.isOut = false
      if (!('outcome' in result)) {
        return result.answer
      }
      const { outcome } = result
      const count = tries.get(outcome) ?? 0
      const pause = (this.#options.pauses?.[outcome] ?? PAUSES[outcome])?.[count]
      tries.set(outcome, count + 1)
      const mayRepeat = outcome !== 'unsure' || REPEATABLE.test(request.method)

      if (pause === undefined || !mayRepeat || signal.aborted || !(await this.#mend(outcome, generation, request))) {
        return this.#failed(asked, result)
      }
      this.#sayStarting(request, outcome, count)
      await sleep(pause, undefined, { signal })
    }
  }

  /** Does what has to come before the next try. False when there is nothing to hope for. */
  async #mend(outcome: Outcome, generation: number, request: Request): Promise<boolean> {
    if (outcome === 'lost') {
      return request.method === 'initialize' || this.#session.reopen(generation)
    }
    return outcome === 'expired' ? this.#options.renew() : true
  }

  async #attempt(request: Request, signal: AbortSignal): Promise<{ answer: Message } | Trouble> {
    try {
      signal.throwIfAborted()
      const reply = await this.#options.upstream(request, { ...this.#session.headersFor(request), signal })

      if (reply.kind === 'refused') {
        const { status, body } = reply
        return { outcome: outcomeOfStatus(status, body), status, body }
      }
      if (reply.kind === 'messages') {
        let isRunning = false
        for await (const message of reply.messages) {
          if (isAnswer(message) && message.id === request.id) {
            // Once the server has said something, the error is its own, and the call has run.
            const outcome = isRunning ? undefined : outcomeOfAnswer(message)
            return outcome ? { outcome, answer: message } : this.#answered(request, message, reply.sessionId)
          }
          isRunning = true
          this.#pass(message)
        }
      }
      return { outcome: 'unsure', error: new Error('The answer broke off.') }
    } catch (error) {
      return { outcome: outcomeOfError(error), error }
    }
  }

  /** What a server asks or tells. An answer to something else is forged: the call that it names has an answer of its own. */
  #pass(message: Message): void {
    if (!isAnswer(message)) {
      this.#options.toClient(message)
    }
  }

  #answered(request: Request, answer: Message, sessionId: string | undefined): { answer: Message } {
    if (request.method === 'initialize') {
      this.#session.opened(request, answer, sessionId)
    }
    return { answer }
  }

  async #failed(asked: Asked, trouble: Trouble): Promise<Message> {
    const { request } = asked
    asked.outcome = trouble.outcome
    const text = await this.#options.words(trouble)
    return request.method === 'tools/call'
      ? failedTool(request.id, text)
      : errorAnswer(request.id, CODES.internal, text)
  }

  /** A notification, or the answer to what the server asked. Nobody waits for it, so a failure has nobody to be told to. */
  async #tell(message: Message): Promise<void> {
    try {
      const signal = AbortSignal.timeout(60_000)
      const reply = await this.#options.upstream(message, { ...this.#session.headersFor(message), signal })

      if (message.method === 'notifications/initialized') {
        this.#session.confirmed(message)
      }
      if (reply.kind === 'messages') {
        for await (const each of reply.messages) {
          this.#pass(each)
        }
      }
    } catch {
      // As above.
    }
  }

  async #cancel(message: Message): Promise<void> {
    const id = paramsOf(message).requestId
    const running = id === undefined ? undefined : this.#running.get(id)
    // What the server does not have must not reach it any more; else it hears of it before its line is cut, unless it hangs.
    if (running?.isOut === false) {
      running.ends.abort()
    }
    await Promise.race([this.#tell(message), sleep(CANCEL_GRACE_MS, undefined, { ref: false })])
    running?.ends.abort()
  }

  /** A cold start takes longer than many clients wait without a sign. */
  #sayStarting(request: Request, outcome: Outcome, count: number): void {
    const progressToken = paramsOf(request)._meta?.progressToken

    if (progressToken !== undefined && outcome === 'starting') {
      const params = { progressToken, progress: count + 1, message: 'The server is starting.' }
      this.#options.toClient({ jsonrpc: '2.0', method: 'notifications/progress', params })
    }
  }
}
