import { isRequest, type Message } from '@/lib/bridge/message'

/** The revision without handshake and sessions: each request says who asks, and in which revision (MCP 2026-07-28). */
export const MODERN = '2026-07-28'
export const UNSUPPORTED_VERSION = -32022
export const METHOD_NOT_FOUND = -32601

const VERSION = 'io.modelcontextprotocol/protocolVersion'
const INFO = 'io.modelcontextprotocol/clientInfo'
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities'
const LOG_LEVEL = 'io.modelcontextprotocol/logLevel'

/** Header `Mcp-Name` repeats one member of the parameters; of these methods only. */
const NAMED: Record<string, string> = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri' }
/** Results that say how long they may be kept; nothing here promises any time. */
const CACHEABLE = /^(server\/discover|resources\/read|(tools|prompts|resources|resources\/templates)\/list)$/

export type Introduction = { info: Record<string, unknown>; capabilities: Record<string, unknown> }

type Params = { _meta?: Record<string, unknown>; [name: string]: unknown }

/** Who asks, of a request in the modern form; undefined of any other message. */
export function introductionOf(message: Message): Introduction | undefined {
  const meta = metaOf(message)
  return meta && typeof meta[VERSION] === 'string'
    ? { info: objectOf(meta[INFO]), capabilities: objectOf(meta[CAPABILITIES]) }
    : undefined
}

/** The same request in the modern form. */
export function withIntroduction(message: Message, { info, capabilities }: Introduction, logLevel?: unknown): Message {
  const params = (message.params ?? {}) as Params
  const meta = {
    ...params._meta,
    [VERSION]: MODERN,
    [INFO]: info,
    [CAPABILITIES]: capabilities,
    ...(logLevel === undefined ? {} : { [LOG_LEVEL]: logLevel }),
  }
  return { ...message, params: { ...params, _meta: meta } }
}

/** The same request without what only the modern form has. */
export function withoutIntroduction(message: Message): Message {
  const { _meta = {}, inputResponses: _, requestState: __, ...params } = (message.params ?? {}) as Params
  const { [VERSION]: ___, [INFO]: ____, [CAPABILITIES]: _____, [LOG_LEVEL]: ______, ...meta } = _meta
  const isBare = Object.keys(meta).length === 0
  return { ...message, params: isBare ? params : { ...params, _meta: meta } }
}

/** A result as the modern form has it: whole, and not to be kept. */
export function completed(method: string, result: Record<string, unknown>): Record<string, unknown> {
  const kept = CACHEABLE.test(method) ? { ttlMs: 0, cacheScope: 'private' } : {}
  return { ...kept, ...result, resultType: 'complete' }
}

/** Headers that repeat what the body of a modern request says; none for other messages. */
export function modernHeaders(message: Message): Record<string, string> {
  const version = metaOf(message)?.[VERSION]

  if (typeof version !== 'string' || !isRequest(message)) {
    return {}
  }
  const name = (message.params as Params)[NAMED[message.method] ?? '']
  return {
    'mcp-protocol-version': version,
    'mcp-method': message.method,
    ...(typeof name === 'string' ? { 'mcp-name': headerText(name) } : {}),
  }
}

/** Signs that a header can't hold go as base64 between these marks (SEP-2243). */
function headerText(text: string): string {
  return /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text) && !text.startsWith('=?base64?')
    ? text
    : `=?base64?${Buffer.from(text).toString('base64')}?=`
}

function metaOf({ params }: Message): Record<string, unknown> | undefined {
  const { _meta: meta } = objectOf(params)
  return typeof meta === 'object' && meta !== null ? (meta as Record<string, unknown>) : undefined
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
