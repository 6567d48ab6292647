import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs'
import process from 'node:process'
import { dropDrafts, explainWriteError } from '@/lib/durable-file'
import type { LineFile } from '@/lib/practice/state/line-file'
import { HEADER, readChanges } from '@/lib/practice/state/lines'
import type { Tree } from '@/lib/practice/state/tree'

type OldFile = { version: 1; slices: Record<string, object> }

/** What was found; `problem`: why the file must not be written. `isOld`: it is in the form of earlier versions. */
export type Found = { problem: string | null; isOld: boolean }

/** Reads a file into the tree. A damaged one is moved aside, never overwritten; of a last line that was cut off nothing is kept. */
export function readStateFile(file: LineFile, tree: Tree): Found {
  dropDrafts(file.name)
  const read = readBytes(file.name)

  if ('problem' in read) {
    return { problem: read.problem, isOld: false }
  }
  if (read.bytes === null) {
    return { problem: null, isOld: false }
  }
  if (read.bytes.subarray(0, HEADER.length).toString() === HEADER) {
    return { problem: readLines(file, tree, read.bytes), isOld: false }
  }
  try {
    const parsed: unknown = JSON.parse(read.bytes.toString('utf8'))

    if (isOldFile(parsed)) {
      takeOld(parsed, tree)
      return { problem: null, isOld: true }
    }
    throw new Error('It is not a state file of the practice account.')
  } catch (error) {
    const words = `could not be read (${String(error)}). It starts empty`
    return { problem: putAside(file.name, words, renameSync), isOld: false }
  }
}

/** What can't be used would fail later, at any call: the file is copied aside, and the account goes on without it. */
export function putPartAside(file: string, words: string): string | null {
  return existsSync(file) ? putAside(file, words, copyFileSync) : null
}

/** Before a file of an earlier version is replaced: who goes back to that version still has it. */
export function keepOldFile(file: string): void {
  copyFileSync(file, `${file}.version-1`)
}

function readLines(file: LineFile, tree: Tree, bytes: Buffer): string | null {
  const { end, broken } = readChanges(bytes, (change) => tree.apply(change))
  tree.settle()
  file.adopt(end)
  return broken === 0
    ? null
    : putAside(file.name, `has ${broken} lines that can’t be read. They are left out`, copyFileSync)
}

function takeOld({ slices }: OldFile, tree: Tree): void {
  for (const [name, slice] of Object.entries(slices)) {
    tree.takeSlice(name, slice)
  }
}

/** Null, or why the file must not be written: what is in it could not be kept. */
function putAside(file: string, words: string, keep: (file: string, aside: string) => void): string | null {
  const aside = `${file}.damaged-${Date.now()}`

  try {
    keep(file, aside)
    process.stderr.write(`The practice account's state ${words}; the old file is ${aside}.\n`)
    return null
  } catch (error) {
    const problem = `${file} is damaged and could not be put aside. ${explainWriteError(error)}`
    process.stderr.write(`The practice account's state ${words}. ${problem} Nothing is written until the next start.\n`)
    return problem
  }
}

function readBytes(file: string): { bytes: Buffer | null } | { problem: string } {
  try {
    return { bytes: readFileSync(file) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined

    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return { bytes: null }
    }
    const problem = `${file} could not be read (${String(error)}).`
    process.stderr.write(`The practice account's state is not kept: ${problem} It starts empty, in memory only.\n`)
    return { problem }
  }
}

function isOldFile(value: unknown): value is OldFile {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('slices' in value)) {
    return false
  }
  const { version, slices } = value
  return (
    version === 1 &&
    typeof slices === 'object' &&
    slices !== null &&
    !Array.isArray(slices) &&
    Object.values(slices).every((slice) => typeof slice === 'object' && slice !== null)
  )
}
