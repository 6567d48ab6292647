import { existsSync, readFileSync, renameSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'

/** The account's state: one plain JSON object, a slice for each service, kept in one file that is replaced atomically. */
export type StateStore = {
  /** The slice's live object; made by `initial` the first time. Mutate it in place. JSON values only. */
  slice: <T extends object>(name: string, initial: () => T) => T
  /** Empties the account; every slice starts from its `initial` again. */
  reset: () => void
  /** Call after a mutation; the write is debounced, and flushed on exit. */
  touch: () => void
  flush: () => Promise<void>
}

const DEBOUNCE_MS = 300

type StateFile = { version: 1; slices: Record<string, object> }

/** Opens the state in `file`, or in memory only when it is null. A file that can't be read is moved aside, never overwritten. */
export function openState(file: string | null): StateStore {
  let slices = file === null ? {} : readSlices(file)
  let isDirty = false
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  async function writeOut(target: string): Promise<void> {
    // What is touched while a write is under way is written by the next round of this loop.
    while (isDirty) {
      isDirty = false
      await replaceFile(target, JSON.stringify({ version: 1, slices } satisfies StateFile))
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined

    if (file === null || (!isDirty && !writing)) {
      isDirty = false
      return Promise.resolve()
    }
    writing ??= writeOut(file).finally(() => {
      writing = undefined
    })
    return writing
  }

  function touch(): void {
    isDirty = true
    timer ??= setTimeout(() => flush().catch(reportWriteError), DEBOUNCE_MS).unref()
  }

  return {
    slice: <T extends object>(name: string, initial: () => T): T => {
      slices[name] ??= initial()
      return slices[name] as T
    },
    reset: () => {
      slices = {}
      touch()
    },
    touch,
    flush,
  }
}

function readSlices(file: string): Record<string, object> {
  if (!existsSync(file)) {
    return {}
  }
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))

    if (isStateFile(parsed)) {
      return parsed.slices
    }
    throw new Error('It is not a state file of the practice account.')
  } catch (error) {
    const aside = `${file}.damaged-${Date.now()}`
    renameSync(file, aside)
    process.stderr.write(
      `The practice account's state could not be read (${String(error)}). It starts empty; the old file is ${aside}.\n`,
    )
    return {}
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
    Object.values(slices).every((slice) => typeof slice === 'object' && slice !== null)
  )
}

/** Keys are in it, so only its owner may read it. */
async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(temporary, text, { mode: 0o600 })
  await rename(temporary, file)
}

function reportWriteError(error: unknown): void {
  process.stderr.write(`The practice account's state could not be written: ${String(error)}\n`)
}
