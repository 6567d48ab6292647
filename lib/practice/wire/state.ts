import process from 'node:process'
import { explainWriteError, writeFileDurably } from '@/lib/durable-file'
import { fitsSample, putSliceAside, readStateFile, type StateFile } from '@/lib/practice/server/state-file'

/** The account's state: one plain JSON object, a slice for each service, kept in one file that is replaced atomically. */
export type StateStore = {
  /** The slice's live object; made by `initial` the first time. Mutate it in place. JSON values only. */
  slice: <T extends object>(name: string, initial: () => T) => T
  /** Empties the account; every slice starts from its `initial` again. */
  reset: () => void
  /** Call after a mutation; the write is debounced, and flushed on exit. */
  touch: () => void
  /** Never rejects: see `notKept`. */
  flush: () => Promise<void>
  /** Why what is in memory is not in the file, in words; null when it is, or there is no file. */
  notKept: () => string | null
}

const DEBOUNCE_MS = 300

/**
 * Opens the state in `file`, or in memory only when it is null. What can't be read is put aside, never overwritten; what can't be
 * written is said once, and the account goes on in memory.
 */
export function openState(file: string | null): StateStore {
  const found = file === null ? { slices: {}, problem: null } : readStateFile(file)
  const sound = new Set<string>()
  let { slices, problem: unwritable } = found
  let failure: string | null = null
  let isDirty = false
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  async function writeOut(target: string): Promise<void> {
    // What is touched while a write is under way is written by the next round of this loop.
    while (isDirty && unwritable === null) {
      isDirty = false
      const problem = await tryToWrite(target, JSON.stringify({ version: 1, slices } satisfies StateFile))
      reportWrite(target, failure, problem)
      failure = problem

      if (problem !== null) {
        isDirty = true
        return
      }
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
    timer ??= setTimeout(() => void flush(), DEBOUNCE_MS).unref()
  }

  function mend(name: string, sample: object): void {
    const known = slices[name]

    if (known !== undefined && !fitsSample(known, sample) && file !== null) {
      unwritable ??= putSliceAside(file, name)
      delete slices[name]
    }
    // What came with a newer version is missing in an older file.
    slices[name] = slices[name] === undefined ? sample : Object.assign(slices[name], { ...sample, ...slices[name] })
  }

  return {
    slice: <T extends object>(name: string, initial: () => T): T => {
      if (!sound.has(name)) {
        sound.add(name)
        mend(name, initial())
      }
      slices[name] ??= initial()
      return slices[name] as T
    },
    reset: () => {
      slices = {}
      touch()
    },
    touch,
    flush,
    notKept: () => unwritable ?? failure,
  }
}

async function tryToWrite(file: string, text: string): Promise<string | null> {
  try {
    await writeFileDurably(file, text)
    return null
  } catch (error) {
    return `${file} could not be written. ${explainWriteError(error)}`
  }
}

/** Once for each change: a full disk would else be said at every call. */
function reportWrite(file: string, before: string | null, now: string | null): void {
  if (now !== null && now !== before) {
    process.stderr.write(`The practice account's state is not kept: ${now} The account goes on in memory.\n`)
  } else if (now === null && before !== null) {
    process.stderr.write(`The practice account's state is kept in ${file} again.\n`)
  }
}
