import type { Line } from '@/lib/practice/state/lines'

/** A record that is only ever appended to, in parts that can be dropped. Never read as a whole at the start. */
export type Journal = {
  /** `mark`: a number by which `drop` tells old entries, for instance a time. JSON values only. */
  append: (part: string, mark: number, value: unknown) => void
  parts: () => string[]
  /** What was appended to a part, oldest first. Each is read from the file when its turn comes. */
  entries: (part: string) => Generator<unknown>
  /** Forgets a part, or what in it has a lower mark than `below`. */
  drop: (part: string, below?: number) => void
  /** Forgets the oldest of all parts once there are more. */
  keepNewest: (count: number) => void
}

export type Entry = { journal: string; part: string; mark: number; line: Line | null; json: string; isGone: boolean }

export type JournalWatcher = {
  appended: (entry: Entry) => void
  dropped: (journal: string, part: string, below: number | undefined) => void
  readEntry: (entry: Entry) => unknown
}

/** Beyond that many bytes the oldest entries of a journal are forgotten. */
const JOURNAL_BYTES = 64 * 1024 * 1024

export class Entries {
  readonly #parts = new Map<string, Entry[]>()
  #order: { entry: Entry; bytes: number }[] = []
  #bytes = 0

  constructor(
    readonly name: string,
    readonly watcher: JournalWatcher,
    readonly limit = JOURNAL_BYTES,
  ) {}

  readonly face: Journal = {
    append: (part, mark, value) => {
      const entry = this.take(part, mark, null, JSON.stringify(value))
      this.watcher.appended(entry)
    },
    parts: () => [...this.#parts.keys()],
    entries: (part) => this.#read(part),
    drop: (part, below) => {
      if (this.forget(part, below)) {
        this.watcher.dropped(this.name, part, below)
      }
    },
    keepNewest: (count) => {
      if (this.#order.length > count) {
        this.#order = this.#order.filter(({ entry }) => !entry.isGone)
        // A tenth more than must be, so that it isn't done at each append.
        const surplus = this.#order.length - count
        this.#shorten((gone) => surplus <= 0 || gone >= surplus + count / 10)
      }
    },
  }

  take(part: string, mark: number, line: Line | null, json: string): Entry {
    const entry = { journal: this.name, part, mark, line, json, isGone: false }
    const list = this.#parts.get(part)
    const bytes = line?.length ?? json.length

    if (list) {
      list.push(entry)
    } else {
      this.#parts.set(part, [entry])
    }
    this.#order.push({ entry, bytes })
    this.#bytes += bytes

    if (this.#bytes > this.limit) {
      // To three quarters, so that it isn't done at each append.
      this.#shorten(() => this.#bytes <= (this.limit * 3) / 4)
    }
    return entry
  }

  forget(part: string, below = Number.POSITIVE_INFINITY): boolean {
    const list = this.#parts.get(part) ?? []
    const gone = list.filter(({ mark }) => mark < below)

    for (const entry of gone) {
      entry.isGone = true
    }
    this.#settle(part, list)
    return gone.length > 0
  }

  *all(): Generator<Entry> {
    for (const { entry } of this.#order) {
      if (!entry.isGone) {
        yield entry
      }
    }
  }

  *#read(part: string): Generator<unknown> {
    for (const entry of this.#parts.get(part) ?? []) {
      const value = this.watcher.readEntry(entry)

      if (value !== undefined) {
        yield value
      }
    }
  }

  /** Forgets the oldest. Not written: the same is done when the file is read, or is long again. */
  #shorten(isEnough: (gone: number) => boolean): void {
    const touched = new Set<string>()
    let gone = 0

    for (const { entry, bytes } of this.#order) {
      if (isEnough(gone)) {
        break
      }
      gone += 1
      this.#bytes -= bytes
      entry.isGone = true
      touched.add(entry.part)
    }
    this.#order = this.#order.filter(({ entry }) => !entry.isGone)

    for (const part of touched) {
      this.#settle(part, this.#parts.get(part) ?? [])
    }
  }

  #settle(part: string, list: Entry[]): void {
    const left = list.filter(({ isGone }) => !isGone)

    if (left.length > 0) {
      this.#parts.set(part, left)
    } else {
      this.#parts.delete(part)
    }
  }
}
