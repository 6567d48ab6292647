import type { Node } from 'yaml'
import { isAlias, isScalar, isSeq, isMap as isYamlMap, parseDocument } from 'yaml'

/** A value that only its own tool can work out: `!Ref Subnet`, `var.image`. Never taken for a string. */
export class Expression {
  constructor(readonly source: string) {}
}

/** What a file of another tool holds: JSON, and expressions in any place. */
export type Tree = null | boolean | number | string | Expression | Tree[] | TreeMap
export type TreeMap = { [key: string]: Tree }

export function isMap(value: Tree | undefined): value is TreeMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Expression)
}

/** What stands at a path of names; undefined when nothing does. */
export function at(value: Tree | undefined, ...path: string[]): Tree | undefined {
  return path.reduce<Tree | undefined>(
    (current, key) => (isMap(current) && Object.hasOwn(current, key) ? current[key] : undefined),
    value,
  )
}

/** Deeper than any real file; what lies below is an expression. */
export const MAX_DEPTH = 60
const MAX_NODES = 50_000
const MAX_SOURCE = 80

/** One line of an expression's own text, for people. */
export function expression(source: string): Expression {
  const line = source
    .slice(0, MAX_SOURCE * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return new Expression(line.length > MAX_SOURCE ? `${line.slice(0, MAX_SOURCE)}…` : line)
}

/** Reads YAML without running its tags; undefined when it is none, or so full of aliases that it would never end. */
export function readYaml(text: string): Tree | undefined {
  try {
    const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false })
    let left = MAX_NODES

    const read = (node: unknown, depth: number): Tree => {
      left -= 1

      if (left < 0) {
        throw new RangeError('too many nodes')
      }
      if (isAlias(node)) {
        return depth > MAX_DEPTH ? expression('…') : read(node.resolve(document), depth + 1)
      }
      if (isScalar(node)) {
        return node.tag?.startsWith('!') ? tagged(node, text) : scalar(node.value, node.source)
      }
      if (!isYamlMap(node) && !isSeq(node)) {
        return null
      }
      if (depth > MAX_DEPTH || node.tag?.startsWith('!')) {
        return tagged(node, text)
      }
      return isSeq(node)
        ? node.items.map((item) => read(item, depth + 1))
        : Object.fromEntries(node.items.map(({ key, value }) => [keyOf(key), read(value, depth + 1)]))
    }
    return document.errors.length > 0 ? undefined : read(document.contents, 0)
  } catch {
    return undefined
  }
}

function keyOf(key: unknown): string {
  return String(isScalar(key) ? (key.source ?? key.value) : key)
}

/** `1.10` is no 1.1 to whoever wrote a version. */
function scalar(value: unknown, source: string | undefined): Tree {
  if (typeof value === 'string' || value === null) {
    return value
  }
  return (typeof value === 'number' || typeof value === 'boolean') && String(value) === source ? value : (source ?? '')
}

function tagged(node: Node, text: string): Expression {
  const [start = 0, end = start] = node.range ?? []
  const tag = node.tag?.startsWith('!') ? `${node.tag} ` : ''
  return expression(`${tag}${text.slice(start, Math.min(end, start + MAX_SOURCE * 4))}`)
}

/** CloudFormation's long forms, `{"Ref": …}` and `{"Fn::Sub": …}`, as expressions. */
export function withFunctions(value: Tree, depth = 0): Tree {
  if (Array.isArray(value)) {
    return depth > MAX_DEPTH ? expression('…') : value.map((item) => withFunctions(item, depth + 1))
  }
  if (!isMap(value)) {
    return value
  }
  const [key = '', ...others] = Object.keys(value)

  if (others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
    const argument = value[key]
    return expression(`${key} ${typeof argument === 'string' ? argument : brief(argument)}`)
  }
  return depth > MAX_DEPTH
    ? expression('…')
    : Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withFunctions(item, depth + 1)]))
}

/** An argument of a function: its texts in order, as far as a line goes. */
function brief(value: Tree | undefined, depth = 0): string {
  if (value === undefined || depth > 4) {
    return '…'
  }
  if (value instanceof Expression) {
    return value.source
  }
  const items = Array.isArray(value) ? value : isMap(value) ? Object.values(value) : undefined
  return items
    ? items
        .slice(0, 6)
        .map((item) => brief(item, depth + 1))
        .join(' ')
    : String(value)
}
