import { linearRegex, type TextTest } from '@/lib/practice/logs/filter/linear-regex'
import { AGGREGATES } from '@/lib/practice/logs/insights/aggregates'
import { FUNCTIONS, OTHER_FUNCTIONS } from '@/lib/practice/logs/insights/functions'
import type { Lexer, Token } from '@/lib/practice/logs/insights/lexer'
import { readPeriod } from '@/lib/practice/logs/insights/periods'
import type { Arithmetic, Comparison, Expression } from '@/lib/practice/logs/insights/query'
import { notHeld } from '@/lib/practice/wire/not-imitated'

/** Aggregates are for `stats` alone, and not for use within each other; what follows may name the columns that it made of them. */
type Aggregates = 'allowed' | ReadonlySet<string>

type Reader = { lexer: Lexer; aggregates: Aggregates; depth: number }

const NONE: ReadonlySet<string> = new Set()
const MAX_DEPTH = 50
const MAX_CHAIN = 500
const KEYWORDS = new Set(['and', 'or', 'not', 'like', 'in', 'as', 'by', 'asc', 'desc'])
const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=']
const ARITHMETIC: readonly (readonly string[])[] = [['+', '-'], ['*', '/', '%'], ['^']]

export function parseExpression(lexer: Lexer, aggregates: Aggregates = NONE): Expression {
  return either({ lexer, aggregates, depth: 0 })
}

/** Blanks don't tell two expressions apart. */
export function expressionKey(text: string): string {
  return text.replace(/\s+/g, '')
}

export function hasAggregate(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call':
      return AGGREGATES.has(expression.name) || expression.args.some(hasAggregate)
    case 'all':
    case 'any':
      return expression.of.some(hasAggregate)
    case 'not':
    case 'negative':
    case 'matches':
    case 'contains':
    case 'in':
      return hasAggregate(expression.of)
    case 'arithmetic':
    case 'compare':
      return hasAggregate(expression.left) || hasAggregate(expression.right)
    default:
      return false
  }
}

/** The regular expression between the slashes that begin here; `(?i)` before it stands for the flag. */
export function readRegex<T>(lexer: Lexer, compile: (source: string, flags: '' | 'i') => T | undefined): T | undefined {
  const found = lexer.takeRegex()

  if (!found) {
    return undefined
  }
  const isInsensitive = found.source.startsWith('(?i)')
  const source = isInsensitive ? found.source.slice(4) : found.source
  const compiled = compile(source, isInsensitive ? 'i' : found.flags)

  if (compiled !== undefined) {
    return compiled
  }
  try {
    new RegExp(source)
  } catch {
    throw lexer.unexpected({ ...lexer.peek(), at: found.at, end: found.end }, 'invalid regular expression found')
  }
  throw notHeld(`regular expressions of Logs Insights like ${source.slice(0, 100)}`)
}

function nested<T>(reader: Reader, read: (reader: Reader) => T): T {
  if (reader.depth >= MAX_DEPTH) {
    throw reader.lexer.unexpected()
  }
  return read({ ...reader, depth: reader.depth + 1 })
}

function either(reader: Reader): Expression {
  return joined(reader, 'or', 'any', (inner) => joined(inner, 'and', 'all', negation))
}

function joined(reader: Reader, word: string, kind: 'all' | 'any', read: (reader: Reader) => Expression): Expression {
  const first = read(reader)
  const of = [first]

  while (reader.lexer.takeWord(word)) {
    of.push(read(reader))
  }
  return of.length === 1 ? first : { kind, of }
}

function negation(reader: Reader): Expression {
  return reader.lexer.takeWord('not') ? { kind: 'not', of: nested(reader, negation) } : comparison(reader)
}

function comparison(reader: Reader): Expression {
  const { lexer } = reader
  const left = arithmetic(reader, 0)
  const { type, value } = lexer.peek()

  if (type === 'sign' && COMPARISONS.includes(value)) {
    lexer.next()
    return { kind: 'compare', sign: value as Comparison, left, right: arithmetic(reader, 0) }
  }
  if (lexer.takeSign('=~')) {
    return likeness(reader, left)
  }
  const isNegated = lexer.takeWord('not')

  if (lexer.takeWord('like')) {
    return negated(likeness(reader, left), isNegated)
  }
  if (lexer.takeWord('in')) {
    return negated({ kind: 'in', of: left, list: listOf(reader) }, isNegated)
  }
  if (isNegated) {
    throw lexer.unexpected()
  }
  return left
}

function negated(expression: Expression, isNegated: boolean): Expression {
  return isNegated ? { kind: 'not', of: expression } : expression
}

