import 'server-only'
import { ProtocolError } from '@modelcontextprotocol/client'
import { failureOf } from '@/lib/aws/attempt'
import type { FailedCall } from '@/lib/mcp/model'

/** Sorts what a call threw into its layer. HTTP goes first: the MCP client wraps refusals in errors of its own. */
export function failedCallOf(error: unknown, auth: FailedCall['auth'], http: FailedCall['http']): FailedCall {
  if (http) {
    return { auth, http, ...rpcInBody(http.body) }
  }
  if (ProtocolError.isInstance(error)) {
    return { auth, rpc: { code: error.code, message: error.message } }
  }
  const message = rootMessage(error)
  const kind = /timed? ?out|TimeoutError/i.test(`${nameOf(error)} ${message}`) ? 'timeout' : 'network'
  return { auth, transport: { kind, message } }
}

/** True while a container may still be starting (agentcore facts, section 2.4: retry two or three times). */
export function isColdStart({ rpc, http }: FailedCall): boolean {
  return rpc?.code === -32010 || http?.status === 424
}

/** True when AgentCore does not know the session any more: after 15 minutes without a call, or when it was ended. */
export function isSessionLoss({ rpc, http }: FailedCall): boolean {
  return rpc?.code === -32004 || http?.status === 404
}

/** AgentCore repeats the JSON-RPC code in the body of a 401, 403 or 406. */
function rpcInBody(body: string): Pick<FailedCall, 'rpc'> {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown; message?: unknown } }
    const { code, message } = error ?? {}
    return typeof code === 'number' && typeof message === 'string' ? { rpc: { code, message } } : {}
  } catch {
    return {}
  }
}

/** Credentials that don't resolve surface from inside the signing fetch. */
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error)
  }
  if (/Credentials|TokenProvider|AppError/.test(error.name)) {
    return failureOf(error).message
  }
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : ''
}
