import { explanationOfCode } from '@/lib/mcp/explain/explain-codes'
import { explanationOfCreation } from '@/lib/mcp/explain/explain-creation'
import { explanationOfText } from '@/lib/mcp/explain/explain-texts'
import type { Explanation, Trouble } from '@/lib/mcp/model'

/**
 * What a failed call means. HTTP 200 is not success here: the innermost layer that complains is the one that
 * knows, and its words say more than its code (agentcore facts, sections 2.4, 2.5 and 3.4).
 */
export function explain(trouble: Trouble): Explanation {
  return explanationOfText(troubleText(trouble), trouble) ?? explanationOfCode(trouble)
}

/** What AWS's reason for a runtime that failed means; undefined for a reason that is not known. */
export function explainFailureReason(reason: string): Explanation | undefined {
  return explanationOfCreation(reason) ?? explanationOfText(reason, { auth: 'sigv4' })
}

/** The other side's own words, whichever layer they came from. */
export function troubleText({ command, tool, rpc, http, transport }: Trouble): string {
  if (command) {
    return [command.code, command.message].filter(Boolean).join(': ')
  }
  return tool ?? rpc?.message ?? (http ? messageOf(http.body) : transport?.message) ?? ''
}

/** The message of a JSON error body, or the body itself. */
function messageOf(body: string): string {
  try {
    const parsed = JSON.parse(body) as { message?: unknown; Message?: unknown; error?: { message?: unknown } }
    const message = parsed.error?.message ?? parsed.message ?? parsed.Message
    return typeof message === 'string' ? message : body
  } catch {
    return body
  }
}
