import process from 'node:process'
import { explainWriteError } from '@/lib/durable-file'
import { linesOf } from '@/lib/practice/state/batch'
import type { Journal } from '@/lib/practice/state/journal'
import { type Holder, LineFile } from '@/lib/practice/state/line-file'
import { valueOn } from '@/lib/practice/state/lines'
import type { NestedTables } from '@/lib/practice/state/slice'
import { keepOldFile, putPartAside, readStateFile } from '@/lib/practice/state/state-file'
import { Tree } from '@/lib/practice/state/tree'

/** The account's state: a slice for each service, kept in one file to which changes are appended (docs/decisions/024). */
export type StateStore = {
  /**
   * The slice's live object; made by `initial` the first time. Mutate it in place: every change is noticed. JSON values only. Its
   * members that `initial` makes as plain objects are tables, and what is in them are records, which are written one by one; so
   * are those of members of records that `nested` names.
   */
  slice: <T extends object>(name: string, initial: () => T, nested?: NestedTables) => T
  /** A record that is only ever appended to. */
  journal: (name: string) => Journal
  /** Empties the account; every slice starts from its `initial` again. */
  reset: () => void
  /** Never rejects: see `notKept`. */
  flush: () => Promise<void>
  /** Reads what no call has asked for yet, of the slices that were opened; a step for each record. */
  warm: () => Generator<void>
  /** Writes the file anew without what no longer counts. Happens by itself; calls are answered meanwhile. */
  shorten: () => Promise<void>
  /** Why what is in memory is not in the file, in words; null when it is, or there is no file. */
  notKept: () => string | null
}

const DEBOUNCE_MS = 300
/** A file is written anew once it is twice as long as what counts in it, and this much longer. */
const SLACK_BYTES = 4 * 1024 * 1024

/**
 * Opens the state in `file`, or in memory only when it is null. What can't be read is put aside, never overwritten; what can't be
 * written is said once, and the account goes on in memory.
 */
export function openState(file: string | null): StateStore {
  return file === null ? faceOf(new Tree({ read: null, onChange: () => undefined })) : new KeptState(file).face
}

class KeptState {
  readonly #file: LineFile
  readonly #tree: Tree
  #unwritable: string | null
  #isOld: boolean
  #failure: string | null = null
  /** Once for all its damaged records. */
  #isAside = false
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined
  #shortening: Promise<void> | undefined
  #between: (() => Promise<void>) | null = null
  #aim: number

  constructor(name: string) {
    this.#file = new LineFile(name)
    this.#tree = new Tree({ read: (holder) => this.#read(holder), onChange: () => this.#soon() })
    const { problem, isOld } = readStateFile(this.#file, this.#tree)
    this.#unwritable = problem
    this.#isOld = isOld
    this.#aim = this.#nextAim()
  }

  get face(): StateStore {
    return faceOf(this.#tree, {
      onUnsound: (name) => {
        this.#unwritable ??= putPartAside(this.#file.name, `has no sound “${name}”. That part starts empty`)
      },
      flush: () => this.#flush(),
      shorten: () => this.#shorten(),
      notKept: () => this.#unwritable ?? this.#failure,
    })
  }

  get #hasWork(): boolean {
    return this.#tree.hasPending || this.#isOld || this.#between !== null
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.#flush(), DEBOUNCE_MS).unref()
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined

    if (!this.#hasWork && !this.#writing) {
      return Promise.resolve()
    }
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined
      this.#shortenIfLong()
    })
    return this.#writing
  }

  /** What changes while a write is under way is written by the next round of this loop. */
  async #write(): Promise<void> {
    while (this.#hasWork && (this.#unwritable === null || this.#between)) {
      if (this.#between) {
        const work = this.#between
        this.#between = null
        await work()
        continue
      }
      const batch = this.#tree.take()
      const problem = await this.#attempt(async () => {
        await this.#makeSureOfFile()
        const { lines, holders } = linesOf(batch)
        await this.#file.append(lines, holders)
      })
      reportWrite(this.#file.name, this.#failure, problem)
      this.#failure = problem

      if (problem !== null) {
        this.#tree.putBack(batch)
        return
      }
    }
  }

  /** The first write, and one after somebody removed the file. */
  async #makeSureOfFile(): Promise<void> {
    if (this.#isOld) {
      keepOldFile(this.#file.name)
    }
    if (this.#isOld || !this.#file.isThere()) {
      await this.#file.rewrite(this.#tree.holders(), (finish) => finish())
      this.#isOld = false
    }
  }

  #shortenIfLong(): void {
    if (this.#file.size > this.#aim && this.#unwritable === null && this.#failure === null) {
      void this.#shorten()
    }
  }

  #shorten(): Promise<void> {
    this.#shortening ??= this.#shortenNow().finally(() => {
      this.#shortening = undefined
    })
    return this.#shortening
  }

  /** Calls are answered, and their changes appended, meanwhile. A file that can't be made is no loss: the long one is whole. */
  async #shortenNow(): Promise<void> {
    await this.#attempt(async () => {
      await this.#file.rewrite(this.#tree.holders(), (finish) => this.#alone(finish))
    })
    this.#aim = this.#nextAim()
  }

  /** Between two batches. */
  #alone(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#between = () => work().then(resolve, reject)
      void this.#flush()
    })
  }

  #nextAim(): number {
    let live = 0

    for (const { line } of this.#tree.holders()) {
      live += line?.length ?? 0
    }
    return 2 * live + SLACK_BYTES
  }

  async #attempt(work: () => Promise<void>): Promise<string | null> {
    try {
      await work()
      return null
    } catch (error) {
      return `${this.#file.name} could not be written. ${explainWriteError(error)}`
    }
  }

  #read(holder: Holder): unknown {
    try {
      return holder.line ? valueOn(this.#file.read(holder.line)) : undefined
    } catch {
      if (!this.#isAside) {
        this.#isAside = true
        this.#unwritable ??= putPartAside(this.#file.name, 'has records that can’t be read. They are left out')
      }
      return undefined
    }
  }
}

type Keeping = { onUnsound: (name: string) => void } & Pick<StateStore, 'flush' | 'shorten' | 'notKept'>

function faceOf(tree: Tree, keeping?: Keeping): StateStore {
  return {
    slice: <T extends object>(name: string, initial: () => T, nested: NestedTables = {}): T => {
      const found = tree.slice(name, initial, nested)

      if (found) {
        return found as T
      }
      keeping?.onUnsound(name)
      tree.dropSlice(name)
      return tree.slice(name, initial, nested) as T
    },
    journal: (name) => tree.journal(name),
    reset: () => tree.reset(),
    warm: () => tree.warm(),
    flush: keeping?.flush ?? (() => Promise.resolve()),
    shorten: keeping?.shorten ?? (() => Promise.resolve()),
    notKept: keeping?.notKept ?? (() => null),
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
