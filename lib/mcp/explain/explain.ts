import { explanationOfCode } from '@/lib/mcp/explain/codes'
import type { FailedCall } from '@/lib/mcp/model'
import { knownTrouble } from '@/lib/troubles/explain/known'
import type { Explanation, Layer, Place } from '@/lib/troubles/model'

/**
 * What a failed call means. HTTP 200 is not success here: the innermost layer that complains is the one that
 * knows, and its words say more than its code (agentcore facts, sections 2.4, 2.5 and 3.4).
 */
export function explain(call: FailedCall): Explanation {
  return knownTrouble(wordsOf(call), placeOf(call), layersOf(call)) ?? explanationOfCode(call)
}

function placeOf({ auth, http, command, tool }: FailedCall): Place {
  const from = command !== undefined || tool !== undefined ? 'answer' : 'call'
  return http ? { from, auth, status: http.status } : { from, auth }
}

/** What a server refuses by itself repeats the command's words, and those are no sign of a refused token or signature. */
function layersOf({ command }: FailedCall): Layer[] | undefined {
  return command?.isUnsent ? ['server'] : undefined
}

/** The other side's own words, whichever layer they came from. */
export function wordsOf({ command, tool, rpc, http, transport }: FailedCall): string {
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
