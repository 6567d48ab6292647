import { parseJson, recordOf, textOf } from '@/lib/mcp/json-values'
import type { Trouble } from '@/lib/mcp/model'

type CallResult = { isError?: boolean | undefined; structuredContent?: unknown; content?: unknown }

export type CallOutcome =
  | { ok: true; identity: { account: string; arn: string } }
  | { ok: false; trouble: Pick<Trouble, 'tool' | 'command'>; raw: string }

/**
 * Reads the answer of `call_aws` to `aws sts get-caller-identity`. A command's own failure hides inside a
 * successful tool result, and the member with the output is called `json` or `as_json` (agentcore facts, section 6.3).
 */
export function readCallerIdentity(result: CallResult): CallOutcome {
  const text = contentText(result.content)

  if (result.isError) {
    return { ok: false, trouble: { tool: text }, raw: text }
  }
  const command = firstCommand(result.structuredContent) ?? firstCommand(parseJson(text))
  const response = recordOf(command?.response)
  const failure = textOf(command?.error) ?? textOf(response?.error)

  if (failure !== undefined) {
    const code = textOf(response?.error_code) ?? textOf(command?.error_code)
    return { ok: false, trouble: { command: { message: failure, ...(code ? { code } : {}) } }, raw: failure }
  }
  const identity = recordOf(
    parseJson(textOf(response?.as_json) ?? textOf(response?.json) ?? textOf(command?.response) ?? ''),
  )
  const account = textOf(identity?.Account)
  const arn = textOf(identity?.Arn)

  if (account === undefined || arn === undefined) {
    return { ok: false, trouble: { tool: 'The answer holds no account and no ARN.' }, raw: text }
  }
  return { ok: true, identity: { account, arn } }
}

/** `{ result: [...] }`, `[...]` or one object: releases of the server differ. */
function firstCommand(value: unknown): Record<string, unknown> | undefined {
  const list = recordOf(value)?.result ?? value
  return recordOf(Array.isArray(list) ? list[0] : list)
}

export function contentText(content: unknown): string {
  const parts = Array.isArray(content) ? content : []
  return parts.map((part) => textOf(recordOf(part)?.text) ?? '').join('\n')
}
