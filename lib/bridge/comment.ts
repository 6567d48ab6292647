import { isAnswer, type Message } from '@/lib/bridge/message'
import { contentText } from '@/lib/mcp/json-values'

/** Words of a refusal by AWS or by the server itself, in answers that are no errors for MCP. */
const REFUSED =
  /denied by security policy|AccessDenied|UnauthorizedOperation|not authorized to perform|ExpiredToken|InvalidClientTokenId|OptInRequired|SignatureDoesNotMatch|Unable to locate credentials|error_code"?:\s*"/
const MOST_CHARACTERS = 20_000

/** Whether a tool's result says that something was refused, which deserves a word on why. Cheap, for each answer. */
export function isRefusal(message: Message): boolean {
  return isAnswer(message) && REFUSED.test(textIn(message))
}

/** The same answer, and at its end what Slipway knows of the refusal; as it is where nothing is known for likely. */
export async function withComment(message: Message): Promise<Message> {
  const { explainPasted } = await import('@/lib/troubles/explain/pasted')
  const [finding] = explainPasted(textIn(message)).findings

  if (!finding || finding.certainty === 'possible') {
    return message
  }
  const { title, cause, remedy, command } = finding
  const text = ['Slipway:', title, cause, ...remedy, ...(command === undefined ? [] : [command])].join('\n')
  const result = message.result as { content: unknown[] }
  return { ...message, result: { ...result, content: [...result.content, { type: 'text', text }] } }
}

/** The texts of a tool's result, unless they are long: a listing refuses nothing. */
function textIn({ result }: Message): string {
  const { content } = (result ?? {}) as { content?: unknown }
  const text = contentText(content)
  return text.length > MOST_CHARACTERS ? '' : text.replaceAll('\\"', '"')
}
