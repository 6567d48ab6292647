import type { NormalizedSchema } from '@smithy/core/schema'
import { commonError } from '@/lib/practice/wire/common-errors'
import type { Constraint } from '@/lib/practice/wire/constraint'
import { type Problem, violations } from '@/lib/practice/wire/constraints'
import type { ProtocolName } from '@/lib/practice/wire/models'
import { type Input, protocolOf, type Target } from '@/lib/practice/wire/wire'

/** Refuses an input that lacks a required member, has one of another type, or is outside the model's constraints. */
export function validateInput(target: Target, input: Input): void {
  const { constraints } = target.service
  // Where Query is spoken too, the code is Query's.
  const protocol = target.service.also.includes('query') ? 'query' : protocolOf(target)
  const problems: Problem[] = []
  checkStruct({ protocol, constraints, problems }, target.operation.input, input, '')

  if (problems.length === 0) {
    return
  }
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`
  const message = `${count} detected: ${problems.map(({ text }) => text).join('; ')}`
  const fieldList = problems.map(({ path, text }) => ({ name: path, message: text }))
  const members = protocol === 'rest-json' ? { reason: 'FieldValidationFailed', fieldList } : {}
  throw commonError(protocol, 'validation', message, members)
}

type Check = { protocol: ProtocolName; constraints: ReadonlyMap<string, Constraint>; problems: Problem[] }

function checkStruct(check: Check, schema: NormalizedSchema, value: unknown, path: string): void {
  if (schema.isUnitSchema()) {
    return
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrongType(check, path, 'a structure')
  }
  const record = value as Input

  for (const name of requiredMembers(schema)) {
    if (record[name] === undefined || record[name] === null) {
      check.problems.push(nullProblem(join(path, name)))
    }
  }
  if (schema.isUnionSchema() && (Object.keys(record).length !== 1 || '$unknown' in record)) {
    check.problems.push({
      path,
      text: `Value at '${path}' failed to satisfy constraint: Member must have exactly one key`,
    })
  }
  for (const [name, member] of schema.structIterator()) {
    if (record[name] !== undefined && record[name] !== null) {
      checkMember(check, `${schema.getName()}.${name}`, member, record[name], join(path, name))
    }
  }
}

function checkMember(check: Check, key: string, schema: NormalizedSchema, value: unknown, path: string): void {
  checkType(check, schema, value, path)
  const constraint = check.constraints.get(key)

  if (constraint) {
    check.problems.push(...violations(constraint, value, path, schema.getMergedTraits().sensitive !== undefined))
  }
  if (schema.isStructSchema() && !schema.isStreaming()) {
    checkStruct(check, schema, value, path)
  } else if (schema.isListSchema()) {
    for (const [index, item] of (value as unknown[]).entries()) {
      checkItem(check, `${key}.member`, schema.getValueSchema(), item, `${path}.${index + 1}.member`)
    }
  } else if (schema.isMapSchema()) {
    const keyConstraint = check.constraints.get(`${key}.key`)

    for (const [name, item] of Object.entries(value as Input)) {
      check.problems.push(...(keyConstraint ? violations(keyConstraint, name, path, false) : []))
      checkItem(check, `${key}.value`, schema.getValueSchema(), item, `${path}.${name}`)
    }
  }
}

function checkItem(check: Check, key: string, schema: NormalizedSchema, value: unknown, path: string): void {
  if (value === null || value === undefined) {
    check.problems.push(nullProblem(path))
    return
  }
  checkMember(check, key, schema, value, path)
}

function checkType(check: Check, schema: NormalizedSchema, value: unknown, path: string): void {
  const expectations: [isExpected: boolean, isRight: boolean, name: string][] = [
    [schema.isStringSchema(), typeof value === 'string' || value instanceof String, 'a string'],
    [schema.isNumericSchema(), typeof value === 'number' && Number.isFinite(value), 'a number'],
    [schema.isBooleanSchema(), typeof value === 'boolean', 'a boolean'],
    [schema.isTimestampSchema(), value instanceof Date && !Number.isNaN(value.getTime()), 'a timestamp'],
    [schema.isBlobSchema(), value instanceof Uint8Array, 'a blob'],
    [schema.isListSchema(), Array.isArray(value), 'a list'],
    [schema.isMapSchema(), typeof value === 'object' && !Array.isArray(value), 'a map'],
  ]
  const wrong = expectations.find(([isExpected, isRight]) => isExpected && !isRight)

  if (wrong) {
    throw wrongType(check, path, wrong[2])
  }
}

function wrongType({ protocol }: Check, path: string, expected: string) {
  return commonError(protocol, 'malformed', `The value at '${path || '/'}' is not ${expected}.`)
}

function nullProblem(path: string): Problem {
  return { path, text: `Value null at '${path}' failed to satisfy constraint: Member must not be null` }
}

/** Required members come first in a static schema, and it says how many they are. */
function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const parts = schema.getSchema()

  if (!Array.isArray(parts)) {
    return []
  }
  const [names, count] = [parts[4], parts[6]]
  return Array.isArray(names) && typeof count === 'number' ? names.slice(0, count).map(String) : []
}

/** AWS writes paths in lower camel case, whatever the member's own case is. */
function join(path: string, name: string): string {
  const camel = name.charAt(0).toLowerCase() + name.slice(1)
  return path === '' ? camel : `${path}.${camel}`
}
