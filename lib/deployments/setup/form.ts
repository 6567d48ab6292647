import {
  FIELD_NAMES,
  FIELDS,
  type FieldName,
  fieldOfPath,
  isAsked,
  meaningOf,
  type SetupValues,
} from '@/lib/deployments/setup/form-fields'
import { type DeploymentSpec, deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import { fail, ok, type Result } from '@/lib/result'

/** The spec that the form describes, or messages by form field. */
export function specFromValues(values: SetupValues): Result<DeploymentSpec> {
  const parsed = deploymentSpecSchema.safeParse(inputFromValues(values))
  const found = new Map<string, Set<string>>()
  const add = (field: string, message: string) => {
    const messages = found.get(field) ?? new Set()
    found.set(field, messages)

    if (messages.size < MAX_MESSAGES) {
      messages.add(message)
    }
  }

  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join('.')
    const field = fieldOfPath(path)
    const subject = field && subjectOf(field, path, values)
    // What is wrong with a key stands inside its issue.
    const messages = issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message) : [issue.message]

    for (const message of messages) {
      add(field ?? path, subject ? `${subject}: ${message}` : message)
    }
  }
  for (const name of FIELD_NAMES) {
    for (const message of FIELDS[name].problems?.(meaningOf(name, values)) ?? []) {
      add(name, message)
    }
  }
  if (parsed.success && found.size === 0) {
    return ok(parsed.data)
  }
  const fields = Object.fromEntries([...found].map(([field, messages]) => [field, [...messages]]))
  return fail({ code: 'invalid-input', message: 'Some answers need another look.', fields })
}

/** Messages told at one field. A pasted file can be wrong in every one of its lines, and nobody reads more. */
const MAX_MESSAGES = 20

/** What of a field an error is about, such as one of several variables. */
function subjectOf(name: FieldName, path: string, values: SetupValues): string | undefined {
  const { path: own, subject } = FIELDS[name]
  return own !== undefined && path.startsWith(`${own}.`) ? subject?.(path.slice(own.length + 1), values) : undefined
}

/** What the answers say, each at its place in a spec; the schema judges it. */
function inputFromValues(values: SetupValues): Part {
  const input: Part = { version: 1 }

  for (const name of FIELD_NAMES) {
    const { path, write = String } = FIELDS[name]

    if (path !== undefined && isAsked(name, values)) {
      const value: unknown = write(meaningOf(name, values), values)
      put(input, path.split('.'), value)
    }
  }
  return input
}

type Part = { [name: string]: unknown }

function put(part: Part, [name = '', ...rest]: string[], value: unknown): void {
  if (value === undefined) {
    return
  }
  if (rest.length === 0) {
    part[name] = value
    return
  }
  part[name] ??= {}
  put(part[name] as Part, rest, value)
}

/** The form that describes a spec: the other way round, for editing what exists or an uploaded spec. */
export function valuesFromSpec(spec: DeploymentSpec): SetupValues {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, FIELDS[name].read(spec)]))
}

/** True when the form can show all of the spec: a claim rule with a comma in its value is nothing that a line can say. */
export function fitsForm(spec: DeploymentSpec): boolean {
  const parsed = specFromValues(valuesFromSpec(spec))
  return parsed.ok && JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(spec))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  if (value === null || typeof value !== 'object') {
    return value
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
