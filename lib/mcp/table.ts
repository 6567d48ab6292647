import { recordOf } from '@/lib/mcp/json-values'

export type ValueTable = { columns: string[]; rows: (string | undefined)[][] }

const MAX_COLUMNS = 12

/**
 * A list of flat objects as a table, or the one such list in an answer (`{ Buckets: [...], Owner: {...} }`); undefined
 * for anything else, and for more columns than can be read. Cells are text; undefined where a row lacks the member.
 */
export function tableOf(value: unknown): ValueTable | undefined {
  const rows = rowsOf(value)

  if (!rows || rows.length === 0) {
    return undefined
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]

  if (columns.length === 0 || columns.length > MAX_COLUMNS) {
    return undefined
  }
  return {
    columns,
    rows: rows.map((row) => columns.map((column) => (Object.hasOwn(row, column) ? cellOf(row[column]) : undefined))),
  }
}

function rowsOf(value: unknown): Record<string, unknown>[] | undefined {
  if (Array.isArray(value)) {
    return flatRows(value)
  }
  const lists = Object.values(recordOf(value) ?? {}).filter((member) => Array.isArray(member) && member.length > 0)
  return lists.length === 1 ? flatRows(lists[0]) : undefined
}

function flatRows(list: unknown): Record<string, unknown>[] | undefined {
  const rows = Array.isArray(list) ? list.map(recordOf) : []
  const flat = rows.filter((row) => row !== undefined && Object.values(row).every(isFlat))
  return flat.length === rows.length ? flat.filter((row) => row !== undefined) : undefined
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
