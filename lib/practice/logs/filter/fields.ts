import { type Comparison, parseComparison } from '@/lib/practice/logs/filter/compare'
import { FilterPatternError } from '@/lib/practice/logs/filter/error'
import { type Condition, type Cursor, cursor, parseCondition } from '@/lib/practice/logs/filter/expression'
import { tokenize } from '@/lib/practice/logs/filter/lexer'

type Field = 'rest' | Condition<string>

const QUOTED = /"((?:[^"\\]|\\.)*)"/sy
const PLAIN = /\S+/y
const SPACE = /\s*/y

/**
 * `[ip, user, ..., status = 4* || status = 5*, bytes > 1000]`. The event must have as many fields as the pattern, unless one of the
 * pattern's is `...`. Text in quotation marks or square brackets is one field.
 */
export function parseFieldsPattern(text: string): (message: string) => boolean {
  const tokens = cursor(tokenize(text))
  tokens.expect('[')
  const fields: Field[] = []

  do {
    fields.push(parseField(tokens))
  } while (tokens.take(','))
  tokens.expect(']')
  const rest = fields.indexOf('rest')

  if (tokens.peek() || rest !== fields.lastIndexOf('rest')) {
    throw new FilterPatternError()
  }
  return (message) => matchFields(fields, rest, splitFields(message))
}

/** The fields of a space-delimited event, without their quotation marks or brackets. Linear, also for a hostile line. */
function splitFields(message: string): string[] {
  const fields: string[] = []
  const open = { quoted: true, bracketed: true }
  let at = message.search(/\S|$/)

  while (at < message.length) {
    const [field, length] = readField(message, at, open)
    fields.push(field)
    at = skipSpace(message, at + length)
  }
  return fields
}

/** `open` remembers that no closing mark is left, so that each is looked for in vain only once. */
function readField(
  message: string,
  at: number,
  open: { quoted: boolean; bracketed: boolean },
): [field: string, length: number] {
  if (message[at] === '"' && open.quoted) {
    QUOTED.lastIndex = at
    const found = QUOTED.exec(message)

    if (found) {
      return [found[1] ?? '', found[0].length]
    }
    open.quoted = false
  }
  if (message[at] === '[' && open.bracketed) {
    const end = message.indexOf(']', at)

    if (end >= 0) {
      return [message.slice(at + 1, end), end + 1 - at]
    }
    open.bracketed = false
  }
  PLAIN.lastIndex = at
  const plain = PLAIN.exec(message)?.[0] ?? ''
  return [plain, plain.length]
}

function skipSpace(message: string, at: number): number {
  SPACE.lastIndex = at
  return at + (SPACE.exec(message)?.[0].length ?? 0)
}

function parseField(tokens: Cursor): Field {
  if (tokens.take('...')) {
    return 'rest'
  }
  const names = new Set<string>()
  const condition = parseCondition(tokens, (inner) => parseAtom(inner, names))

  if (names.size !== 1) {
    throw new FilterPatternError()
  }
  return condition
}

function parseAtom(tokens: Cursor, names: Set<string>): Condition<string> {
  const name = tokens.next()

  if (name.type !== 'word' && name.type !== 'selector') {
    throw new FilterPatternError()
  }
  names.add(name.text)
  const compare: Comparison | undefined = parseComparison(tokens)
  return (value) => compare?.(value) ?? true
}

function matchFields(fields: Field[], rest: number, values: string[]): boolean {
  if (rest < 0 ? values.length !== fields.length : values.length < fields.length - 1) {
    return false
  }
  const shift = values.length - fields.length
  return fields.every((field, i) => {
    const value = values[rest < 0 || i < rest ? i : i + shift]
    return field === 'rest' || (value !== undefined && field(value))
  })
}
