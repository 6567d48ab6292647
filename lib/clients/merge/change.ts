import type { Addition } from '@/lib/clients/model'
import { fail, type Result } from '@/lib/result'

export type Change = { path: string; kind: 'added' | 'updated' | 'same' }

/** `reformatted`: the file could only be written anew, so spaces and quotes may differ elsewhere too. */
export type Merged = { text: string; changes: Change[]; reformatted?: true }

export function broken(text: string, offset: number, what: string): Result<never> {
  const before = text.slice(0, offset).split('\n')
  return brokenAt(before.length, (before.at(-1)?.length ?? 0) + 1, what)
}

export function brokenAt(line: number, column: number, what: string): Result<never> {
  return fail({
    code: 'invalid-input',
    message: `Line ${line}, column ${column}: ${what}.`,
    remedy: 'Correct the file there, then merge again. Nothing was changed.',
  })
}

/** Something else stands where the servers belong. */
export function wrongType(path: string[], wanted: 'an object' | 'a list'): Result<never> {
  return fail({
    code: 'invalid-input',
    message: path.length === 0 ? `The file does not hold ${wanted}.` : `${path.join('.')} is not ${wanted}.`,
    remedy: 'Is this the file that the path above names?',
  })
}

export function kindOf(existing: unknown, { value }: Addition): Change['kind'] {
  if (existing === undefined) {
    return 'added'
  }
  return sameValue(existing, value) ? 'same' : 'updated'
}

/** Equal as data, whatever the order of keys. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return (
      Object.is(one, other) || (typeof one === 'bigint' && Number.isSafeInteger(other) && one === BigInt(Number(other)))
    )
  }
  if (one instanceof Date || other instanceof Date) {
    return String(one) === String(other)
  }
  const keys = Object.keys(one)
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameValue(valueAt(one, key), valueAt(other, key)))
  )
}

/** A member of a table that may have any prototype; undefined for what it only inherits. */
export function valueAt(table: unknown, key: string): unknown {
  return isTable(table) && Object.hasOwn(table, key) ? table[key] : undefined
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** Where an addition goes, once lists are resolved: keys, and the index of a list's item. */
export function placeOf(path: string[], value: unknown, list: unknown[], identity: string): (string | number)[] {
  const name = (value as Record<string, unknown>)[identity]
  const index = list.findLastIndex(
    (item) => typeof item === 'object' && item !== null && (item as Record<string, unknown>)[identity] === name,
  )
  return [...path, index === -1 ? list.length : index]
}

export function unwritable(): Result<never> {
  return fail({
    code: 'invalid-input',
    message: 'The server could not be put into this file without touching something else.',
    remedy: 'Paste the fragment above into the file by hand.',
  })
}
