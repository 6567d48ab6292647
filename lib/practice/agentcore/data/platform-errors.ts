import { type Answer, Refusal } from '@/lib/practice/agentcore/answer'
import type { Outcome } from '@/lib/practice/agentcore/usage/session'
import type { ClientInfo } from '@/lib/practice/mcp/user-agent'
import type { RawRequest } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

/** JSON-RPC code, HTTP status and exception of what goes wrong on the MCP path (agentcore facts, section 2.4). */
const ERRORS = {
  unauthorized: [-32001, 401, 'UnauthorizedException'],
  throttled: [-32003, 200, 'ThrottlingException'],
  'not-found': [-32004, 200, 'ResourceNotFoundException'],
  conflict: [-32005, 200, 'RetryableConflictException'],
  validation: [-32006, 200, 'ValidationException'],
  'runtime-client': [-32010, 200, 'RuntimeClientError'],
  'not-acceptable': [-32011, 406, 'McpRequestUnacceptable'],
  internal: [-32603, 200, 'InternalServerException'],
} as const

export type PlatformError = keyof typeof ERRORS

/** AgentCore answers most of its own errors inside HTTP 200. `id` is that of the JSON-RPC request, as far as it can be read. */
export function platformAnswer(kind: PlatformError, message: string, id: RequestId): Answer & { body: string } {
  const [code, status, exception] = ERRORS[kind]
  return {
    status,
    headers: { 'content-type': 'application/json', ...(status === 200 ? {} : { 'x-amzn-errortype': exception }) },
    body: JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } }),
  }
}

/** Throttling and failures of the platform, which an MCP client gets inside HTTP 200 too; undefined for other errors. */
export function platformRefusal({ code, message }: ServiceError, { body }: RawRequest) {
  const { id } = readJsonRpc(body)

  if (code === 'ThrottlingException' || code === 'ServiceQuotaExceededException') {
    return platformAnswer('throttled', `Rate limit exceeded - ${message}`, id)
  }
  return code === 'InternalServerException' ? platformAnswer('internal', `Internal error - ${message}`, id) : undefined
}

export function refuse(kind: PlatformError, message: string, id: RequestId): Refusal {
  return new Refusal(platformAnswer(kind, message, id))
}

/** As the metrics count a request that threw this. */
export function outcomeOf(error: unknown): Outcome {
  const body = error instanceof Refusal && typeof error.answer.body === 'string' ? error.answer.body : ''
  const [, code] = /"code":(-?\d+)/.exec(body) ?? []

  if (error instanceof ServiceError && ['ThrottlingException', 'ServiceQuotaExceededException'].includes(error.code)) {
    return 'throttled'
  }
  if (code === String(ERRORS.throttled[0])) {
    return 'throttled'
  }
  const isUserError = error instanceof ServiceError ? error.status < 500 : code !== undefined
  return isUserError && code !== String(ERRORS.internal[0]) ? 'user-error' : 'system-error'
}

export type RequestId = string | number | null

export type JsonRpc = { id: RequestId; method?: string; client?: ClientInfo }

/** The parts of a JSON-RPC body that the platform itself looks at; of a batch or a broken body: nothing. */
export function readJsonRpc(body: Uint8Array): JsonRpc {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString('utf8'))

    if (typeof parsed !== 'object' || parsed === null) {
      return { id: null }
    }
    const { id, method, params } = parsed as { id?: unknown; method?: unknown; params?: unknown }
    const client = method === 'initialize' ? clientOf(params) : undefined
    return {
      id: typeof id === 'string' || typeof id === 'number' ? id : null,
      ...(typeof method === 'string' ? { method } : {}),
      ...(client ? { client } : {}),
    }
  } catch {
    return { id: null }
  }
}

function clientOf(params: unknown): ClientInfo | undefined {
  const { name, version } = (params as { clientInfo?: Partial<ClientInfo> } | undefined)?.clientInfo ?? {}
  return typeof name === 'string' && typeof version === 'string' ? { name, version } : undefined
}
