import type { NormalizedSchema } from '@smithy/core/schema'

/** The form of a parameter, as far as a command line has to know it. Members are lazy: SDK shapes can contain themselves. */
export type Shape =
  | { type: 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' | 'document' }
  | { type: 'list'; item: () => Shape }
  | { type: 'map'; value: () => Shape }
  | StructureShape

export type StructureShape = { type: 'structure'; members: () => Record<string, Shape>; required: readonly string[] }

export const text: Shape = { type: 'string' }
export const number: Shape = { type: 'number' }
export const flag: Shape = { type: 'boolean' }

export function listOf(item: Shape): Shape {
  return { type: 'list', item: () => item }
}

export function structure(members: Record<string, Shape>, required: readonly string[] = []): StructureShape {
  return { type: 'structure', members: () => members, required }
}

/** An operation's input as the SDK describes it. */
export function inputShape(schema: NormalizedSchema): StructureShape {
  const shape = shapeOf(schema)
  return shape.type === 'structure' ? shape : structure({})
}

function shapeOf(schema: NormalizedSchema): Shape {
  if (schema.isStructSchema()) {
    return {
      type: 'structure',
      members: () => Object.fromEntries([...schema.structIterator()].map(([name, member]) => [name, shapeOf(member)])),
      required: requiredMembers(schema),
    }
  }
  if (schema.isListSchema()) {
    return { type: 'list', item: () => shapeOf(schema.getValueSchema()) }
  }
  if (schema.isMapSchema()) {
    return { type: 'map', value: () => shapeOf(schema.getValueSchema()) }
  }
  return { type: simpleType(schema) }
}

function simpleType(schema: NormalizedSchema): 'string' | 'number' | 'boolean' | 'timestamp' | 'blob' | 'document' {
  if (schema.isBooleanSchema()) {
    return 'boolean'
  }
  if (schema.isNumericSchema() || schema.isBigIntegerSchema() || schema.isBigDecimalSchema()) {
    return 'number'
  }
  if (schema.isTimestampSchema()) {
    return 'timestamp'
  }
  if (schema.isBlobSchema()) {
    return 'blob'
  }
  return schema.isDocumentSchema() ? 'document' : 'string'
}

/** Required members come first in a static schema, and it says how many they are. */
function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const parts: unknown = schema.getSchema()
  const [names, count] = Array.isArray(parts) ? [parts[4], parts[6]] : []
  return Array.isArray(names) && typeof count === 'number' ? names.slice(0, count).map(String) : []
}
