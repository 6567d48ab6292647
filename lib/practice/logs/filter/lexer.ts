import { FilterPatternError } from '@/lib/practice/logs/filter/error'
import { linearRegex, type TextTest } from '@/lib/practice/logs/filter/linear-regex'

export type Token =
  | { type: 'symbol'; text: string }
  | { type: 'word'; text: string }
  | { type: 'quoted'; text: string }
  | { type: 'regex'; regex: TextTest }
  | { type: 'selector'; text: string }

const SPACE = /\s+/y
const SYMBOL = /&&|\|\||!=|<=|>=|\.\.\.|[()[\]{},=<>]/y
const QUOTED = /"((?:[^"\\]|\\.)*)"/sy
const REGEX = /%([^%]+)%/y
const SELECTOR = /\$(?:\.?\[(?:\d+|\*|'[^']*'|"[^"]*")\]|\.(?:\*|[^\s.()[\]{},=<>!&|%"'*]+))+/y
const WORD = /[^\s()[\]{},=<>!&|%"]+/y

/** AWS's own subset of regular expressions, without groups. Several stars would still take for ever in a RegExp. */
const ALLOWED_IN_REGEX =
  /^(?:\\[dDsSwWbB^$?[\]{}|\\*+./#=@:;,_-]|\\x[0-9a-fA-F]{2}|[\w\s^$?[\]{}|*+.,:;#=@/'"<>!&~-])+$/

/** The tokens of a JSON or space-delimited pattern. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0

  while (at < text.length) {
    const [token, length] = nextToken(text, at)
    at += length

    if (token) {
      tokens.push(token)
    }
  }
  return tokens
}

/** Compiles what stands between two `%`. */
export function compileRegex(source: string): TextTest {
  const regex = ALLOWED_IN_REGEX.test(source) ? linearRegex(source) : undefined

  if (!regex) {
    throw new FilterPatternError()
  }
  return regex
}

export function withoutEscapes(text: string): string {
  return text.replace(/\\(.)/gs, '$1')
}

function nextToken(text: string, at: number): [token: Token | undefined, length: number] {
  const space = match(SPACE, text, at)

  if (space) {
    return [undefined, space[0].length]
  }
  const symbol = match(SYMBOL, text, at)

  if (symbol) {
    return [{ type: 'symbol', text: symbol[0] }, symbol[0].length]
  }
  const quoted = match(QUOTED, text, at)

  if (quoted) {
    return [{ type: 'quoted', text: withoutEscapes(quoted[1] ?? '') }, quoted[0].length]
  }
  const regex = match(REGEX, text, at)

  if (regex) {
    return [{ type: 'regex', regex: compileRegex(regex[1] ?? '') }, regex[0].length]
  }
  const selector = match(SELECTOR, text, at)

  if (selector) {
    return [{ type: 'selector', text: selector[0] }, selector[0].length]
  }
  const word = match(WORD, text, at)

  if (word) {
    return [{ type: 'word', text: word[0] }, word[0].length]
  }
  throw new FilterPatternError()
}

function match(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at
  return expression.exec(text)
}
