import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { broken, type Change, kindOf, type Merged, placeOf, wrongType } from '@/lib/clients/merge/change'
import { insertInto, replaceNode } from '@/lib/clients/merge/json-edit'
import type { Addition } from '@/lib/clients/model'
import { ok, type Result } from '@/lib/result'

/** JSON, with comments and trailing commas. Each addition is one edit of the text. */
export function mergeJson(text: string, additions: Addition[]): Result<Merged> {
  const changes: Change[] = []
  let merged = text

  for (const addition of additions) {
    const step = add(merged, addition)

    if (!step.ok) {
      return step
    }
    merged = step.data.text
    changes.push(step.data.change)
  }
  return ok({ text: merged, changes })
}

function add(text: string, addition: Addition): Result<{ text: string; change: Change }> {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  const [error] = errors

  if (error || !root) {
    return broken(text, error?.offset ?? 0, error ? words(printParseErrorCode(error.error)) : 'there is no value')
  }
  const { path, value, identity } = addition
  const found = walk(root, path)

  if (found.wrong) {
    return wrongType(path.slice(0, found.depth), 'an object')
  }
  const { node, depth } = found

  if (identity === undefined || depth < path.length) {
    return ok(put(text, addition, node, depth))
  }
  if (node.type !== 'array') {
    return wrongType(path, 'a list')
  }
  const index = Number(placeOf([], value, (node.children ?? []).map(toValue), identity)[0])
  const item = node.children?.[index]
  const kind = kindOf(item && toValue(item), addition)
  const change: Change = { path: path.join('.'), kind }

  if (kind === 'same') {
    return ok({ text, change })
  }
  return ok({ change, text: item ? replaceNode(text, item, value) : insertInto(text, node, undefined, value) })
}

type Found = { node: Node; depth: number; wrong?: true }

/** The innermost node that exists on the way; of a key that is there twice, the last, which is the one that counts. */
function walk(root: Node, path: string[]): Found {
  let node = root

  for (const [depth, key] of path.entries()) {
    if (node.type !== 'object') {
      return { node, depth, wrong: true }
    }
    const child = node.children?.findLast(({ children }) => children?.[0]?.value === key)?.children?.[1]

    if (!child) {
      return { node, depth }
    }
    node = child
  }
  return { node, depth: path.length }
}

/** The value at its key, with the objects on the way that aren't there yet. */
function put(text: string, addition: Addition, node: Node, depth: number): { text: string; change: Change } {
  const { path, value, identity } = addition
  const exists = depth === path.length
  const kind = kindOf(exists ? toValue(node) : undefined, addition)
  const change: Change = { path: path.join('.'), kind }

  if (kind === 'same') {
    return { text, change }
  }
  if (exists) {
    return { text: replaceNode(text, node, value), change }
  }
  const [key = '', ...rest] = path.slice(depth)
  const leaf: unknown = identity === undefined ? value : [value]
  const nested = rest.reduceRight<unknown>((inner, name) => ({ [name]: inner }), leaf)
  return { text: insertInto(text, node, key, nested), change }
}

function toValue(node: Node): unknown {
  if (node.type === 'array') {
    return (node.children ?? []).map(toValue)
  }
  if (node.type === 'object') {
    const entries = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key && value ? [[String(key.value), toValue(value)] as const] : [],
    )
    return Object.fromEntries(entries)
  }
  return node.value
}

/** `CommaExpected` → `comma expected` */
function words(code: string): string {
  return code.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase()
}
