export type Tree =
  | { type: 'one'; accepts: (code: number) => boolean }
  | { type: 'where'; holds: (text: string, at: number) => boolean }
  | { type: 'all'; of: Tree[] }
  | { type: 'any'; of: Tree[] }
  | { type: 'named'; name: string; of: Tree }
  | { type: 'repeat'; of: Tree; min: number; max: number; isLazy: boolean }

/** `depth` bounds what is nested: each group is a call within a call. */
type Reader = { source: string; at: number; flags: string; depth: number }

const MAX_DEPTH = 50
const GROUP = /\((?:\?:|\?<([A-Za-z_$][\w$]*)>|(?!\?))/y
const REPETITION = /([*+?]|\{(\d+)(,?)(\d*)\})(\??)/y
/** A class, an escape, or the character itself. */
const ONE = /\[(?:[^\]\\]|\\[\s\S])*\]|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|c[A-Za-z]|[^1-9kxuc])|[^\\()|*+?[]/y

/** The parts of a source that RegExp accepts; undefined where it looks around, refers back or nests too deeply. */
export function parseRegex(source: string, flags: string): Tree | undefined {
  const reader = { source, at: 0, flags, depth: 0 }
  const tree = readAlternatives(reader)
  return reader.at === source.length ? tree : undefined
}

function readAlternatives(reader: Reader): Tree | undefined {
  const of: Tree[] = []
  reader.depth += 1

  do {
    const tree = readSequence(reader)

    if (!tree || reader.depth > MAX_DEPTH) {
      return undefined
    }
    of.push(tree)
  } while (takes(reader, '|'))
  reader.depth -= 1
  return { type: 'any', of }
}

function readSequence(reader: Reader): Tree | undefined {
  const of: Tree[] = []

  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    const part = readPart(reader)

    if (!part) {
      return undefined
    }
    of.push(repeated(part, reader))
  }
  return { type: 'all', of }
}

function readPart(reader: Reader): Tree | undefined {
  const group = take(reader, GROUP)

  if (group) {
    const inner = readAlternatives(reader)
    const [, name] = group
    const of = inner && takes(reader, ')') ? inner : undefined
    return of && name !== undefined ? { type: 'named', name, of } : of
  }
  const text = take(reader, ONE)?.[0]

  switch (text) {
    case undefined:
      return undefined
    case '^':
      return { type: 'where', holds: (_, at) => at === 0 }
    case '$':
      return { type: 'where', holds: (whole, at) => at === whole.length }
    case '\\b':
      return { type: 'where', holds: isEdge }
    case '\\B':
      return { type: 'where', holds: (whole, at) => !isEdge(whole, at) }
    default:
      return { type: 'one', accepts: acceptsOne(text, reader.flags) }
  }
}

function repeated(of: Tree, reader: Reader): Tree {
  const [, sign, least, comma, most, lazy] = take(reader, REPETITION) ?? []
  const isLazy = lazy === '?'

  if (sign === undefined) {
    return of
  }
  if (least !== undefined) {
    const min = Number(least)
    return { type: 'repeat', of, min, max: comma === '' ? min : most === '' ? Infinity : Number(most), isLazy }
  }
  return { type: 'repeat', of, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity, isLazy }
}

/** RegExp's own judgement of a single character, remembered for ASCII. */
function acceptsOne(text: string, flags: string): (code: number) => boolean {
  const expression = new RegExp(`^(?:${text})$`, flags)
  const judge = (code: number) => expression.test(String.fromCharCode(code))
  const ascii = Array.from({ length: 128 }, (_, code) => judge(code))
  return (code) => ascii[code] ?? judge(code)
}

const isEdge = (text: string, at: number) => isWord(text.charAt(at - 1)) !== isWord(text.charAt(at))
const isWord = (char: string) => /^\w$/.test(char)

function takes(reader: Reader, char: string): boolean {
  const isNext = reader.source.charAt(reader.at) === char
  reader.at += isNext ? 1 : 0
  return isNext
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.source)
  reader.at += found?.[0].length ?? 0
  return found
}
