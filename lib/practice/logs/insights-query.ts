import { linearRegex, type TextTest } from '@/lib/practice/logs/filter/linear-regex'
import type { LogEvent } from '@/lib/practice/logs/sorted-events'
import { ServiceError } from '@/lib/practice/wire/service-error'

/** A query of the part of the language that is used most: fields, filter, sort and limit, in any order, joined by `|`. */
export type InsightsQuery = {
  fields: string[]
  accepts: (event: LogEvent) => boolean
  isNewestFirst: boolean
  limit: number
}

const DEFAULT_LIMIT = 1000
const MAX_LIMIT = 10_000
const VALUES: Record<string, (event: LogEvent) => string> = {
  '@timestamp': ({ timestamp }) => insightsTime(timestamp),
  '@ingestionTime': ({ ingestionTime }) => insightsTime(ingestionTime),
  '@logStream': ({ stream }) => stream,
  '@message': ({ message }) => message,
}

/** Throws MalformedQueryException, as AWS does, for anything that isn't understood. */
export function parseInsightsQuery(text: string, limit = DEFAULT_LIMIT): InsightsQuery {
  const query: InsightsQuery = { fields: ['@timestamp', '@message'], accepts: () => true, isNewestFirst: true, limit }

  for (const part of commandsOf(text)) {
    const [, command = '', rest = ''] = /^(\w+)\s+([\s\S]*)$/.exec(part) ?? []
    readCommand(query, command.toLowerCase(), rest.trim(), part)
  }
  return query
}

/** Value of a field; undefined for one that events don't have. */
export function insightsValue(event: LogEvent, field: string): string | undefined {
  return Object.hasOwn(VALUES, field) ? VALUES[field]?.(event) : undefined
}

function readCommand(query: InsightsQuery, command: string, rest: string, part: string): void {
  if (command === 'fields') {
    query.fields = rest.split(',').map((field) => known(field.trim(), part))
  } else if (command === 'filter') {
    const [before, next] = [query.accepts, readFilter(rest)]
    query.accepts = (event) => before(event) && next(event)
  } else if (command === 'sort') {
    const [, direction] = /^@timestamp\s+(asc|desc)$/i.exec(rest) ?? malformed(part)
    query.isNewestFirst = direction?.toLowerCase() === 'desc'
  } else if (command === 'limit' && /^\d+$/.test(rest) && Number(rest) >= 1 && Number(rest) <= MAX_LIMIT) {
    query.limit = Number(rest)
  } else {
    malformed(part)
  }
}

/** `@message like "text"`, `@message like /regex/i`, `@logStream = "name"`, each perhaps with `not` before `like`. */
function readFilter(text: string): (event: LogEvent) => boolean {
  const [, field = '', operator = '', operand = ''] =
    /^(@\w+)\s+(=|!=|like|not\s+like)\s+([\s\S]+)$/i.exec(text) ?? malformed(text)
  known(field, text)
  const isNegated = /^(!|not)/i.test(operator)
  const regex = /^\/((?:[^/\\]|\\.)*)\/(i?)$/.exec(operand)
  const quoted = /^"((?:[^"\\]|\\.)*)"$|^'((?:[^'\\]|\\.)*)'$/.exec(operand)
  const wanted = (quoted?.[1] ?? quoted?.[2])?.replace(/\\(.)/g, '$1')
  const pattern = regex ? compiled(regex[1] ?? '', regex[2] ?? '', text) : undefined

  if (pattern === undefined && wanted === undefined) {
    malformed(text)
  }
  return (event) => {
    const value = insightsValue(event, field) ?? ''
    const matches = pattern?.test(value) ?? (/like/i.test(operator) ? value.includes(wanted ?? '') : value === wanted)
    return matches !== isNegated
  }
}

function compiled(source: string, flags: string, text: string): TextTest {
  return linearRegex(source, flags === '' ? '' : 'i') ?? malformed(text)
}

function known(field: string, part: string): string {
  return Object.hasOwn(VALUES, field) ? field : malformed(part)
}

/** The commands between bars; a bar within quotes or a regular expression is none. */
function commandsOf(text: string): string[] {
  const parts =
    text.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<=like\s+)\/(?:[^/\\]|\\.)*\/|[^|])+/gi) ?? malformed(text)
  return parts.map((part) => part.trim()).filter((part) => part !== '' && !part.startsWith('#'))
}

/** `2026-08-21 14:03:11.482`, in UTC. */
function insightsTime(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '')
}

function malformed(part: string): never {
  throw new ServiceError('MalformedQueryException', `unexpected symbol found in: ${part.slice(0, 200)}`)
}
