import { randomUUID } from 'node:crypto'
import { isAnswer, type Message } from '@/lib/bridge/message'
import { toText } from '@/lib/json'

/** How long a person may take to answer. */
const ANSWER_LIMIT_MS = 10 * 60_000

export type OwnRequests = {
  /** Asks the client, and resolves with its answer; undefined when none came. */
  ask: (method: string, params: Record<string, unknown>) => Promise<Message | undefined>
  /** True for an answer to a request of the bridge's own, which is nobody else's business. */
  take: (message: Message) => boolean
}

/** Requests that the bridge itself makes of the client. A server that guessed an id would get the person's yes by a question of its own. */
export function ownRequests(toClient: (message: Message) => void, limitMs = ANSWER_LIMIT_MS): OwnRequests {
  const waiting = new Map<string, (answer: Message | undefined) => void>()

  return {
    ask: (method, params) => {
      const id = `slipway-bridge-${randomUUID()}`
      return new Promise((resolve) => {
        const timer = setTimeout(() => finish(undefined), limitMs)
        timer.unref()
        const finish = (answer: Message | undefined) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(answer)
        }
        waiting.set(id, finish)
        toClient({ jsonrpc: '2.0', id, method, params })
      })
    },
    take: (message) => {
      const finish = isAnswer(message) ? waiting.get(toText(message.id)) : undefined
      finish?.(message)
      return finish !== undefined
    },
  }
}
