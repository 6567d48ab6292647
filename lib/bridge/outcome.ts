import type { Message } from '@/lib/bridge/message'
import { toText } from '@/lib/json'
import { AppError } from '@/lib/result'

/**
 * Why a request has no answer yet. All but `unsure` and `refused` are certain not to have run.
 * `lost`: AgentCore does not know the session. `expired`: what it was signed with is not valid any more.
 * `starting`: no container yet. `busy`: too many, or the session is being made. `unreached`: no connection came about.
 * `unsure`: it may have run. `refused`: it did not run, and trying again does not help.
 */
export type Outcome = 'lost' | 'expired' | 'starting' | 'busy' | 'unreached' | 'unsure' | 'refused'

/** JSON-RPC codes of AgentCore's own in answers of status 200 (agentcore facts, 2.4). -32001 comes with 401; else it is a server's time-out. */
const BY_CODE: Record<number, Outcome> = {
  [-32003]: 'busy',
  [-32004]: 'lost',
  [-32005]: 'busy',
}
const BY_STATUS: Record<number, Outcome> = { 401: 'expired', 404: 'lost', 409: 'busy', 424: 'starting', 429: 'busy' }
const CONTAINER_FAILED = -32010

/** It had a container, which broke off: the call may have run. */
const BROKE_OFF = /Received error|connection (was )?(reset|closed)/i
const EXPIRED = /expired|ExpiredToken|security token included in the request is (expired|invalid)/i
/** No byte of the request has left this computer. */
const NOT_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT|SSL|TLS/

/** Of an answer with an error that AgentCore made itself; undefined for an answer of the server. */
export function outcomeOfAnswer({ error }: Message): Outcome | undefined {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }

  if (code === CONTAINER_FAILED) {
    return BROKE_OFF.test(toText(message)) ? 'unsure' : 'starting'
  }
  return typeof code === 'number' ? BY_CODE[code] : undefined
}

export function outcomeOfStatus(status: number, body: string): Outcome {
  if (status === 403) {
    return EXPIRED.test(body) ? 'expired' : 'refused'
  }
  if (status === 424 && BROKE_OFF.test(body)) {
    return 'unsure'
  }
  return BY_STATUS[status] ?? (status >= 500 ? 'unsure' : 'refused')
}

/** Of what fetch threw. Its cause says how far the request came. */
export function outcomeOfError(error: unknown): Outcome {
  const cause = error instanceof Error ? error.cause : undefined
  const code = (cause as { code?: unknown } | undefined)?.code ?? (error as { code?: unknown } | undefined)?.code

  if (typeof code === 'string' && NOT_SENT.test(code)) {
    return 'unreached'
  }
  // What doesn't resolve throws before anything is sent: credentials, the runtime's name, a sign-in.
  const isBefore = error instanceof AppError || (error instanceof Error && /Credentials|TokenProvider/.test(error.name))
  return isBefore ? 'refused' : 'unsure'
}
