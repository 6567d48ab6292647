import type { SchemaNode } from '@/lib/mcp/form/schema-node'
import { parseJson } from '@/lib/mcp/json-values'

/** What was typed: text for every scalar, so that half a number can stand there; `''` for nothing. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue }

/** Messages by path: `filters.0.name`. The path of the whole is ''. */
export type FormErrors = Record<string, string>

export function emptyValue(node: SchemaNode): FormValue {
  switch (node.kind) {
    case 'array':
      return []
    case 'object':
      return Object.fromEntries(node.members.map((member) => [member.name, emptyValue(member.node)]))
    default:
      return ''
  }
}

type Reading = { errors: FormErrors; path: string; isRequired: boolean }

/** The arguments that the form stands for, and what is wrong with it, by field. Nothing typed is left out. */
export function readForm(node: SchemaNode, value: FormValue): { value: unknown; errors: FormErrors } {
  const errors: FormErrors = {}
  const read = readNode(node, value, { errors, path: '', isRequired: true })
  return { value: read ?? {}, errors }
}

function readNode(node: SchemaNode, value: FormValue, at: Reading): unknown {
  if (node.kind === 'object') {
    return readObject(node, value, at)
  }
  if (node.kind === 'array') {
    return readArray(node, value, at)
  }
  const text = typeof value === 'string' ? value : ''

  if (text === '') {
    if (at.isRequired) {
      at.errors[at.path] = 'This is required.'
    }
    return undefined
  }
  const { result, error } = readScalar(node, text)

  if (error !== undefined) {
    at.errors[at.path] = error
  }
  return result
}

function readObject(node: Extract<SchemaNode, { kind: 'object' }>, value: FormValue, at: Reading): unknown {
  const given = typeof value === 'object' && !Array.isArray(value) ? value : {}

  // An optional object in which nothing was typed is left out, required members and all.
  if (!at.isRequired && isEmpty(given)) {
    return undefined
  }
  const entries = node.members.map(({ name, node: member, isRequired }): [string, unknown] => {
    const path = at.path === '' ? name : `${at.path}.${name}`
    const typed = Object.hasOwn(given, name) ? given[name] : undefined
    return [name, readNode(member, typed ?? emptyValue(member), { errors: at.errors, path, isRequired })]
  })
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined))
}

function readArray(node: Extract<SchemaNode, { kind: 'array' }>, value: FormValue, at: Reading): unknown {
  const items = Array.isArray(value) ? value : []

  if (items.length === 0 && !at.isRequired) {
    return undefined
  }
  const problem = outside(items.length, node, 'entries')

  if (problem) {
    at.errors[at.path] = problem
  }
  return items.map((item, index) =>
    readNode(node.item, item, { errors: at.errors, path: `${at.path}.${index}`.replace(/^\./, ''), isRequired: true }),
  )
}

type Scalar = { result?: unknown; error?: string }

function readScalar(node: SchemaNode, text: string): Scalar {
  switch (node.kind) {
    case 'number':
      return readNumber(node, text)
    case 'boolean':
      return text === 'true' || text === 'false' ? { result: text === 'true' } : { error: 'Choose yes or no.' }
    case 'enum': {
      const option = node.options.find((one) => String(one) === text)
      return option === undefined ? { error: 'Choose one from the list.' } : { result: option }
    }
    case 'text':
      return readText(node, text)
    default: {
      const result = parseJson(text)
      return result === undefined ? { error: 'This is not JSON.' } : { result }
    }
  }
}

function readNumber(node: Extract<SchemaNode, { kind: 'number' }>, text: string): Scalar {
  const number = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN

  if (!Number.isFinite(number)) {
    return { error: 'This is not a number.' }
  }
  if (node.isInteger && !Number.isSafeInteger(number)) {
    return { error: 'Use a whole number.' }
  }
  const problem = outside(number, node)
  return problem ? { error: problem } : { result: number }
}

function readText(node: Extract<SchemaNode, { kind: 'text' }>, text: string): Scalar {
  const problem = outside([...text].length, node, 'characters')

  if (problem) {
    return { error: problem }
  }
  return node.pattern === undefined || matches(node.pattern, text)
    ? { result: text }
    : { error: `It has to match ${node.pattern}` }
}

/** A pattern that is none here says nothing; the server has the last word. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return true
  }
}

function outside(size: number, { min, max }: { min?: number; max?: number }, unit = ''): string | undefined {
  if (min !== undefined && size < min) {
    return `At least ${min} ${unit}`.trim().concat('.')
  }
  return max !== undefined && size > max ? `At most ${max} ${unit}`.trim().concat('.') : undefined
}

function isEmpty(value: FormValue): boolean {
  return typeof value === 'object' ? Object.values(value).every(isEmpty) : value === ''
}
