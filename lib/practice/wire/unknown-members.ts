import type { NormalizedSchema } from '@smithy/core/schema'

/** AWS has members here that the SDK's schemas lack; the account keeps them, and whatever else it is told. */
const KEPT_WHOLE = new Set(['CreateAgentRuntime', 'UpdateAgentRuntime', 'GetAgentRuntime'])

export function keepsUnknown(operation: string): boolean {
  return KEPT_WHOLE.has(operation)
}

type Members = Record<string, unknown>

/** Puts into `to` what `from` has and the schema does not know, at any depth. Changes `to`. */
export function addUnknown(schema: NormalizedSchema, from: unknown, to: unknown): void {
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
