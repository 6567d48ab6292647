import { recordOf } from '@/lib/mcp/json-values'

/**
 * `hidden` are members that no cell can hold: nested ones, and more than can be read side by side. `more` counts the rows that
 * are left out, so that an answer of a hundred thousand doesn't stop the browser.
 */
export type ValueTable = { columns: string[]; rows: (string | undefined)[][]; hidden: string[]; more: number }

const MAX_COLUMNS = 10
const MAX_ROWS = 200

/**
 * A list of objects as a table, or the one such list in an answer (`{ Buckets: [...], Owner: {...} }`); undefined for anything
 * else, and when more than a fifth of the members are nested: then the table would hide what matters. Cells are text; undefined where a row lacks the member.
 */
export function tableOf(value: unknown): ValueTable | undefined {
  const rows = rowsOf(value)

  if (!rows || rows.length === 0) {
    return undefined
  }
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const flat = names.filter((name) => rows.every((row) => !Object.hasOwn(row, name) || isFlat(row[name])))
  const columns = flat.slice(0, MAX_COLUMNS)
  const hidden = names.filter((name) => !columns.includes(name))

  if (columns.length === 0 || (names.length - flat.length) * 4 > flat.length) {
    return undefined
  }
  return {
    columns,
    hidden,
    more: Math.max(0, rows.length - MAX_ROWS),
    rows: rows
      .slice(0, MAX_ROWS)
      .map((row) => columns.map((column) => (Object.hasOwn(row, column) ? cellOf(row[column]) : undefined))),
  }
}

function rowsOf(value: unknown): Record<string, unknown>[] | undefined {
  if (Array.isArray(value)) {
    return records(value)
  }
  const lists = Object.values(recordOf(value) ?? {}).filter((member) => Array.isArray(member) && member.length > 0)
  return lists.length === 1 ? records(lists[0]) : undefined
}

function records(list: unknown): Record<string, unknown>[] | undefined {
  const rows = (Array.isArray(list) ? list : []).map(recordOf)
  const all = rows.filter((row) => row !== undefined)
  return all.length === rows.length ? all : undefined
}

/** A value that fits in a cell: a scalar, or a list of scalars. */
function isFlat(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isScalar) : isScalar(value)
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object'
}

function cellOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : value === null ? '' : String(value)
}
