import type { NormalizedSchema } from '@smithy/core/schema'
import type { OperationModel } from '@/lib/practice/wire/models'

/** AWS has members here that the SDK's schemas lack; the account keeps them, and whatever else it is told. */
const KEPT_WHOLE = new Set([
  'CreateAgentRuntime',
  'UpdateAgentRuntime',
  'GetAgentRuntime',
  'CreateUserPool',
  'UpdateUserPool',
  'DescribeUserPool',
  'CreateUserPoolClient',
  'UpdateUserPoolClient',
  'DescribeUserPoolClient',
])

/** What was read of a body, with the members of it that the schema doesn't know, where the account keeps them. Changes `read`. */
export function readWhole({ name, input }: OperationModel, body: Uint8Array, read: Members): Members {
  if (KEPT_WHOLE.has(name) && body.byteLength > 0) {
    addUnknown(input, JSON.parse(Buffer.from(body).toString()), read)
  }
  return read
}

/** What was written of an output, with the members of it that the schema doesn't know, where the account gives them back. */
export function writeWhole({ name, output }: OperationModel, whole: Members, written: Uint8Array): Uint8Array | string {
  if (!KEPT_WHOLE.has(name)) {
    return written
  }
  const completed: unknown = JSON.parse(Buffer.from(written).toString())
  addUnknown(output, whole, completed)
  return JSON.stringify(completed)
}

type Members = Record<string, unknown>

/** Puts into `to` what `from` has and the schema does not know, at any depth. Changes `to`. */
function addUnknown(schema: NormalizedSchema, from: unknown, to: unknown): void {
  if (schema.isListSchema()) {
    addToItems(schema.getValueSchema(), from, to)
  } else if (isRecord(from) && isRecord(to)) {
    schema.isStructSchema() ? addToStruct(schema, from, to) : addToMap(schema, from, to)
  }
}

function addToStruct(schema: NormalizedSchema, from: Members, to: Members): void {
  const known = new Map(schema.structIterator())
  // How the SDK's codec writes a union's member that it doesn't know.
  delete to.$unknown

  for (const [name, value] of Object.entries(from)) {
    const member = known.get(name)

    if (member) {
      addUnknown(member, value, to[name])
    } else if (name !== '__proto__' && name !== '$unknown') {
      to[name] = value
    }
  }
}

function addToMap(schema: NormalizedSchema, from: Members, to: Members): void {
  if (!schema.isMapSchema()) {
    return
  }
  for (const [name, value] of Object.entries(from)) {
    addUnknown(schema.getValueSchema(), value, Object.hasOwn(to, name) ? to[name] : undefined)
  }
}

// Of a list with nulls the codec makes a shorter one, whose items are others.
function addToItems(schema: NormalizedSchema, from: unknown, to: unknown): void {
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    for (const [index, item] of from.entries()) {
      addUnknown(schema, item, to[index])
    }
  }
}

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
