import type { JsonNode } from '@/lib/policies/document/json-tree'
import type { TextEdit } from '@/lib/policies/findings/model'

type Range = { offset: number; length: number }

/** Puts another string in the place of a JSON string. */
export function replaceString({ offset, length }: Range, value: string): TextEdit {
  return { offset, length, text: JSON.stringify(value) }
}

export function insertAt(offset: number, text: string): TextEdit {
  return { offset, length: 0, text }
}

/**
 * Takes items out of an array, or members (property nodes) out of an object, with their commas. Undefined when nothing would
 * be left: what an empty list should become is for the caller to say.
 */
export function removeChildren(parent: JsonNode, removed: ReadonlySet<JsonNode>): TextEdit[] | undefined {
  const children = parent.children ?? []
  const firstKept = children.findIndex((child) => !removed.has(child))
  const first = children[0]
  const kept = children[firstKept]

  if (!(first && kept)) {
    return undefined
  }
  const edits = firstKept > 0 ? [cut(first.offset, kept.offset)] : []
  let end = kept.offset + kept.length

  for (const child of children.slice(firstKept + 1)) {
    const childEnd = child.offset + child.length

    if (removed.has(child)) {
      edits.push(cut(end, childEnd))
    }
    end = childEnd
  }
  return edits
}

function cut(from: number, to: number): TextEdit {
  return { offset: from, length: to - from, text: '' }
}

/** Adds a member at the end of an object, laid out as the object is. */
export function addMember(text: string, object: JsonNode, name: string, value: unknown): TextEdit {
  const last = object.children?.at(-1)
  const start = object.offset + 1
  const gap = /^\s*/.exec(text.slice(start))?.[0] ?? ''
  const breaks = last !== undefined && gap.includes('\n')
  const member = `${JSON.stringify(name)}: ${breaks ? indented(text, value, gap) : JSON.stringify(value)}`

  if (!last) {
    return insertAt(start, member)
  }
  return insertAt(last.offset + last.length, `,${breaks ? gap : gap || ' '}${member}`)
}

/** `, value` as one more item of an array, laid out as the array is. */
export function layOut(text: string, array: JsonNode, value: unknown): string {
  const gap = /^\s*/.exec(text.slice(array.offset + 1))?.[0] ?? ''
  return gap.includes('\n') ? `,${gap}${indented(text, value, gap)}` : `, ${JSON.stringify(value)}`
}

/** JSON with the indentation of the place that it goes to. `gap` is the white space before a member there. */
function indented(text: string, value: unknown, gap: string): string {
  const base = gap.slice(gap.lastIndexOf('\n') + 1)
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  const newline = gap.includes('\r\n') ? '\r\n' : '\n'
  return JSON.stringify(value, null, unit).replaceAll('\n', `${newline}${base}`)
}
