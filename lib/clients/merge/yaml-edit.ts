import { isMap, isNode, isScalar, isSeq, type Node, type Pair, stringify, type YAMLMap, type YAMLSeq } from 'yaml'

type Span = { start: number; end: number }

/** The text with one more entry at the end of a map; undefined for a map in braces, or one without entries. */
export function insertEntry(text: string, map: YAMLMap, key: string, value: unknown): string | undefined {
  const [first] = map.items
  const last = map.items.at(-1)
  const span = last && entrySpan(text, last)

  if (map.flow || !first || !span || !isNode(first.key) || !first.key.range) {
    return undefined
  }
  return splice(text, { start: span.end, end: span.end }, { [key]: value }, columnOf(text, first.key.range[0]))
}

/** The text with an entry of a map written anew. */
export function replaceEntry(text: string, map: YAMLMap, pair: Pair, key: string, value: unknown): string | undefined {
  const span = map.flow ? undefined : entrySpan(text, pair)
  return span && splice(text, lineOf(text, span), { [key]: value }, columnOf(text, span.start))
}

/** The text with one more item at the end of a list, or with the item at `index` written anew. */
export function putItem(text: string, list: YAMLSeq, index: number, value: unknown): string | undefined {
  const isNew = index === list.items.length
  const node = list.items[isNew ? index - 1 : index]

  if (list.flow || !isNode(node) || !node.range) {
    return undefined
  }
  const dash = text.lastIndexOf('-', node.range[0] - 1)
  const end = endOf(text, node)
  return splice(text, isNew ? { start: end, end } : lineOf(text, { start: dash, end }), [value], columnOf(text, dash))
}

/** The text without one entry of a map, or one item of a list; undefined where the form allows no such cut. */
export function removeEntry(text: string, node: unknown, key: string | number): string | undefined {
  if (isSeq(node) && typeof key === 'number') {
    const item = node.items[key]

    if (node.flow || !isNode(item) || !item.range) {
      return undefined
    }
    const dash = text.lastIndexOf('-', item.range[0] - 1)
    return cut(text, lineOf(text, { start: dash, end: endOf(text, item) }))
  }
  const pair = isMap(node) && !node.flow ? node.items.find((each) => String(each.key) === key) : undefined
  const span = pair && entrySpan(text, pair)
  return span && cut(text, lineOf(text, span))
}

function cut(text: string, { start, end }: Span): string {
  return text.slice(0, start) + text.slice(end)
}

/** Nothing, or brackets with nothing in them: what a first entry may take the place of. */
export function isVacant(node: unknown): boolean {
  return (isScalar(node) && node.value === null) || ((isMap(node) || isSeq(node)) && node.items.length === 0)
}

function splice(text: string, { start, end }: Span, value: unknown, column: number): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const before = text.slice(0, start)
  const lines = stringify(value, { lineWidth: 0 }).trimEnd().split('\n')
  const block = lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line)).join(eol)
  return `${before}${before === '' || before.endsWith('\n') ? '' : eol}${block}${eol}${text.slice(end)}`
}

function entrySpan(text: string, { key, value }: Pair): Span | undefined {
  return isNode(key) && key.range
    ? { start: key.range[0], end: endOf(text, isNode(value) && value.range ? value : key) }
    : undefined
}

/** Where the next line begins. Comments below a value are not part of it. */
function endOf(text: string, { range }: Node): number {
  const end = range?.[1] ?? text.length
  const newline = text.indexOf('\n', end)
  const isLineStart = end > 0 && text[end - 1] === '\n'
  return isLineStart ? end : newline === -1 ? text.length : newline + 1
}

/** From the start of the line, when nothing but spaces stand before. */
function lineOf(text: string, { start, end }: Span): Span {
  const line = text.lastIndexOf('\n', start - 1) + 1
  return text.slice(line, start).trim() === '' ? { start: line, end } : { start, end }
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}
