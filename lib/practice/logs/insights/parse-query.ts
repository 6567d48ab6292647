import { type Captures, linearCaptures } from '@/lib/practice/logs/filter/linear-captures'
import { globCaptures } from '@/lib/practice/logs/insights/glob'
import { Lexer, type Token } from '@/lib/practice/logs/insights/lexer'
import { expressionKey, hasAggregate, parseExpression, readRegex } from '@/lib/practice/logs/insights/parse-expression'
import type { Column, Command, Expression, Order } from '@/lib/practice/logs/insights/query'
import { notHeld } from '@/lib/practice/wire/not-imitated'

const MAX_LIMIT = 100_000

/** Columns that may be named by their expressions. */
type Made = ReadonlySet<string>

/** Commands of AWS that need what isn't here: clusters of patterns, other queries, other log groups. */
const NOT_IMITATED: ReadonlySet<string> = new Set([
  'anomaly',
  'diff',
  'filterindex',
  'join',
  'lookup',
  'pattern',
  'source',
  'unmask',
  'unnest',
])

/**
 * The commands of a query, in order. Throws MalformedQueryException with the place of what isn't understood, or that a command or
 * function of AWS is not imitated; nothing else, whatever the text.
 */
export function parseInsightsQuery(text: string): Command[] {
  const lexer = new Lexer(text)
  const commands: Command[] = []

  do {
    const start = lexer.peek()
    const command = commandOf(lexer, madeBy(commands))

    // AWS documents that nothing but limit may follow.
    if (commands.some(({ kind }) => kind === 'dedup') && command.kind !== 'limit') {
      throw lexer.unexpected(start)
    }
    commands.push(command)
  } while (lexer.takeSign('|'))

  if (lexer.peek().type !== 'end') {
    throw lexer.unexpected()
  }
  return commands
}

/** The columns of `stats`, by their expressions. */
function madeBy(commands: Command[]): Made {
  const columns = commands.flatMap((command) => (command.kind === 'stats' ? command.columns : []))
  return new Set(columns.map(({ name }) => expressionKey(name)))
}

function commandOf(lexer: Lexer, made: Made): Command {
  const token = lexer.peek()
  const name = token.type === 'name' && !token.isQuoted ? token.value.toLowerCase() : ''
  const read = Object.hasOwn(COMMANDS, name) ? COMMANDS[name as keyof typeof COMMANDS] : undefined

  if (NOT_IMITATED.has(name)) {
    throw notHeld(`the command ${token.value} of Logs Insights`)
  }
  if (!read) {
    throw lexer.unexpected(token)
  }
  lexer.next()
  return read(lexer, made)
}

const COMMANDS = {
  fields: (lexer: Lexer, made: Made): Command => ({ kind: 'fields', columns: columnsOf(lexer, made) }),
  display: (lexer: Lexer, made: Made): Command => ({ kind: 'display', columns: columnsOf(lexer, made) }),
  filter: (lexer: Lexer, made: Made): Command => ({ kind: 'filter', condition: parseExpression(lexer, made) }),
  dedup: (lexer: Lexer, made: Made): Command => ({ kind: 'dedup', columns: columnsOf(lexer, made) }),
  sort: (lexer: Lexer, made: Made): Command => ({
    kind: 'sort',
    orders: separated(lexer, (one) => orderOf(one, made)),
  }),
  limit: (lexer: Lexer): Command => ({ kind: 'limit', count: countOf(lexer) }),
  stats: statsOf,
  parse: parseOf,
}

function separated<T>(lexer: Lexer, read: (lexer: Lexer) => T): T[] {
  const items = [read(lexer)]

  while (lexer.takeSign(',')) {
    items.push(read(lexer))
  }
  return items
}

function columnsOf(lexer: Lexer, made: Made): Column[] {
  return separated(lexer, (one) => columnOf(one, (inner) => parseExpression(inner, made)))
}

function columnOf(lexer: Lexer, read: (lexer: Lexer) => Expression): Column {
  const { at } = lexer.peek()
  const value = read(lexer)
  const written = value.kind === 'field' ? value.name : lexer.query.slice(at, lexer.at)
  return { name: lexer.takeWord('as') ? nameOf(lexer) : written, value }
}

function nameOf(lexer: Lexer): string {
  const token = lexer.peek()

  if (token.type !== 'name') {
    throw lexer.unexpected()
  }
  lexer.next()
  return token.value
}

function orderOf(lexer: Lexer, made: Made): Order {
  const { at } = lexer.peek()
  const value = parseExpression(lexer, made)
  const name = value.kind === 'field' ? value.name : lexer.query.slice(at, lexer.at)
  const isDescending = lexer.takeWord('desc')

  if (!isDescending) {
    lexer.takeWord('asc')
  }
  return { by: { name, value }, isDescending }
}

function countOf(lexer: Lexer): number {
  const token = lexer.peek()
  const count = token.type === 'number' ? Number(token.value) : 0

  if (!Number.isInteger(count) || count < 1 || count > MAX_LIMIT) {
    throw lexer.unexpected(token)
  }
  lexer.next()
  return count
}

function statsOf(lexer: Lexer, made: Made): Command {
  const columns = separated(lexer, (one) =>
    columnOf(one, (inner) => {
      const start = inner.peek()
      const value = parseExpression(inner, 'allowed')

      if (!hasAggregate(value)) {
        throw inner.unexpected(start, `no aggregation in stats: ${start.value} found`)
      }
      return value
    }),
  )
  return { kind: 'stats', columns, by: lexer.takeWord('by') ? columnsOf(lexer, made) : [] }
}

/** `parse @message "* - *" as a, b` or `parse @message /(?<a>\d+)/`; without a field it is @message. */
function parseOf(lexer: Lexer): Command {
  const isPattern = lexer.peek().type === 'string' || isSlash(lexer.peek())
  const from: Expression = { kind: 'field', name: isPattern ? '@message' : nameOf(lexer) }
  return { kind: 'parse', from, extract: isSlash(lexer.peek()) ? regexOf(lexer) : globOf(lexer) }
}

function isSlash({ type, value }: Token): boolean {
  return type === 'sign' && value === '/'
}

function regexOf(lexer: Lexer): Captures {
  const start = lexer.peek()
  const found = readRegex(lexer, linearCaptures)

  if (!found || found.names.length === 0) {
    throw lexer.unexpected(start, 'no named group in parse: / found')
  }
  return found
}

function globOf(lexer: Lexer): Captures {
  const token = lexer.peek()

  if (token.type !== 'string') {
    throw lexer.unexpected()
  }
  lexer.next()
  const names = lexer.takeWord('as') ? separated(lexer, nameOf) : []
  const found = names.length === 0 ? undefined : globCaptures(token.value, names)

  if (!found) {
    throw lexer.unexpected(
      token,
      `${token.value.split('*').length - 1} * for ${names.length} names in parse: string found`,
    )
  }
  return found
}
