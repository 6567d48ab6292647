import { onTouch } from '@/lib/practice/state/tracked'

/** A table's records by labels that are worked out of each. Kept from call to call: only what changed since is looked at again. */
export class Labelled<T> {
  readonly #labels = new WeakMap<object, Labels<T>>()

  constructor(readonly labelsOf: (record: T) => readonly string[]) {}

  in(table: Record<string, T>): Labels<T> {
    const known = this.#labels.get(table)

    if (known) {
      return known.settled()
    }
    const made = new Labels(table, this.labelsOf)
    this.#labels.set(table, made)
    return made.settled()
  }
}

class Labels<T> {
  readonly #stale: Set<string>
  readonly #byKey = new Map<string, readonly string[]>()
  readonly #byLabel = new Map<string, Set<string>>()
  #sorted: readonly string[] | null = null

  constructor(
    readonly table: Record<string, T>,
    readonly labelsOf: (record: T) => readonly string[],
  ) {
    this.#stale = new Set(Object.keys(table))
    onTouch(table, (key) => this.#stale.add(key))
  }

  /** The labels that some record has, by their code units. */
  all(): readonly string[] {
    this.#sorted ??= [...this.#byLabel.keys()].sort()
    return this.#sorted
  }

  /** The keys of the records with a label. */
  keys(label: string): string[] {
    return [...(this.#byLabel.get(label) ?? [])]
  }

  count(label: string): number {
    return this.#byLabel.get(label)?.size ?? 0
  }

  settled(): this {
    for (const key of this.#stale) {
      this.#settle(key)
    }
    this.#stale.clear()
    return this
  }

  #settle(key: string): void {
    const record = Object.hasOwn(this.table, key) ? this.table[key] : undefined
    const labels = record === undefined ? [] : [...new Set(this.labelsOf(record))]
    const former = this.#byKey.get(key) ?? []

    for (const label of former.filter((one) => !labels.includes(one))) {
      const keys = this.#byLabel.get(label)
      keys?.delete(key)

      if (keys?.size === 0) {
        this.#byLabel.delete(label)
        this.#sorted = null
      }
    }
    for (const label of labels) {
      const keys = this.#byLabel.get(label)

      if (keys) {
        keys.add(key)
      } else {
        this.#byLabel.set(label, new Set([key]))
        this.#sorted = null
      }
    }
    labels.length > 0 ? this.#byKey.set(key, labels) : this.#byKey.delete(key)
  }
}
