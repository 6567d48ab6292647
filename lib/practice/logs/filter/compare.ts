import { FilterPatternError } from '@/lib/practice/logs/filter/error'
import type { Cursor } from '@/lib/practice/logs/filter/expression'
import type { Token } from '@/lib/practice/logs/filter/lexer'

type Value = string | number
export type Comparison = (value: Value) => boolean

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** `= 4*`, `!= "x"`, `>= 3`, `= %4\d\d%`. Undefined when no comparison follows. */
export function parseComparison(tokens: Cursor): Comparison | undefined {
  const operator = ['!=', '<=', '>=', '=', '<', '>'].find((symbol) => tokens.take(symbol))
  return operator === undefined ? undefined : comparison(operator, tokens.next())
}

/** A text's number, for comparing with one. */
function asNumber(value: Value): number | undefined {
  if (typeof value === 'number') {
    return value
  }
  return NUMBER.test(value) ? Number(value) : undefined
}

/** `*` stands for any characters. Linear: each piece is looked for once, from left to right. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()

  if (last === undefined) {
    return text === first
  }
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) {
    return false
  }
  let at = first.length

  for (const piece of rest) {
    const found = text.indexOf(piece, at)

    if (found < 0) {
      return false
    }
    at = found + piece.length
  }
  return at <= text.length - last.length
}

function comparison(operator: string, right: Token): Comparison {
  const isNegated = operator === '!='

  if (operator === '=' || isNegated) {
    const isEqual = equality(right)
    return (value) => isEqual(value) !== isNegated
  }
  const limit = right.type === 'word' ? asNumber(right.text) : undefined

  if (limit === undefined) {
    throw new FilterPatternError()
  }
  return (value) => {
    const number = asNumber(value)
    return number !== undefined && isOrdered(operator, number, limit)
  }
}

function equality(right: Token): Comparison {
  if (right.type === 'regex') {
    return (value) => right.regex.test(String(value))
  }
  if (right.type !== 'quoted' && right.type !== 'word') {
    throw new FilterPatternError()
  }
  const number = right.type === 'word' ? asNumber(right.text) : undefined

  if (number !== undefined) {
    return (value) => asNumber(value) === number
  }
  // An unquoted `4*` is meant for numbers too: status codes are the usual case.
  const isForNumbers = right.type === 'word'
  return (value) => (typeof value === 'string' || isForNumbers) && matchesWildcard(right.text, String(value))
}

function isOrdered(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    default:
      return left >= right
  }
}
