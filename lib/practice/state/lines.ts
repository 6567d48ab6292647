/** A state file's first line; what follows are changes, each a line of its own (docs/decisions/024-state-in-lines.md). */
export const HEADER = '{"practiceState":2}\n'

/** Where a line stands in the file, with its newline. */
export type Line = { at: number; length: number }

/**
 * `*` begins a table, `=` sets a record, `-` removes one and what hangs from it, `+` appends to a journal, `!` empties the account.
 */
type Kind = '*' | '=' | '-' | '+' | '!'
export type Change = { kind: Kind; path: (string | number)[]; line: Line }

const NEWLINE = 10
const TAB = 9
const LAST = 46
/** Kind, mark, path: `=.["iam","roles","reader"]`. */
const PATH_AT = 2

/** The second character is a dot on the last line of a batch: `seal` sets it. */
export function lineOf(kind: Kind, path: (string | number)[], json?: string): Buffer {
  return Buffer.from(`${kind} ${JSON.stringify(path)}${json === undefined ? '' : `\t${json}`}\n`)
}

export function seal(line: Buffer): Buffer {
  line[1] = LAST
  return line
}

/** The value on a line; undefined when it has none. Throws when it isn't JSON. */
export function valueOn(line: Buffer): unknown {
  const tab = line.indexOf(TAB)
  return tab < 0 ? undefined : JSON.parse(line.toString('utf8', tab + 1, line.length - 1))
}

/**
 * Reads the changes of whole batches, in order; values stay unread. `end`: where the last whole batch ends, `broken`: how many lines
 * before it can't be read.
 */
export function readChanges(text: Buffer, onChange: (change: Change) => void): { end: number; broken: number } {
  let batch: Change[] = []
  let end = HEADER.length
  let broken = 0
  let at = end

  for (let stop = text.indexOf(NEWLINE, at); stop >= 0; at = stop + 1, stop = text.indexOf(NEWLINE, at)) {
    const change = readChange(text, at, stop)

    if (change) {
      batch.push(change)
    } else {
      broken += 1
    }
    if (text[at + 1] === LAST) {
      batch.forEach(onChange)
      batch = []
      end = stop + 1
    }
  }
  return { end, broken }
}

function readChange(text: Buffer, at: number, stop: number): Change | undefined {
  const kind = String.fromCharCode(text[at] ?? 0)
  const tab = text.indexOf(TAB, at)
  const path = pathIn(text.toString('utf8', at + PATH_AT, tab < 0 || tab > stop ? stop : tab))
  return path && isKind(kind) ? { kind, path, line: { at, length: stop + 1 - at } } : undefined
}

function pathIn(json: string): (string | number)[] | undefined {
  try {
    const path: unknown = JSON.parse(json)
    return Array.isArray(path) && path.every((part) => typeof part === 'string' || typeof part === 'number')
      ? path
      : undefined
  } catch {
    return undefined
  }
}

function isKind(text: string): text is Kind {
  return text === '*' || text === '=' || text === '-' || text === '+' || text === '!'
}
