import { z } from 'zod'

/** One JSON-RPC 2.0 message of MCP. What the bridge does not read of it passes through as it is. */
export type Message = Record<string, unknown>
export type RequestId = string | number
export type Request = Message & { id: RequestId; method: string }

const requestId = z.union([z.string(), z.number()])
// One member of another shape must not hide the others: the guard looks at what the server will run.
const params = z.looseObject({
  name: z.string().optional().catch(undefined),
  arguments: z.record(z.string(), z.unknown()).optional().catch(undefined),
  protocolVersion: z.string().optional().catch(undefined),
  requestId: requestId.optional().catch(undefined),
  _meta: z
    .looseObject({ progressToken: requestId.optional().catch(undefined) })
    .optional()
    .catch(undefined),
})

export const CODES = { parse: -32700, invalidRequest: -32600, invalidParams: -32602, internal: -32603 } as const

export function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isRequest(message: Message): message is Request {
  return typeof message.method === 'string' && isId(message.id)
}

/** True for the answer to a request, a result or an error. */
export function isAnswer(message: Message): boolean {
  return message.method === undefined && ('result' in message || 'error' in message)
}

/** True for what may be told without an answer. Servers run what has a method and no proper id, too, so nothing else may pass. */
export function isNotification({ method, id }: Message): boolean {
  return typeof method === 'string' && method.startsWith('notifications/') && id === undefined
}

/** What the bridge reads of a message's parameters; a member of another shape is undefined. */
export function paramsOf(message: Message): Partial<z.infer<typeof params>> {
  const parsed = params.safeParse(message.params)
  return parsed.success ? parsed.data : {}
}

export function errorAnswer(id: RequestId | null, code: number, message: string, data?: unknown): Message {
  return { jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } }
}

/** A failure that the model reads: clients show results of tools, and many hide protocol errors. */
export function failedTool(id: RequestId, text: string): Message {
  return { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }], isError: true } }
}

function isId(value: unknown): value is RequestId {
  return typeof value === 'string' || typeof value === 'number'
}
