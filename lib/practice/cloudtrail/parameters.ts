import type { NormalizedSchema } from '@smithy/core/schema'

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS'
const SECRET =
  /password|secret|credential|token$|confirmationCode|userCode|^(authParameters|challengeResponses|privateKey)/i

/** AWS leaves them out from 100 KB on; here the history is kept in a file. */
const LIMIT = 8 * 1024

type Parameters = Record<string, unknown>

/** What a call was given, as an event shows it: small first letters, no secrets, and nothing that is too long. */
export function shownParameters(input: Parameters, schema?: NormalizedSchema): Parameters | null {
  const shown = shownMembers(input, schema)
  const size = JSON.stringify(shown).length

  if (size > LIMIT) {
    return { omitted: true, originalSize: size, reason: 'requestParameters too large' }
  }
  return Object.keys(shown).length === 0 ? null : shown
}

function shownMembers(input: object, schema: NormalizedSchema | undefined): Parameters {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(
    entries.map(([name, value]) => [lowerFirst(name), shownValue(name, value, memberOf(schema, name))]),
  )
}

function shownValue(name: string, value: unknown, schema: NormalizedSchema | undefined): unknown {
  if (schema?.getMergedTraits().sensitive || SECRET.test(name)) {
    return HIDDEN
  }
  if (value instanceof Date) {
    return value.toISOString()
  }
  if (value instanceof Uint8Array || typeof value === 'function') {
    return HIDDEN
  }
  if (Array.isArray(value)) {
    const item = schema?.isListSchema() ? schema.getValueSchema() : undefined
    return value.map((one) => shownValue('', one, item))
  }
  return typeof value === 'object' && value !== null ? shownMembers(value, schema) : value
}

function memberOf(schema: NormalizedSchema | undefined, name: string): NormalizedSchema | undefined {
  if (schema?.isMapSchema()) {
    return schema.getValueSchema()
  }
  return schema?.isStructSchema() && schema.getMemberSchemas()[name] ? schema.getMemberSchema(name) : undefined
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
