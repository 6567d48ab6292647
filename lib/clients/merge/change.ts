import { fuseEntry } from '@/lib/clients/merge/fuse-entry'
import { sameValue } from '@/lib/clients/merge/values'
import type { Addition, ClientConfig } from '@/lib/clients/model'
import { fail, type Result } from '@/lib/result'

/**
 * What became of one place. `kept` and `lost` name what an entry that was there holds besides, such as `env.HTTPS_PROXY`:
 * names only, since values may be secret.
 */
export type Change = { path: string; kind: 'added' | 'updated' | 'same' | 'moved'; kept: string[]; lost: string[] }

/** What only the person can decide; nothing is written before an endpoint's second entry is wanted. */
export type Question =
  | { kind: 'same-endpoint'; name: string; message: string }
  | { kind: 'unwrapped'; names: string[]; container: string; message: string }

/** `reformatted`: the file could only be written anew, so spaces and quotes may differ elsewhere too. */
export type Merged = { text: string; changes: Change[]; notes: string[]; questions: Question[]; reformatted?: true }

/** What the format of a file answers, before anything is asked or noted. */
export type Written = Pick<Merged, 'text' | 'changes' | 'reformatted'>

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

/** What to write in the place of what is there, and what that does to it. Only servers' entries are brought together. */
export function changeOf(existing: unknown, { path, value, endpoint }: Addition): { change: Change; value: unknown } {
  const at = path.join('.')

  if (existing === undefined) {
    return { change: { path: at, kind: 'added', kept: [], lost: [] }, value }
  }
  const fused = fuseEntry(existing, value, endpoint)
  const kind = sameValue(existing, fused.value) ? 'same' : 'updated'
  return { change: { path: at, kind, kept: fused.kept, lost: fused.lost }, value: fused.value }
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

/** What goes into a file: `full` when there is nothing in it yet, else the additions; the last one is the server. */
export type MergeServer = Pick<
  ClientConfig,
  'client' | 'path' | 'projectPath' | 'format' | 'container' | 'full' | 'additions'
>
