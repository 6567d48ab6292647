import { type Batch, emptyBatch, joined } from '@/lib/practice/state/batch'
import { Entries, type Entry, type Journal, type JournalWatcher } from '@/lib/practice/state/journal'
import type { Holder } from '@/lib/practice/state/line-file'
import type { Change } from '@/lib/practice/state/lines'
import { type NestedTables, Slice } from '@/lib/practice/state/slice'
import type { Table, Unit, Watcher } from '@/lib/practice/state/tracked'

type Outside = {
  /** Null: nothing is kept, so nothing has to be remembered for the next write. */
  read: ((holder: Holder) => unknown) | null
  onChange: () => void
}

/** The account's records in memory, as far as they were asked for, and what of them the file doesn't say yet. */
export class Tree implements Watcher, JournalWatcher {
  #slices = new Map<string, Slice>()
  #journals = new Map<string, Entries>()
  #pending = emptyBatch()
  #hasPending = false
  /** What `initial` makes is no reason for a write of its own. */
  #isQuiet = false

  constructor(readonly outside: Outside) {}

  get hasPending(): boolean {
    return this.#hasPending
  }

  changed(node: Unit | Table): void {
    this.#add(({ changed }) => changed.add(node))
  }

  removed(unit: Unit): void {
    if (unit.isLive) {
      this.#add(({ removed }) => removed.push([...unit.path]))
    }
  }

  read(unit: Unit): unknown {
    return unit.line && this.outside.read ? this.outside.read(unit) : undefined
  }

  appended(entry: Entry): void {
    this.#add(({ appended }) => appended.push(entry))
  }

  dropped(journal: string, part: string, below: number | undefined): void {
    this.#add(({ removed }) => removed.push([journal, part, below ?? Number.MAX_VALUE]))
  }

  readEntry(entry: Entry): unknown {
    return entry.line && this.outside.read ? this.outside.read(entry) : JSON.parse(entry.json)
  }

  journal(name: string): Journal {
    return this.#entries(name).face
  }

  /** Empties the account. */
  reset(): void {
    this.#clear()
    this.#add((pending) => {
      pending.isReset = true
    })
  }

  /** See `Slice.open`. */
  slice(name: string, initial: () => object, nested: NestedTables): object | null {
    this.#isQuiet = true

    try {
      return this.#sliceOf(name).open(initial, nested)
    } finally {
      this.#isQuiet = false
    }
  }

  /** So that a slice that can't be used starts anew. */
  dropSlice(name: string): void {
    this.#sliceOf(name).leave()
    this.#slices.delete(name)
    this.#add(({ removed }) => removed.push([name]))
  }

  take(): Batch {
    const taken = this.#pending
    this.#pending = emptyBatch()
    this.#hasPending = false
    return taken
  }

  /** What could not be written is written with what came since. */
  putBack(batch: Batch): void {
    this.#hasPending = true
    this.#pending = joined(batch, this.#pending)
  }

  /** The slices' own records, then the journals, in their order. */
  *holders(): Generator<Unit | Table | Entry> {
    for (const slice of this.#slices.values()) {
      yield* slice.holders()
    }
    for (const journal of this.#journals.values()) {
      yield* journal.all()
    }
  }

  /** Takes a slice as earlier versions kept it. */
  takeSlice(name: string, value: object): void {
    this.#sliceOf(name).take(value)
  }

  settle(): void {
    for (const slice of this.#slices.values()) {
      slice.settle()
    }
  }

  /** Reads what wasn't asked for yet, of the slices that were opened; a step for each record. */
  *warm(): Generator<void> {
    for (const slice of this.#slices.values()) {
      yield* slice.warm()
    }
  }

  /** Takes a change from the file. */
  apply({ kind, path, line }: Change): void {
    const [first = '', ...rest] = path.map(String)

    if (kind === '!') {
      this.#clear()
    } else if (kind === '+') {
      this.#entries(first).take(rest[0] ?? '', Number(rest[1]), line, '')
    } else if (kind === '-' && path.length === 3 && typeof path[2] === 'number') {
      this.#entries(first).forget(rest[0] ?? '', path[2])
    } else if (kind === '-' && rest.length === 0) {
      this.#slices.delete(first)
    } else if (kind === '-') {
      this.#sliceOf(first).remove(rest)
    } else if (kind === '*') {
      this.#sliceOf(first).beginTable(rest[0] ?? '', line)
    } else if (rest.length > 0) {
      this.#sliceOf(first).setLine(rest, line)
    }
  }

  #add(change: (pending: Batch) => unknown): void {
    if (this.outside.read) {
      change(this.#pending)
      this.#hasPending = true

      if (!this.#isQuiet) {
        this.outside.onChange()
      }
    }
  }

  #clear(): void {
    for (const slice of this.#slices.values()) {
      slice.leave()
    }
    this.#slices = new Map()
    this.#journals = new Map()
    this.#pending = emptyBatch()
  }

  #sliceOf(name: string): Slice {
    const known = this.#slices.get(name) ?? new Slice(name, this)
    this.#slices.set(name, known)
    return known
  }

  #entries(name: string): Entries {
    const known = this.#journals.get(name) ?? new Entries(name, this)
    this.#journals.set(name, known)
    return known
  }
}
