import type { JsonNode } from '@/lib/policies/document/json-tree'
import type { TextEdit } from '@/lib/policies/findings/model'

/** How a list is written. `indent` is line break and indentation of its items; `space` what follows a comma on one line. */
type Layout = { indent: string; multiLine: boolean; space: string; unit: string }

export function layoutOf(text: string, list: JsonNode): Layout {
  const first = list.children?.[0]
  const gap = first ? text.slice(list.offset + 1, first.offset) : ''
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? ''
  const tight = !/[:,]\s/.test(text.replace(/"(\\.|[^"\\])*"/g, '""'))
  return { indent: gap, multiLine: gap.includes('\n'), space: tight ? '' : ' ', unit }
}

/** A value as the text around it would have it: on lines of its own after `indent`, or on one line. */
export function toText(value: unknown, layout?: { indent: string; unit: string; space: string }): string {
  if (!layout?.unit || !layout.indent.includes('\n')) {
    const compact = JSON.stringify(value)
    return layout?.space ? spaced(value) : compact
  }
  return JSON.stringify(value, null, layout.unit).replaceAll('\n', layout.indent)
}

/** One line with spaces after colons and commas. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(spaced).join(', ')}]`
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`)
    return `{ ${parts.join(', ')} }`
  }
  return JSON.stringify(value)
}

export function appendItem(text: string, list: JsonNode, value: unknown): TextEdit[] {
  const layout = layoutOf(text, list)
  const last = list.children?.at(-1)

  if (!last) {
    const outer = lineIndent(text, list.offset)
    const indent = layout.unit && outer + layout.unit
    const close = indent && outer
    return [
      { offset: list.offset, length: list.length, text: `[${indent}${toText(value, { ...layout, indent })}${close}]` },
    ]
  }
  // Items that are themselves on one line get company of their kind.
  const oneLine = !text.slice(last.offset, last.offset + last.length).includes('\n')
  const written = toText(value, { ...layout, indent: oneLine ? '' : layout.indent || lineIndent(text, last.offset) })
  const before = layout.multiLine ? layout.indent : layout.space
  return [{ offset: last.offset + last.length, length: 0, text: `,${before}${written}` }]
}

export function wrapInArray(text: string, only: JsonNode, value: unknown): TextEdit[] {
  const { space, unit } = layoutOf(text, only)
  const outer = lineIndent(text, only.offset)
  const oneLine = !text.slice(only.offset, only.offset + only.length).includes('\n')
  const written = toText(value, { unit, space, indent: oneLine ? '' : outer })
  return [
    { offset: only.offset, length: 0, text: '[' },
    { offset: only.offset + only.length, length: 0, text: `,${space}${written}]` },
  ]
}

export function insertMember(text: string, object: JsonNode, name: string, value: unknown): TextEdit[] {
  const layout = layoutOf(text, object)
  const last = object.children?.at(-1)
  const written = `${JSON.stringify(name)}:${layout.space}${toText(value, layout)}`

  if (!last) {
    return [{ offset: object.offset, length: object.length, text: `{${written}}` }]
  }
  const before = layout.multiLine ? layout.indent : layout.space
  return [{ offset: last.offset + last.length, length: 0, text: `,${before}${written}` }]
}

/** Line break and indentation of the line on which the offset is; a line break of the text's own kind. */
function lineIndent(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const indent = /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? ''
  return `${text.includes('\r\n') ? '\r\n' : '\n'}${indent}`
}

/** The text after these edits, as the editor would make them. */
export function applyEdits(text: string, edits: TextEdit[]): string {
  return edits
    .toSorted((one, other) => other.offset - one.offset)
    .reduce(
      (result, { offset, length, text: by }) => result.slice(0, offset) + by + result.slice(offset + length),
      text,
    )
}
