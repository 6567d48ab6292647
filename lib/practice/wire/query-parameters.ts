import { FromStringShapeDeserializer } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { commonError } from '@/lib/practice/wire/common-errors'

type Node = { text?: string; children: Map<string, Node> }

const reader = new FromStringShapeDeserializer({
  timestampFormat: { useTrait: true, default: 5 },
  httpBindings: false,
})

/** The parameters of an AWS Query request (`Tags.member.1.Key=…`) as the SDK's input shape. */
export function readQuery(schema: NormalizedSchema, parameters: URLSearchParams): Record<string, unknown> {
  if (!schema.isStructSchema()) {
    return {}
  }
  const root: Node = { children: new Map() }

  for (const [name, value] of parameters) {
    insert(root, name, value)
  }
  return readStruct(schema, root)
}

function insert(root: Node, name: string, value: string): void {
  let node = root

  for (const part of name.split('.', 40)) {
    const child = node.children.get(part) ?? { children: new Map() }
    node.children.set(part, child)
    node = child
  }
  node.text = value
}

function readValue(schema: NormalizedSchema, node: Node, name: string): unknown {
  if (schema.isStructSchema()) {
    return readStruct(schema, node)
  }
  if (schema.isListSchema()) {
    return readList(schema, node, name)
  }
  if (schema.isMapSchema()) {
    return readMap(schema, node, name)
  }
  return readSimple(schema, node.text ?? '', name)
}

function readStruct(schema: NormalizedSchema, node: Node): Record<string, unknown> {
  const out: Record<string, unknown> = {}

  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(member.getMergedTraits().xmlName ?? name)

    if (child) {
      out[name] = readValue(member, child, name)
    }
  }
  return out
}

/** `Name=` alone is the empty list; items stand under `member` (or the item's own name) and count from 1. */
function readList(schema: NormalizedSchema, node: Node, name: string): unknown[] {
  const item = schema.getValueSchema()
  const isFlat = schema.getMergedTraits().xmlFlattened !== undefined
  const holder = isFlat ? node : node.children.get(item.getMergedTraits().xmlName ?? 'member')
  return numbered(holder, name).map((child) => readValue(item, child, name))
}

function readMap(schema: NormalizedSchema, node: Node, name: string): Record<string, unknown> {
  const holder = schema.getMergedTraits().xmlFlattened === undefined ? node.children.get('entry') : node
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key'
  const value = schema.getValueSchema()
  const valueName = value.getMergedTraits().xmlName ?? 'value'
  return Object.fromEntries(
    numbered(holder, name).map((entry) => [
      entry.children.get(keyName)?.text ?? '',
      readValue(value, entry.children.get(valueName) ?? { text: '', children: new Map() }, name),
    ]),
  )
}

function numbered(holder: Node | undefined, name: string): Node[] {
  const entries = [...(holder?.children ?? [])].map(([key, child]) => ({ index: Number(key), child }))

  if (entries.some(({ index }) => !Number.isInteger(index) || index < 1)) {
    throw commonError('query', 'malformed', `The list ${name} has an item without a number.`)
  }
  return entries.sort((a, b) => a.index - b.index).map(({ child }) => child)
}

function readSimple(schema: NormalizedSchema, text: string, name: string): unknown {
  const isWrongBoolean = schema.isBooleanSchema() && !/^(true|false)$/i.test(text)
  const isWrongNumber = schema.isNumericSchema() && !/^-?\d+(\.\d+)?$/.test(text)

  if (isWrongBoolean || isWrongNumber) {
    throw commonError('query', 'malformed', `The value '${text}' of ${name} could not be read.`)
  }
  try {
    return reader.read(schema, text)
  } catch {
    throw commonError('query', 'malformed', `The value '${text}' of ${name} could not be read.`)
  }
}
