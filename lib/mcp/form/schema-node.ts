import { recordOf, textOf } from '@/lib/mcp/json-values'

type Common = { title?: string; description?: string }
type Limits = { min?: number; max?: number }

/** A JSON Schema as a form can ask for it. `json`: only typed as JSON. Limits are inclusive. */
export type SchemaNode = Common &
  (
    | ({ kind: 'text'; pattern?: string } & Limits)
    | ({ kind: 'number'; isInteger: boolean } & Limits)
    | { kind: 'boolean' }
    | { kind: 'enum'; options: (string | number | boolean)[] }
    | ({ kind: 'array'; item: SchemaNode } & Limits)
    | { kind: 'object'; members: Member[] }
    | { kind: 'json' }
  )

type Member = { name: string; node: SchemaNode; isRequired: boolean }

/** Deeper than this a form is no help, and a schema that contains itself has no end. */
const MAX_DEPTH = 6

/** Reads the input schema of a tool. What a form can't ask for becomes `json`; it never throws. */
export function readSchema(schema: unknown): SchemaNode {
  return read(schema, recordOf(schema) ?? {}, 0)
}

function read(value: unknown, root: Record<string, unknown>, depth: number): SchemaNode {
  const schema = resolved(value, root)

  if (!schema || depth > MAX_DEPTH) {
    return { kind: 'json' }
  }
  const title = textOf(schema.title)
  const description = textOf(schema.description)
  const common = { ...(title ? { title } : {}), ...(description ? { description } : {}) }
  return { ...common, ...kindOf(schema, root, depth) }
}

function kindOf(schema: Record<string, unknown>, root: Record<string, unknown>, depth: number): SchemaNode {
  const options = (Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : []).filter(isChoice)

  if (options.length > 0) {
    return { kind: 'enum', options }
  }
  const choices = alternatives(schema)

  if (choices) {
    // The first that a form can ask for stands for all; the others can be typed as JSON.
    const nodes = choices.map((choice) => read(choice, root, depth + 1))
    return nodes.find(({ kind }) => kind !== 'json') ?? { kind: 'json' }
  }
  switch (typeOf(schema)) {
    case 'string':
      return { kind: 'text', ...limits(schema, 'minLength', 'maxLength'), ...patternOf(schema) }
    case 'integer':
      return { kind: 'number', isInteger: true, ...limits(schema, 'minimum', 'maximum') }
    case 'number':
      return { kind: 'number', isInteger: false, ...limits(schema, 'minimum', 'maximum') }
    case 'boolean':
      return { kind: 'boolean' }
    case 'array':
      return { kind: 'array', item: read(schema.items, root, depth + 1), ...limits(schema, 'minItems', 'maxItems') }
    case 'object':
      return objectOf(schema, root, depth)
    default:
      return { kind: 'json' }
  }
}

function objectOf(schema: Record<string, unknown>, root: Record<string, unknown>, depth: number): SchemaNode {
  const properties = Object.entries(recordOf(schema.properties) ?? {})
  const required = Array.isArray(schema.required) ? schema.required : []

  // A map with names of the caller's own choosing has no form; the tool's own input without members has an empty one.
  if (properties.length === 0 && depth > 0) {
    return { kind: 'json' }
  }
  const members = properties.map(([name, value]) => ({
    name,
    node: read(value, root, depth + 1),
    isRequired: required.includes(name),
  }))
  return { kind: 'object', members }
}

/** Follows `#/$defs/Name`. */
function resolved(value: unknown, root: Record<string, unknown>, hops = 0): Record<string, unknown> | undefined {
  const schema = recordOf(value)
  const pointer = textOf(schema?.$ref)

  if (!schema || pointer === undefined) {
    return schema
  }
  const path = pointer.startsWith('#/') && hops < 10 ? pointer.slice(2).split('/') : undefined
  const target = path?.reduce<unknown>((at, part) => {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    const parent = recordOf(at)
    return parent && Object.hasOwn(parent, name) ? parent[name] : undefined
  }, root)
  return resolved(target, root, hops + 1)
}

function alternatives(schema: Record<string, unknown>): unknown[] | undefined {
  const list = [schema.anyOf, schema.oneOf].find(Array.isArray) as unknown[] | undefined
  return list?.filter((choice) => recordOf(choice)?.type !== 'null')
}

function typeOf(schema: Record<string, unknown>): unknown {
  const { type } = schema
  const only = Array.isArray(type) ? type.filter((one) => one !== 'null') : [type]
  return only.length === 1 ? (only[0] ?? (recordOf(schema.properties) ? 'object' : undefined)) : only[0]
}

function limits(schema: Record<string, unknown>, low: string, high: string): Limits {
  const [min, max] = [schema[low], schema[high]]
  return { ...(typeof min === 'number' ? { min } : {}), ...(typeof max === 'number' ? { max } : {}) }
}

function patternOf({ pattern }: Record<string, unknown>): { pattern?: string } {
  return typeof pattern === 'string' ? { pattern } : {}
}

function isChoice(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}
