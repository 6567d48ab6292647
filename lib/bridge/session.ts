import { isAnswer, type Message, paramsOf, type Request } from '@/lib/bridge/message'
import type { Sending, Upstream } from '@/lib/bridge/upstream'
import { toText } from '@/lib/json'

const REOPEN_LIMIT_MS = 120_000
const REOPEN_ID = 'slipway-bridge-initialize'

export type Session = {
  /** Counts the sessions: a request that was sent in an older one may go again in this one. */
  readonly generation: number
  /** Capabilities and name that the client gave; undefined before it did. */
  readonly client: { capabilities: Record<string, unknown>; name: string } | undefined
  readonly sessionId: string | undefined
  headersFor: (message: Message) => Pick<Sending, 'sessionId' | 'protocolVersion'>
  opened: (request: Request, answer: Message, sessionId: string | undefined) => void
  confirmed: (notification: Message) => void
  /** Begins a session anew after `generation` was lost, once for all who lost it. True when there is one. */
  reopen: (generation: number) => Promise<boolean>
}

/** What of the handshake has to be said again when AgentCore ended the session: idle, at its age, for a new version. */
export function openSession(upstream: Upstream): Session {
  let request: Request | undefined
  let confirmation: Message | undefined
  let sessionId: string | undefined
  let protocolVersion: string | undefined
  let generation = 0
  let reopening: Promise<boolean> | undefined

  async function begin(): Promise<boolean> {
    if (!request) {
      // A client without a handshake (2026-07-28) has nothing to say again: its next request begins a session.
      sessionId = undefined
      generation += 1
      return true
    }
    const again = { ...request, id: REOPEN_ID }
    const reply = await upstream(again, { signal: AbortSignal.timeout(REOPEN_LIMIT_MS) })

    if (reply.kind !== 'messages') {
      return false
    }
    for await (const message of reply.messages) {
      if (isAnswer(message) && message.id === REOPEN_ID && 'result' in message) {
        sessionId = reply.sessionId
        protocolVersion = versionIn(message)
        generation += 1
        const notification = confirmation ?? { jsonrpc: '2.0', method: 'notifications/initialized' }
        await upstream(notification, { sessionId, protocolVersion, signal: AbortSignal.timeout(REOPEN_LIMIT_MS) })
        return true
      }
    }
    return false
  }

  return {
    get generation() {
      return generation
    },
    get client() {
      return request && clientIn(request)
    },
    get sessionId() {
      return sessionId
    },
    headersFor: (message) => (message.method === 'initialize' ? {} : { sessionId, protocolVersion }),
    opened: (by, answer, id) => {
      request = by
      sessionId = id
      protocolVersion = versionIn(answer)
      generation += 1
    },
    confirmed: (notification) => {
      confirmation = notification
    },
    reopen: (lost) => {
      if (lost !== generation) {
        return Promise.resolve(true)
      }
      reopening ??= begin()
        .catch(() => false)
        .finally(() => {
          reopening = undefined
        })
      return reopening
    },
  }
}

function versionIn({ result }: Message): string | undefined {
  const { protocolVersion } = (result ?? {}) as { protocolVersion?: unknown }
  return typeof protocolVersion === 'string' ? protocolVersion : undefined
}

function clientIn(request: Request): NonNullable<Session['client']> {
  const { capabilities, clientInfo } = paramsOf(request) as {
    capabilities?: Record<string, unknown>
    clientInfo?: { name?: unknown }
  }
  return { capabilities: capabilities ?? {}, name: toText(clientInfo?.name ?? 'unnamed') }
}
