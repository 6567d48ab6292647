import type { RequestContext } from '@/lib/policies/evaluate/context'
import { MANY, ONE } from '@/lib/policies/language/wildcards'

/**
 * Turns pattern text into tokens. With a context, `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}` are resolved;
 * without one (policies of version 2008-10-17) they are plain text. What a variable brings in is literal: its stars match only stars.
 * Undefined when a variable has no single value and no default: then nothing matches. Source: IAM user guide, "Variables and tags".
 */
export function tokenize(text: string, context?: RequestContext): number[] | undefined {
  const tokens: number[] = []
  let position = 0

  while (position < text.length) {
    const variable = context && variableAt(text, position)

    if (variable) {
      const value = resolve(variable.body, context)

      if (value === undefined) {
        return undefined
      }
      pushLiteral(tokens, value)
      position = variable.end
    } else {
      tokens.push(wildcard(text.charCodeAt(position)))
      position += 1
    }
  }
  return tokens
}

/** The text with its variables resolved, for operators without wildcards. */
export function resolveText(text: string, context?: RequestContext): string | undefined {
  if (!context) {
    return text
  }
  let resolved = ''
  let position = 0

  while (position < text.length) {
    const variable = variableAt(text, position)
    const value = variable ? resolve(variable.body, context) : text.charAt(position)

    if (value === undefined) {
      return undefined
    }
    resolved += value
    position = variable?.end ?? position + 1
  }
  return resolved
}

function variableAt(text: string, position: number): { body: string; end: number } | undefined {
  if (!text.startsWith('${', position)) {
    return undefined
  }
  const end = text.indexOf('}', position)
  return end < 0 ? undefined : { body: text.slice(position + 2, end), end: end + 1 }
}

function resolve(body: string, context: RequestContext): string | undefined {
  if (body === '*' || body === '?' || body === '$') {
    return body
  }
  const comma = body.indexOf(',')
  const key = (comma < 0 ? body : body.slice(0, comma)).trim()
  const values = context.get(key)

  if (values?.length === 1) {
    return values[0]
  }
  const fallback = comma < 0 ? undefined : /^\s*'(.*)'\s*$/s.exec(body.slice(comma + 1))?.[1]
  return fallback?.replaceAll("''", "'")
}

function pushLiteral(tokens: number[], value: string): void {
  for (let index = 0; index < value.length; index++) {
    tokens.push(value.charCodeAt(index))
  }
}

function wildcard(unit: number): number {
  if (unit === STAR) {
    return MANY
  }
  return unit === QUESTION_MARK ? ONE : unit
}

const STAR = 42
const QUESTION_MARK = 63
