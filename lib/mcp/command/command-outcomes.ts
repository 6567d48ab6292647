import { contentText, parseJson, recordOf, textOf } from '@/lib/mcp/json-values'
import type { CommandFailure } from '@/lib/mcp/model'

/** What one command of `call_aws` came to. */
export type CommandOutcome = {
  command: string
  /** `s3:ListBuckets`, as the server names them. */
  operation?: string
  failure?: CommandFailure | undefined
  /** What AWS answered, when it is JSON. */
  data?: unknown
  /** What the command printed, when it is not. */
  text?: string
}

type ToolAnswer = { structuredContent?: unknown; content?: unknown }

/**
 * The commands inside an answer of `call_aws`; none when it holds none. A command's failure hides in an answer that
 * succeeded, and the output is called `json` or `as_json` (agentcore facts, section 6.3).
 */
export function commandOutcomes({ structuredContent, content }: ToolAnswer): CommandOutcome[] {
  const list = listOf(structuredContent) ?? listOf(parseJson(contentText(content))) ?? []
  return list.flatMap((item) => {
    const entry = recordOf(item)
    return entry && ('response' in entry || 'error' in entry) ? [outcomeOf(entry)] : []
  })
}

/** `{ result: [...] }`, `[...]` or one object: releases of the server differ. */
function listOf(value: unknown): unknown[] | undefined {
  const list = recordOf(value)?.result ?? value
  return Array.isArray(list) ? list : recordOf(list) && [list]
}

function outcomeOf(entry: Record<string, unknown>): CommandOutcome {
  const response = recordOf(entry.response)
  const metadata = recordOf(entry.metadata)
  const failure = failureOf(entry)
  const operation = textOf(metadata?.operation)
  const output = textOf(response?.as_json) ?? textOf(response?.json) ?? textOf(entry.response)
  const data = output === undefined ? undefined : parseJson(output)

  return {
    command: textOf(entry.cli_command) ?? '',
    ...(operation === undefined ? {} : { operation: `${textOf(metadata?.service) ?? 'aws'}:${operation}` }),
    failure,
    ...(failure === undefined && data !== undefined ? { data } : {}),
    ...(failure === undefined && data === undefined && output !== undefined ? { text: output } : {}),
  }
}

/** Releases before 1.3.17 say `{ error: true, detail }`. */
function failureOf(entry: Record<string, unknown>): CommandFailure | undefined {
  const response = recordOf(entry.response)
  const message =
    textOf(entry.error) ?? textOf(response?.error) ?? (entry.error === true ? textOf(entry.detail) : undefined)

  if (message === undefined) {
    return undefined
  }
  const code = textOf(response?.error_code) ?? textOf(entry.error_code)
  const isUnsent = !entry.response && code === undefined && !BEGUN.test(message)
  return { message, code, ...(isUnsent ? { isUnsent } : {}) }
}

/** The words for a command that was on its way. An error without a response and without them is the server's own refusal. */
const BEGUN = /^Error while executing|An error occurred \(/
