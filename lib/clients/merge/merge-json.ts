import { type Node, type ParseError, parseTree } from 'jsonc-parser'
import { type Change, changeOf, placeOf, type Written, wrongType } from '@/lib/clients/merge/change'
import { explainJson } from '@/lib/clients/merge/explain-json'
import { insertInto, removeFrom, replaceNode } from '@/lib/clients/merge/json-edit'
import { editEntry, removeMember } from '@/lib/clients/merge/json-entry'
import { sameValue } from '@/lib/clients/merge/values'
import type { Addition } from '@/lib/clients/model'
import { fail, ok, type Result } from '@/lib/result'

/** Deeper than any config; the parser calls itself once per level. */
const MAX_DEPTH = 200

/** JSON, with comments and trailing commas. Each addition is an edit of the text. */
export function mergeJson(text: string, additions: Addition[]): Result<Written> {
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

/** The value of a file. Fails with `invalid-input` and a line, also for what is nested too deep to be read. */
export function readJson(text: string): Result<unknown> {
  const root = read(text)
  return root.ok ? ok(toValue(root.data)) : root
}

/** Members of the file itself, moved into the container that the client reads. */
export function moveInside(text: string, names: string[], container: string[]): Result<Written> {
  const root = read(text)

  if (!root.ok) {
    return root
  }
  const values = names.map((name) => walk(root.data, [name]).node).map(toValue)
  const without = names.reduce(removeMember, text)
  const moved = mergeJson(
    without,
    names.map((name, index) => ({ path: [...container, name], value: values[index] })),
  )
  return moved.ok
    ? ok({ ...moved.data, changes: moved.data.changes.map((change) => ({ ...change, kind: 'moved' as const })) })
    : moved
}

/** The text without the value at a path; itself when there is none. */
export function removeJson(text: string, path: (string | number)[]): Result<string> {
  const root = read(text)

  if (!root.ok) {
    return root
  }
  let parent = root.data
  let child: Node | undefined

  for (const key of path) {
    parent = child?.type === 'property' ? (child.children?.[1] ?? child) : (child ?? parent)
    child = typeof key === 'number' ? parent.children?.[key] : memberOf(parent, key)

    if (!child) {
      return ok(text)
    }
  }
  return child ? ok(removeFrom(text, parent, child)) : ok(text)
}

/** Of a key that is there twice, the last, which is the one that counts. */
function memberOf(node: Node, key: string): Node | undefined {
  return node.type === 'object' ? node.children?.findLast(({ children }) => children?.[0]?.value === key) : undefined
}

function read(text: string): Result<Node> {
  if (isDeep(text)) {
    return fail({
      code: 'invalid-input',
      message: `The file is nested more than ${MAX_DEPTH} levels deep.`,
      remedy: 'Paste the config file itself, or put the fragment above into it by hand.',
    })
  }
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  return errors[0] || !root ? explainJson(text, errors[0]) : ok(root)
}

/** By brackets, strings left out: an overflow can't be caught everywhere. */
function isDeep(text: string): boolean {
  let depth = 0

  for (const [token] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    depth += token === '{' || token === '[' ? 1 : token === '}' || token === ']' ? -1 : 0

    if (depth > MAX_DEPTH) {
      return true
    }
  }
  return false
}

function add(text: string, addition: Addition): Result<{ text: string; change: Change }> {
  const root = read(text)

  if (!root.ok) {
    return root
  }
  const { path, value, identity } = addition
  const found = walk(root.data, path)

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
  return ok(item ? update(text, addition, item, [...path, index]) : append(text, addition, node))
}

function append(text: string, addition: Addition, list: Node): { text: string; change: Change } {
  const { change, value } = changeOf(undefined, addition)
  return { text: insertInto(text, list, undefined, value), change }
}

function update(
  text: string,
  addition: Addition,
  node: Node,
  at: (string | number)[],
): { text: string; change: Change } {
  const before = toValue(node)
  const { change, value } = changeOf(before, addition)

  if (change.kind === 'same') {
    return { text, change }
  }
  const edited = editEntry(text, at, before, value)
  const isRight = edited !== undefined && sameValue(readJson(edited), readJson(replaceNode(text, node, value)))
  return { text: isRight ? edited : replaceNode(text, node, value), change }
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
  const { path, identity } = addition

  if (depth === path.length) {
    return update(text, addition, node, path)
  }
  const { change, value } = changeOf(undefined, addition)
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
