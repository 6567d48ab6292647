import { createScanner, type Node } from 'jsonc-parser'

/** The parser's own numbers of the tokens that matter here; its enum can't be imported as a value. */
const TOKEN = { comma: 5, lineBreak: 14, space: 15, end: 17 } as const

/** The text with one value in another's place. */
export function replaceNode(text: string, { offset, length }: Node, value: unknown): string {
  const written = write(text, value, indentAt(text, offset))
  return text.slice(0, offset) + written + text.slice(offset + length)
}

/**
 * The text with one more member at the end of an object (or of a list, without `key`). A comment after the last member stays
 * with it: the comma goes before the comment, the member after it.
 */
export function insertInto(text: string, parent: Node, key: string | undefined, value: unknown): string {
  const close = parent.offset + parent.length - 1
  const last = parent.children?.at(-1)
  const from = last ? last.offset + last.length : parent.offset + 1
  const { hasComma, end } = scanGap(text, from, close)
  const outer = indentAt(text, parent.offset)
  const inner = last && startsItsLine(text, last.offset) ? indentAt(text, last.offset) : outer + unitOf(text)
  const name = key === undefined ? '' : `${JSON.stringify(key)}: `
  const eol = eolOf(text)
  const member = `${eol}${inner}${name}${write(text, value, inner)}`
  const rest = text.slice(end, close)
  const closing = rest.includes('\n') ? rest : `${eol}${outer}`
  const comma = last && !hasComma ? ',' : ''
  return text.slice(0, from) + comma + text.slice(from, end) + member + closing + text.slice(close)
}

/** The text without one member or item. Comments beside it stay: they may be its neighbour's. */
export function removeFrom(text: string, parent: Node, child: Node): string {
  const siblings = parent.children ?? []
  const previous = siblings[siblings.indexOf(child) - 1]
  const end = child.offset + child.length
  const close = parent.offset + parent.length - 1
  const comma = commaIn(text, end, siblings[siblings.indexOf(child) + 1]?.offset ?? close)
  const after = comma === -1 ? end : comma + 1
  const without = cutLine(text, child.offset, after)
  const before = previous && comma === -1 ? commaIn(text, previous.offset + previous.length, child.offset) : -1
  return before === -1 ? without : without.slice(0, before) + without.slice(before + 1)
}

/** Where a comma stands between two offsets, comments left out; -1 without one. */
function commaIn(text: string, from: number, to: number): number {
  const scanner = createScanner(text.slice(from, to), false)

  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    if (token === TOKEN.comma) {
      return from + scanner.getTokenOffset()
    }
  }
  return -1
}

/** The text without a span, and without its line when nothing else is on it. */
function cutLine(text: string, start: number, end: number): string {
  const line = text.lastIndexOf('\n', start - 1) + 1
  const rest = /^[ \t]*\r?\n/.exec(text.slice(end))
  const isAlone = text.slice(line, start).trim() === '' && rest !== null
  return isAlone ? text.slice(0, line) + text.slice(end + rest[0].length) : text.slice(0, start) + text.slice(end)
}

/** What stands between the last member and the bracket: whether a comma, and where the last comma or comment ends. */
function scanGap(text: string, from: number, close: number): { hasComma: boolean; end: number } {
  const scanner = createScanner(text.slice(from, close), false)
  let hasComma = false
  let end = from

  for (let token: number = scanner.scan(); token !== TOKEN.end; token = scanner.scan()) {
    if (token !== TOKEN.space && token !== TOKEN.lineBreak) {
      hasComma ||= token === TOKEN.comma
      end = from + scanner.getTokenOffset() + scanner.getTokenLength()
    }
  }
  return { hasComma, end }
}

function write(text: string, value: unknown, indent: string): string {
  return JSON.stringify(value, null, unitOf(text)).replaceAll('\n', eolOf(text) + indent)
}

function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? ''
}

function startsItsLine(text: string, offset: number): boolean {
  return /(^|\n)[ \t]*$/.test(text.slice(Math.max(0, offset - 1000), offset))
}

/** One step of indentation, as the file's first indented line has it. */
function unitOf(text: string): string {
  return /\n([ \t]+)["{[/]/.exec(text)?.[1] ?? '  '
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
