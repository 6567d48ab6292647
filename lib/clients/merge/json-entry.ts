import { applyEdits, modify, type Node, parseTree } from 'jsonc-parser'
import { insertInto, replaceNode } from '@/lib/clients/merge/json-edit'
import { isTable, sameValue } from '@/lib/clients/merge/values'

type Key = string | number
type Step = { path: Key[]; value: unknown }

/** The text with one entry changed member by member: what stays the same keeps its comments and its form. */
export function editEntry(text: string, at: Key[], before: unknown, after: unknown): string {
  return stepsBetween(at, before, after).reduce(apply, text)
}

/** The text without one member of the file itself. */
export function removeMember(text: string, name: string): string {
  return apply(text, { path: [name], value: undefined })
}

function stepsBetween(path: Key[], before: unknown, after: unknown): Step[] {
  if (sameValue(before, after)) {
    return []
  }
  if (!isTable(before) || !isTable(after)) {
    return [{ path, value: after }]
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    stepsBetween([...path, key], before[key], after[key]),
  )
}

function apply(text: string, { path, value }: Step): string {
  if (value === undefined) {
    return applyEdits(text, modify(text, path, undefined, {}))
  }
  const root = parseTree(text, [], { allowTrailingComma: true })
  const parent = root && nodeAt(root, path.slice(0, -1))
  const key = path.at(-1)
  const node = root && nodeAt(root, path)

  if (node) {
    return replaceNode(text, node, value)
  }
  return parent && typeof key === 'string' ? insertInto(text, parent, key, value) : text
}

/** Of a key that is there twice, the last, which is the one that counts. */
function nodeAt(root: Node, path: Key[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (node, key) =>
      typeof key === 'number'
        ? node?.children?.[key]
        : node?.children?.findLast(({ children }) => children?.[0]?.value === key)?.children?.[1],
    root,
  )
}
