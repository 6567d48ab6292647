import { copyFileSync, readFileSync, renameSync } from 'node:fs'
import process from 'node:process'
import { dropDrafts, explainWriteError } from '@/lib/durable-file'

export type Slices = Record<string, object>
export type StateFile = { version: 1; slices: Slices }

/** What a file holds; `problem`: why it must not be written. A damaged file is moved aside, never overwritten. */
export function readStateFile(file: string): { slices: Slices; problem: string | null } {
  dropDrafts(file)
  const text = readText(file)

  if ('problem' in text) {
    return { slices: {}, problem: text.problem }
  }
  if (text.text === null) {
    return { slices: {}, problem: null }
  }
  try {
    const parsed: unknown = JSON.parse(text.text)

    if (isStateFile(parsed)) {
      return { slices: parsed.slices, problem: null }
    }
    throw new Error('It is not a state file of the practice account.')
  } catch (error) {
    return { slices: {}, problem: putAside(file, `could not be read (${String(error)}). It starts empty`, renameSync) }
  }
}

/** A slice of the wrong shape would fail later, at any call: the file is copied aside, and the slice starts empty. */
export function putSliceAside(file: string, name: string): string | null {
  return putAside(file, `has no sound “${name}”. That part starts empty`, copyFileSync)
}

/**
 * True when a value can stand where `sample` would: the same kinds of values under the same names, as far as both have them. Records
 * that begin empty may hold anything.
 */
export function fitsSample(value: unknown, sample: unknown): boolean {
  if (sample === null || sample === undefined) {
    return true
  }
  if (typeof sample !== 'object') {
    return value === null || value === undefined || typeof value === typeof sample
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(sample)) {
    return false
  }
  if (Array.isArray(sample)) {
    return true
  }
  const entries = new Map(Object.entries(value))
  return Object.entries(sample).every(([name, part]) => !entries.has(name) || fitsSample(entries.get(name), part))
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

function readText(file: string): { text: string | null } | { problem: string } {
  try {
    return { text: readFileSync(file, 'utf8') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined

    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return { text: null }
    }
    const problem = `${file} could not be read (${String(error)}).`
    process.stderr.write(`The practice account's state is not kept: ${problem} It starts empty, in memory only.\n`)
    return { problem }
  }
}

function isStateFile(value: unknown): value is StateFile {
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