function likeness(reader: Reader, of: Expression): Expression {
  const at = reader.lexer.peek().at
  const pattern: TextTest | undefined = readRegex(reader.lexer, linearRegex)

  if (pattern) {
    return { kind: 'matches', of, pattern, source: reader.lexer.query.slice(at, reader.lexer.at) }
  }
  return { kind: 'contains', of, text: primary(reader) }
}

function listOf(reader: Reader): Expression[] {
  const list: Expression[] = []
  reader.lexer.expectSign('[')

  do {
    list.push(nested(reader, (inner) => arithmetic(inner, 0)))
  } while (reader.lexer.takeSign(','))
  reader.lexer.expectSign(']')
  return list
}

/** Left to right on each level; the power binds most. */
function arithmetic(reader: Reader, level: number): Expression {
  const signs = ARITHMETIC[level]

  if (!signs) {
    return unary(reader)
  }
  let left = arithmetic(reader, level + 1)

  for (let count = 0; isSign(reader.lexer.peek(), signs); count += 1) {
    if (count >= MAX_CHAIN) {
      throw reader.lexer.unexpected()
    }
    const sign = reader.lexer.next().value as Arithmetic
    left = { kind: 'arithmetic', sign, left, right: arithmetic(reader, level + 1) }
  }
  return left
}

function isSign({ type, value }: Token, signs: readonly string[]): boolean {
  return type === 'sign' && signs.includes(value)
}

function unary(reader: Reader): Expression {
  return reader.lexer.takeSign('-') ? { kind: 'negative', of: nested(reader, unary) } : primary(reader)
}

function primary(reader: Reader): Expression {
  const { lexer } = reader

  if (lexer.takeSign('(')) {
    const inner = nested(reader, either)
    lexer.expectSign(')')
    return inner
  }
  const token = lexer.peek()
  const isKeyword = !token.isQuoted && KEYWORDS.has(token.value.toLowerCase())

  if (token.type === 'sign' || token.type === 'end' || (token.type === 'name' && isKeyword)) {
    throw lexer.unexpected()
  }
  lexer.next()

  switch (token.type) {
    case 'string':
      return { kind: 'literal', value: token.value }
    case 'number':
      return { kind: 'literal', value: Number(token.value) }
    case 'duration':
      throw lexer.unexpected(token)
    case 'name':
      return !token.isQuoted && lexer.takeSign('(')
        ? nested(reader, (inner) => callOf(inner, token))
        : { kind: 'field', name: token.value }
  }
}

function callOf(reader: Reader, token: Token): Expression {
  const { lexer } = reader
  const name = token.value.toLowerCase()
  const aggregate = AGGREGATES.get(name)
  const isTimed = name === 'bin' || name === 'datefloor' || name === 'dateceil'
  const known = aggregate ?? FUNCTIONS.get(name) ?? (isTimed ? TIMED[name] : undefined)

  if (!known) {
    throw OTHER_FUNCTIONS.has(name)
      ? notHeld(`the function ${token.value} of Logs Insights`)
      : lexer.unexpected(token, `unknown function ${token.value} found`)
  }
  const args = argumentsOf({ ...reader, aggregates: aggregate ? NONE : reader.aggregates }, name)
  const text = expressionKey(lexer.query.slice(token.at, lexer.at))

  if (aggregate && reader.aggregates !== 'allowed' && !reader.aggregates.has(text)) {
    throw lexer.unexpected(token, `aggregation ${token.value} found outside of stats`)
  }
  if (args.length < known.least || args.length > known.most || (isTimed && args.at(-1)?.kind !== 'duration')) {
    throw lexer.unexpected(token, `wrong arguments of ${token.value} found`)
  }
  return { kind: 'call', name, args, text }
}

const TIMED = {
  bin: { least: 1, most: 1 },
  datefloor: { least: 2, most: 2 },
  dateceil: { least: 2, most: 2 },
}

/** Up to the closing bracket. `count(*)` counts rows, like `count()`; a period is an argument of the functions of time alone. */
function argumentsOf(reader: Reader, name: string): Expression[] {
  const { lexer } = reader
  const args: Expression[] = []

  if (name === 'count' && lexer.takeSign('*')) {
    lexer.expectSign(')')
    return args
  }
  if (lexer.takeSign(')')) {
    return args
  }
  do {
    args.push((Object.hasOwn(TIMED, name) ? periodOf(lexer) : undefined) ?? either(reader))
  } while (lexer.takeSign(','))
  lexer.expectSign(')')
  return args
}

function periodOf(lexer: Lexer): Expression | undefined {
  const token = lexer.peek()
  const period = token.type === 'duration' ? readPeriod(token.value) : undefined

  if (!period) {
    return undefined
  }
  lexer.next()
  return { kind: 'duration', ...period }
}
