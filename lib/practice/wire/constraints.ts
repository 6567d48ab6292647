import type { Constraint } from '@/lib/practice/wire/constraint'

export type Problem = { path: string; text: string }

const patterns = new Map<string, RegExp>()

/** What is wrong with a value, in AWS's words. A sensitive value isn't repeated. */
export function violations(constraint: Constraint, value: unknown, path: string, isSensitive: boolean): Problem[] {
  const { pattern, min, max, values } = constraint
  const measure = sizeOf(value)
  const noun = typeof value === 'number' ? 'value' : 'length'
  const problems: Problem[] = []
  const report = (rule: string) => {
    const shown = isSensitive ? 'Value' : `Value '${display(value)}'`
    problems.push({ path, text: `${shown} at '${path}' failed to satisfy constraint: Member must ${rule}` })
  }
  if (max !== undefined && measure > max) {
    report(`have ${noun} less than or equal to ${max}`)
  }
  if (min !== undefined && measure < min) {
    report(`have ${noun} greater than or equal to ${min}`)
  }
  // A text of any length would let a pattern with nested repetition run for ever.
  if (pattern && typeof value === 'string' && problems.length === 0 && !compiled(pattern).test(value)) {
    report(`satisfy regular expression pattern: ${pattern}`)
  }
  if (values && typeof value === 'string' && !values.includes(value)) {
    report(`satisfy enum value set: [${values.join(', ')}]`)
  }
  return problems
}

function sizeOf(value: unknown): number {
  if (typeof value === 'number') {
    return value
  }
  if (typeof value === 'string') {
    return [...value].length
  }
  if (value instanceof Uint8Array) {
    return value.byteLength
  }
  return Array.isArray(value) ? value.length : Object.keys(value ?? {}).length
}

/** AWS's patterns are Java's and always match the whole text. Only some of them are valid under JavaScript's `u` flag. */
function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern)

  if (known) {
    return known
  }
  const whole = `^(?:${pattern})$`
  const made = /\\p\{/.test(pattern) ? new RegExp(whole, 'su') : new RegExp(whole, 's')
  patterns.set(pattern, made)
  return made
}

function display(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
