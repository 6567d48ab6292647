import { type Document, isMap, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml'
import {
  brokenAt,
  type Change,
  changeOf,
  placeOf,
  unwritable,
  type Written,
  wrongType,
} from '@/lib/clients/merge/change'
import { isTable, sameValue, valueAt } from '@/lib/clients/merge/values'
import { insertEntry, isVacant, putItem, removeEntry, replaceEntry } from '@/lib/clients/merge/yaml-edit'
import type { Addition } from '@/lib/clients/model'
import { ok, type Result } from '@/lib/result'

type Step = { text: string; change: Change; reformatted?: true }

/** YAML: each addition is an edit of the text where that is possible, else the whole document is written anew. */
export function mergeYaml(text: string, additions: Addition[]): Result<Written> {
  const merged: Written = { text, changes: [] }

  for (const addition of additions) {
    const step = add(merged.text, addition)

    if (!step.ok) {
      return step
    }
    merged.text = step.data.text
    merged.changes.push(step.data.change)
    Object.assign(merged, step.data.reformatted ? { reformatted: true } : {})
  }
  return ok(merged)
}

function add(text: string, addition: Addition): Result<Step> {
  const read = readYaml(text)

  if (!read.ok) {
    return read
  }
  const { document, value: before } = read.data
  const place = placeIn(before, addition)

  if (!place.ok) {
    return place
  }
  const { change, value } = changeOf(place.data.existing, addition)

  if (change.kind === 'same') {
    return ok({ text, change })
  }
  const wanted = withValue(before, place.data.keys, value)
  const edited = edit(text, document, place.data.keys, value)

  if (edited !== undefined && holds(edited, wanted)) {
    return ok({ text: edited, change })
  }
  const anew = rewrite(document, place.data.keys, value)
  return anew !== undefined && holds(anew, wanted) ? ok({ text: anew, change, reformatted: true }) : unwritable()
}

/** The text without the value at a path; itself when there is none. */
export function removeYaml(text: string, path: Key[]): Result<string> {
  const read = readYaml(text)

  if (!read.ok) {
    return read
  }
  const { document, value } = read.data
  const wanted = without(value, path)

  if (sameValue(wanted, value)) {
    return ok(text)
  }
  const cut = removeEntry(text, document.getIn(path.slice(0, -1), true), path.at(-1) ?? '')

  if (cut !== undefined && holds(cut, wanted)) {
    return ok(cut)
  }
  document.deleteIn(path)
  const anew = document.toString({ lineWidth: 0 })
  return holds(anew, wanted) ? ok(anew) : unwritable()
}

function without(node: unknown, [key, ...rest]: Key[]): unknown {
  if (Array.isArray(node)) {
    return rest.length === 0
      ? node.filter((_, index) => index !== key)
      : node.map((item, index) => (index === key ? without(item, rest) : item))
  }
  if (!isTable(node) || key === undefined || !Object.hasOwn(node, String(key))) {
    return node
  }
  const { [String(key)]: inner, ...others } = node
  return rest.length === 0 ? others : { ...node, [String(key)]: without(inner, rest) }
}

type Key = string | number

/** Where the value goes, and what is there now. */
function placeIn(root: unknown, { path, value, identity }: Addition): Result<{ keys: Key[]; existing: unknown }> {
  let node = root

  for (const [depth, key] of path.entries()) {
    if (!isTable(node)) {
      return wrongType(path.slice(0, depth), 'an object')
    }
    node = valueAt(node, key)

    if (node === undefined || (node === null && depth < path.length - 1)) {
      return ok({ keys: identity === undefined ? path : [...path, 0], existing: undefined })
    }
  }
  if (identity === undefined) {
    return ok({ keys: path, existing: node })
  }
  if (node !== null && !Array.isArray(node)) {
    return wrongType(path, 'a list')
  }
  const list: unknown[] = node ?? []
  const keys = placeOf(path, value, list, identity)
  return ok({ keys, existing: list[Number(keys.at(-1))] })
}

function withValue(node: unknown, [key, ...rest]: Key[], value: unknown): unknown {
  if (key === undefined) {
    return value
  }
  if (typeof key === 'number') {
    const list: unknown[] = Array.isArray(node) ? [...node] : []
    list[key] = withValue(list[key], rest, value)
    return list
  }
  return { ...(isTable(node) ? node : {}), [key]: withValue(valueAt(node, key), rest, value) }
}

/** The smallest edit of the text; undefined where the file's form allows none. */
function edit(text: string, document: Document.Parsed, keys: Key[], value: unknown): string | undefined {
  let map: unknown = document.contents

  for (const [depth, key] of keys.entries()) {
    const rest = keys.slice(depth + 1)

    if (typeof key === 'number') {
      return isSeq(map) ? putItem(text, map, key, value) : undefined
    }
    if (!isMap(map)) {
      return undefined
    }
    const pair = pairOf(map, key)

    if (!pair) {
      return insertEntry(text, map, key, nested(rest, value))
    }
    if (rest.length === 0 || isVacant(pair.value)) {
      return replaceEntry(text, map, pair, key, nested(rest, value))
    }
    map = pair.value
  }
  return undefined
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => String(pair.key) === key)
}

function nested(keys: Key[], value: unknown): unknown {
  return keys.reduceRight<unknown>((inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }), value)
}

function rewrite(document: Document.Parsed, keys: Key[], value: unknown): string | undefined {
  try {
    document.setIn(keys, document.createNode(value))
    return document.toString({ lineWidth: 0 })
  } catch {
    return undefined
  }
}

/** Whatever wrote it, the text counts only when it says what was wanted and nothing else. */
function holds(text: string, wanted: unknown): boolean {
  const read = readYaml(text)
  return read.ok && sameValue(read.data.value, wanted)
}

export function readYaml(text: string): Result<{ document: Document.Parsed; value: unknown }> {
  const document = parseDocument(text)
  const [error] = document.errors

  if (error) {
    const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 }
    return brokenAt(line, col, sentence(error))
  }
  try {
    return ok({ document, value: document.toJS() ?? {} })
  } catch (thrown) {
    // An alias without its anchor, or a great many of them, is found only now.
    return brokenAt(1, 1, sentence(thrown))
  }
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split(' at line')[0] ?? text).replace(/\.$/, '')
}
