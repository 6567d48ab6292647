import 'server-only'
import { answerCounter, conversationSignal, eventCounter, reasonOf, tooSlow } from '@/lib/aws/conversation'

export type FetchLike = (url: string | URL, init?: RequestInit) => Promise<Response>

/** AgentCore ends a synchronous request after 15 minutes (agentcore facts, quotas); the MCP client gives up its own calls long before. */
const WHOLE_MS = 15 * 60_000

/**
 * A fetch whose answers end: at `limitMs` for the whole of it, at the answer's size after decompression, or with the conversation. In
 * a stream of events the size is that of one event. What passes a limit is cut off; reading the body then throws an AppError.
 */
export function boundedFetch(next: FetchLike = fetch, limitMs = WHOLE_MS): FetchLike {
  return async (url, init = {}) => {
    const ends = new AbortController()
    const others = [conversationSignal(), init.signal ?? undefined].filter((other) => other !== undefined)
    const signal = AbortSignal.any([ends.signal, ...others])
    const timer = setTimeout(() => ends.abort(tooSlow(limitMs)), limitMs)
    timer.unref()

    try {
      const response = await next(url, { ...init, signal })
      return counted(response, () => clearTimeout(timer))
    } catch (error) {
      clearTimeout(timer)
      throw ends.signal.aborted || conversationSignal()?.aborted ? reasonOf(signal) : error
    }
  }
}

function counted(response: Response, release: () => void): Response {
  const { body, status, statusText } = response

  if (!body) {
    release()
    return response
  }
  const count = response.headers.get('content-type')?.includes('text/event-stream') ? eventCounter() : answerCounter()
  const bounded = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        try {
          count(chunk)
          controller.enqueue(chunk)
        } catch (error) {
          release()
          throw error
        }
      },
      flush: release,
    }),
  )
  return new Response(bounded, { status, statusText, headers: response.headers })
}
