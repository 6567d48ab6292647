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
  const text = textOf(result.content)

  if (result.isError) {
    return { ok: false, trouble: { tool: text }, raw: text }
  }
  const command = firstCommand(result.structuredContent) ?? firstCommand(parse(text))
  const response = record(command?.response)
  const failure = string(command?.error) ?? string(response?.error)

  if (failure !== undefined) {
    const code = string(response?.error_code) ?? string(command?.error_code)
    return { ok: false, trouble: { command: { message: failure, ...(code ? { code } : {}) } }, raw: failure }
  }
  const identity = record(parse(string(response?.as_json) ?? string(response?.json) ?? string(command?.response) ?? ''))
  const account = string(identity?.Account)
  const arn = string(identity?.Arn)

  if (account === undefined || arn === undefined) {
    return { ok: false, trouble: { tool: 'The answer holds no account and no ARN.' }, raw: text }
  }
  return { ok: true, identity: { account, arn } }
}

/** `{ result: [...] }`, `[...]` or one object: releases of the server differ. */
function firstCommand(value: unknown): Record<string, unknown> | undefined {
  const list = record(value)?.result ?? value
  return record(Array.isArray(list) ? list[0] : list)
}

function textOf(content: unknown): string {
  const parts = Array.isArray(content) ? content : []
  return parts.map((part) => string(record(part)?.text) ?? '').join('\n')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
