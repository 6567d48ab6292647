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
    return Object.is(one, other) || (typeof one === 'bigint' && one === BigInt(Number(other)))
  }
  const keys = Object.keys(one)
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) =>
        Object.hasOwn(other, key) &&
        sameValue((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
    )
  )
}

/** Where an addition goes, once lists are resolved: keys, and the index of a list's item. */
export function placeOf(path: string[], value: unknown, list: unknown[], identity: string): (string | number)[] {
  const name = (value as Record<string, unknown>)[identity]
  const index = list.findLastIndex(
    (item) => typeof item === 'object' && item !== null && (item as Record<string, unknown>)[identity] === name,
  )
  return [...path, index === -1 ? list.length : index]
}
