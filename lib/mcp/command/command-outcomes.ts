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

type ToolAnswer = { isError?: boolean | undefined; structuredContent?: unknown; content?: unknown }

/**
 * The commands inside an answer of `call_aws`; none when it holds none. A command's failure hides in an answer that
 * succeeded, and the output is called `json` or `as_json` (agentcore facts, section 6.3).
 */
export function commandOutcomes({ isError, structuredContent, content }: ToolAnswer): CommandOutcome[] {
  if (isError) {
    return refusedIn(contentText(content))
  }
  const list = listOf(structuredContent) ?? listOf(parseJson(contentText(content))) ?? []
  return list.flatMap((item) => {
    const entry = recordOf(item)
    return entry && ('response' in entry || 'error' in entry) ? [outcomeOf(entry)] : []
  })
}

/** Releases before 1.3.17 fail as a tool where later ones answer with the command's error; the words are the same. */
function refusedIn(text: string): CommandOutcome[] {
  const error = THROWN.test(text) ? text.replace(THROWN, '') : undefined
  return error === undefined ? [] : [{ command: '', failure: failureOf({ error }) }]
}

const THROWN = /^Error calling tool '(?:\w+___)?call_aws': /

/** `{ result: [...] }`, `[...]` or one object: releases of the server differ. */
function listOf(value: unknown): unknown[] | undefined {
  const list = recordOf(value)?.result ?? value
  return Array.isArray(list) ? list : recordOf(list) && [list]
}

function outcomeOf(entry: Record<string, unknown>): CommandOutcome {
  const metadata = recordOf(entry.metadata)
  const failure = failureOf(entry)
  const operation = textOf(metadata?.operation)

  return {
    command: textOf(entry.cli_command) ?? '',
    ...(operation === undefined ? {} : { operation: `${textOf(metadata?.service) ?? 'aws'}:${operation}` }),
    failure,
    ...(failure === undefined ? outputOf(entry) : {}),
  }
}

/** Nothing where AWS answered nothing, as most operations do that delete something. */
function outputOf(entry: Record<string, unknown>): Pick<CommandOutcome, 'data' | 'text'> {
  const response = recordOf(entry.response)
  const text = textOf(response?.as_json) ?? textOf(response?.json) ?? textOf(entry.response)
  const data = text === undefined ? undefined : parseJson(text)

  if (data === undefined) {
    return text === undefined ? {} : { text }
  }
  const answer = withoutMetadata(data)
  return answer === undefined ? {} : { data: answer }
}

/** The server adds how the request went to what AWS answered, and puts what `--query` picked below `Result`. */
function withoutMetadata(data: unknown): unknown {
  const { ResponseMetadata: metadata, ...answer } = recordOf(data) ?? {}

  if (metadata === undefined) {
    return data
  }
  const names = Object.keys(answer)
  return names.length === 0 ? undefined : names.length === 1 && names[0] === 'Result' ? answer.Result : answer
}

/** The earliest releases said `{ error: true, detail }`. */
function failureOf(entry: Record<string, unknown>): CommandFailure | undefined {
  const response = recordOf(entry.response)
  const message =
    textOf(entry.error) ?? textOf(response?.error) ?? (entry.error === true ? textOf(entry.detail) : undefined)

  if (message === undefined) {
    return undefined
  }
  const code = textOf(response?.error_code) ?? textOf(entry.error_code)
  // 1.2.0 has a text for the output of the CLI's own commands, mostly an empty one.
  const hasRun = entry.response !== undefined && entry.response !== null
  const isUnsent = !hasRun && code === undefined && !BEGUN.test(message)
  return { message: reasonsIn(message), code, ...(isUnsent ? { isUnsent } : {}) }
}

/** The words for a command that was on its way. An error without a response and without them is the server's own refusal. */
const BEGUN = /^Error while executing|An error occurred \(/

/** Why the server takes a command for none, a line for each reason: it says so in JSON behind a sentence. */
function reasonsIn(message: string): string {
  const { validation_failures: invalid, missing_context_failures: missing } =
    recordOf(parseJson(message.replace(VALIDATING, ''))) ?? {}
  const reasons = [invalid, missing].flat().flatMap((each) => textOf(recordOf(each)?.reason) ?? [])
  return reasons.length === 0 ? message.trim() : reasons.join('\n')
}

const VALIDATING = /^Error while validating the command: (?=\{)/
