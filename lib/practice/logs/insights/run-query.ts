import { evaluate } from '@/lib/practice/logs/insights/evaluate'
import type { Column, Command, Order } from '@/lib/practice/logs/insights/query'
import { type Found, Row } from '@/lib/practice/logs/insights/row'
import { isTrue, sortValues, textOf } from '@/lib/practice/logs/insights/values'

export type ResultRow = { field: string; value: string }[]

type Stats = Extract<Command, { kind: 'stats' }>

const DEFAULT_LIMIT = 10_000
const DEFAULT_COLUMNS = ['@timestamp', '@message']

/** Takes events one by one, so that what a filter drops is never held; `finish` answers rows, newest first where nothing sorts. */
export function queryRun(commands: Command[], limit = DEFAULT_LIMIT) {
  const firstWhole = commands.findIndex(({ kind }) => !isRowByRow(kind))
  const [first, rest] = firstWhole < 0 ? [commands, []] : [commands.slice(0, firstWhole), commands.slice(firstWhole)]
  const rows: Row[] = []
  return {
    take: (found: Found) => {
      const row = new Row(found)

      if (first.every((command) => applyToRow(command, row))) {
        rows.push(row)
      }
    },
    finish: (): { rows: ResultRow[]; matched: number } => {
      const [kept, matched] = applyAll(rest, rows.toSorted(newestFirst), rows.length)
      const hasLimit = commands.some(({ kind }) => kind === 'limit')
      return { rows: shown(commands, hasLimit ? kept : kept.slice(0, limit)), matched }
    },
  }
}

function isRowByRow(kind: Command['kind']): boolean {
  return kind === 'fields' || kind === 'display' || kind === 'filter' || kind === 'parse'
}

function newestFirst(one: Row, other: Row): number {
  const [a, b] = [one.found?.event, other.found?.event]
  return a && b ? b.timestamp - a.timestamp || b.ingestionTime - a.ingestionTime || b.sequence - a.sequence : 0
}

/** False drops the row. */
function applyToRow(command: Command, row: Row): boolean {
  switch (command.kind) {
    case 'filter':
      return isTrue(evaluate(command.condition, row))
    case 'fields':
    case 'display':
      for (const { name, value } of command.columns) {
        if (value.kind !== 'field' || value.name !== name) {
          row.set(name, evaluate(value, row))
        }
      }
      return true
    case 'parse':
      for (const [name, value] of command.extract.find(textOf(evaluate(command.from, row)) ?? '') ?? []) {
        row.set(name, value)
      }
      return true
    default:
      return true
  }
}

/** Records that matched are those that the filters let through, whatever is made of them after. */
function applyAll(commands: Command[], rows: Row[], taken: number): [rows: Row[], matched: number] {
  let [kept, matched] = [rows, taken]
  let areEvents = true

  for (const command of commands) {
    kept = apply(command, kept)
    areEvents &&= command.kind !== 'stats'
    matched = areEvents && command.kind === 'filter' ? kept.length : matched
  }
  return [kept, matched]
}

function apply(command: Command, rows: Row[]): Row[] {
  switch (command.kind) {
    case 'sort':
      return sorted(rows, command.orders)
    case 'limit':
      return rows.slice(0, command.count)
    case 'dedup':
      return withoutDoubles(rows, command.columns)
    case 'stats':
      return grouped(rows, command)
    default:
      return rows.filter((row) => applyToRow(command, row))
  }
}

function sorted(rows: Row[], orders: Order[]): Row[] {
  const keyed = rows.map((row) => ({ row, keys: orders.map(({ by }) => row.made(by.name) ?? evaluate(by.value, row)) }))
  keyed.sort((one, other) => {
    for (const [index, { isDescending }] of orders.entries()) {
      const order = sortValues(one.keys[index], other.keys[index])

      if (order !== 0) {
        return isDescending ? -order : order
      }
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}

/** Rows that lack one of the fields are kept, as AWS documents. */
function withoutDoubles(rows: Row[], columns: Column[]): Row[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const values = columns.map(({ value }) => textOf(evaluate(value, row)))
    const key = JSON.stringify(values)
    const isKept = values.includes(undefined) || !seen.has(key)
    seen.add(key)
    return isKept
  })
}

function grouped(rows: Row[], { columns, by }: Stats): Row[] {
  const groups = new Map<string, { row: Row; of: Row[] }>()

  for (const row of rows) {
    const values = by.map(({ value }) => evaluate(value, row))
    const key = JSON.stringify(values.map((value) => textOf(value) ?? null))
    const group = groups.get(key) ?? { row: new Row(), of: [] }
    groups.set(key, group)
    group.of.push(row)

    if (group.of.length === 1) {
      by.forEach(({ name }, index) => {
        group.row.set(name, values[index])
      })
    }
  }
  if (by.length === 0 && groups.size === 0) {
    groups.set('', { row: new Row(), of: [] })
  }
  return [...groups.values()].map(({ row, of }) => {
    // An alias may be read by a later column of the same command.
    const scope = { get: (name: string) => row.get(name), made: (name: string) => row.made(name), group: of }

    for (const { name, value } of columns) {
      row.set(name, evaluate(value, scope))
    }
    return row
  })
}

/** What a row shows: the last `display`, or the columns of the last `stats`, or all `fields`; what is missing is left out. */
function shown(commands: Command[], rows: Row[]): ResultRow[] {
  const names = columnNames(commands)
  return rows.map((row) =>
    [...names, ...(row.found && !names.includes('@ptr') ? ['@ptr'] : [])].flatMap((field) => {
      const value = textOf(row.get(field))
      return value === undefined ? [] : [{ field, value }]
    }),
  )
}

function columnNames(commands: Command[]): string[] {
  let names: string[] = []

  for (const command of commands) {
    if (command.kind === 'stats') {
      names = [...command.by, ...command.columns].map(({ name }) => name)
    } else if (command.kind === 'fields') {
      names = [...names, ...command.columns.map(({ name }) => name)]
    }
  }
  const display = commands.findLast(({ kind }) => kind === 'display' || kind === 'stats')

  if (display?.kind === 'display') {
    names = display.columns.map(({ name }) => name)
  }
  return names.length === 0 ? DEFAULT_COLUMNS : [...new Set(names)]
}
