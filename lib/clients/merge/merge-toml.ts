import { parse, patch } from '@decimalturn/toml-patch'
import { stringify } from 'smol-toml'
import { brokenAt, type Change, changeOf, unwritable, type Written, wrongType } from '@/lib/clients/merge/change'
import { isTable, sameValue, valueAt } from '@/lib/clients/merge/values'
import type { Addition } from '@/lib/clients/model'
import { ok, type Result } from '@/lib/result'

type Table = Record<string, unknown>

/** TOML: a new server becomes tables at the end of the file; one that is there is changed in its place. */
export function mergeToml(text: string, additions: Addition[]): Result<Written> {
  const changes: Change[] = []
  let merged = text

  for (const addition of additions) {
    const step = add(merged, addition)

    if (!step.ok) {
      return step
    }
    merged = step.data.text
    changes.push(step.data.change)
  }
  return ok({ text: merged, changes })
}

/** The text without the table at a path; itself when there is none. */
export function removeToml(text: string, path: (string | number)[]): Result<string> {
  const wanted = readToml(text)

  if (!wanted.ok) {
    return wanted
  }
  const keys = path.map(String)
  const parent = keys.slice(0, -1).reduce<unknown>((table, key) => valueAt(table, key), wanted.data)
  const key = keys.at(-1) ?? ''

  if (!isTable(parent) || !Object.hasOwn(parent, key)) {
    return ok(text)
  }
  delete parent[key]
  const candidates = [() => withoutTables(text, keys), () => patch(text, wanted.data)]
  const written = candidates.map(attemptText).find((each) => each !== undefined && holds(each, wanted.data))
  return written === undefined ? unwritable() : ok(written)
}

/** Without the tables of that name and those below it, each from its header to the next one. */
function withoutTables(text: string, keys: string[]): string {
  const name = keys.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key))).join('.')
  const parts = text.split(/^(?=[ \t]*\[)/m)
  const isOurs = (part: string) => part.startsWith(`[${name}]`) || part.startsWith(`[${name}.`)
  return parts.filter((part) => !isOurs(part)).join('')
}

function add(text: string, addition: Addition): Result<{ text: string; change: Change }> {
  const document = readToml(text)

  if (!document.ok) {
    return document
  }
  const { path } = addition
  const wanted = readToml(text)
  const parent = wanted.ok ? parentOf(wanted.data, path) : undefined
  const key = path.at(-1) ?? ''

  if (!wanted.ok || !parent) {
    return wrongType(path.slice(0, -1), 'an object')
  }
  const { change, value } = changeOf(valueAt(parent, key), addition)

  if (change.kind === 'same') {
    return ok({ text, change })
  }
  parent[key] = value
  const candidates = [
    ...(change.kind === 'added' ? [() => append(text, path, value)] : []),
    () => patch(text, wanted.data),
  ]
  const written = candidates.map(attemptText).find((each) => each !== undefined && holds(each, wanted.data))
  return written === undefined ? unwritable() : ok({ text: written, change })
}

/** The table that the last key of the path belongs to; made on the way, undefined when something else stands there. */
function parentOf(root: Table, path: string[]): Table | undefined {
  let table = root

  for (const key of path.slice(0, -1)) {
    const next = valueAt(table, key) ?? {}

    if (!isTable(next)) {
      return undefined
    }
    table[key] = next
    table = next
  }
  return table
}

function append(text: string, path: string[], value: unknown): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const nested = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
  const tables = stringify(nested).trim().replaceAll('\n', eol)
  const gap = /\n[ \t\r]*\n$/.test(text) ? '' : text.endsWith('\n') ? eol : eol + eol
  return `${text}${gap}${tables}${eol}`
}

/** Whatever wrote it, the text counts only when it says what was wanted and nothing else. */
function holds(text: string, wanted: Table): boolean {
  const document = readToml(text)
  return document.ok && sameValue(document.data, wanted)
}

function attemptText(write: () => string): string | undefined {
  try {
    return write()
  } catch {
    return undefined
  }
}

export function readToml(text: string): Result<Table> {
  try {
    return ok(parse(text) as Table)
  } catch (error) {
    const { line = 1, column = 0 } = error as { line?: number; column?: number }
    const [message = 'this is not TOML'] = (error instanceof Error ? error.message : String(error))
      .split('\n')
      .reverse()
    return brokenAt(line, column + 1, message.trim().replace(/\.$/, ''))
  }
}
