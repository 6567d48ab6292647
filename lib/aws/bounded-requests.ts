import 'server-only'
import { pipeline, type Readable, Transform } from 'node:stream'
import { answerCounter, asOneCall, conversationSignal, reasonOf, tooSlow } from '@/lib/aws/conversation'
import type { AwsClients } from '@/lib/aws/read-clients'
import { AppError } from '@/lib/result'

type Handler = AwsClients['sts']['config']['requestHandler']
type Client = AwsClients[keyof AwsClients]
type Stack = AwsClients['sts']['middlewareStack']

/**
 * Gives each call of a client an end, its attempts taken together (`asOneCall`), and each request: `limitMs` for the whole of it (the
 * SDK's own time-out is for silence), a limit on the answer's size, and the signal of the conversation. What passes a limit is cut off
 * and told as an AppError, which is not retried.
 */
export function boundRequests(client: Client, limitMs: number): void {
  // The clients' stacks differ in the types of what goes through them only.
  const middlewareStack = client.middlewareStack as Stack
  middlewareStack.add((next) => (args) => asOneCall(() => next(args)), {
    name: 'asOneCall',
    step: 'initialize',
    priority: 'high',
  })
  const { requestHandler } = client.config
  const send: Handler['handle'] = requestHandler.handle.bind(requestHandler)

  requestHandler.handle = async (request, options) => {
    const ends = new AbortController()
    const others = [conversationSignal(), signalOf(options)]
    const signal = AbortSignal.any([ends.signal, ...others.filter((other) => other !== undefined)])
    const timer = setTimeout(() => ends.abort(tooSlow(limitMs)), limitMs)
    const release = () => clearTimeout(timer)

    try {
      const { response } = await send(request, { ...options, abortSignal: signal })
      refuseCompressed(response)
      response.body = bounded(response.body, signal, release)
      return { response }
    } catch (error) {
      release()
      throw signal.aborted ? reasonOf(signal) : error
    }
  }
}

/** The SDK also takes older signals, which Slipway never gives it. */
function signalOf(options: object | undefined): AbortSignal | undefined {
  const { abortSignal } = (options ?? {}) as { abortSignal?: unknown }
  return abortSignal instanceof AbortSignal ? abortSignal : undefined
}

/** The SDK asks for none and unpacks none: it would take the bytes for text, copy them several times and quote them. */
function refuseCompressed({ headers, body }: { headers: Record<string, string>; body?: Readable }): void {
  const encoding = headers['content-encoding'] ?? 'identity'

  if (encoding !== 'identity') {
    body?.destroy()
    throw new AppError({
      code: 'refused',
      message: 'AWS sent a compressed answer, which Slipway did not ask for, so it was not read.',
      remedy: 'If an endpoint of your own or a proxy answers here, look at it.',
    })
  }
}

/** The same body, which fails at the first byte that is too many, and when the signal aborts. */
function bounded(body: Readable, signal: AbortSignal, release: () => void): Readable {
  const count = answerCounter()
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        count(chunk)
        done(null, chunk)
      } catch (error) {
        done(error as Error)
      }
    },
  })
  const end = () => counted.destroy(reasonOf(signal))
  signal.addEventListener('abort', end, { once: true })
  pipeline(body, counted, () => {
    release()
    signal.removeEventListener('abort', end)
  })
  return counted
}
