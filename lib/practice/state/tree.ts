import { Entries, type Entry, type Journal, type JournalWatcher } from '@/lib/practice/state/journal'
import type { Holder } from '@/lib/practice/state/line-file'
import { type Change, lineOf } from '@/lib/practice/state/lines'
import { fitsSample } from '@/lib/practice/state/sample'
import { Table, Unit, type Watcher } from '@/lib/practice/state/tracked'

type Slice = { props: Record<string, Unit | Table>; view: object | null }
type Path = (string | number)[]

/** What isn't in the file yet. Taken and put back as one: a batch is written whole or not at all. */
export type Batch = {
  isReset: boolean
  removed: Path[]
  changed: Set<Unit | Table>
  appended: Entry[]
}

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

  constructor(readonly outside: Outside) {}

  /** What `initial` makes is not worth a write of its own: it would be made again. */
  #isQuiet = false
  /** Counts changes of records: what was worked out of them holds as long as it stays the same. */
  revision = 0
  #isDue = false

  get hasPending(): boolean {
    return this.#isDue
  }

  touch(): void {
    this.#isDue = true
    this.outside.onChange()
  }

  #noticed(): void {
    if (!this.#isQuiet) {
      this.touch()
    }
  }

  changed(unit: Unit | Table): void {
    this.revision += 1

    if (this.outside.read) {
      this.#pending.changed.add(unit)
      this.#noticed()
    }
  }

  removed(unit: Unit): void {
    if (this.outside.read && unit.isLive) {
      this.#pending.removed.push([...unit.path])
      this.#noticed()
    }
  }

  read(unit: Unit): unknown {
    return unit.line && this.outside.read ? this.outside.read(unit) : undefined
  }

  appended(entry: Entry): void {
    if (this.outside.read) {
      this.#pending.appended.push(entry)
      this.#noticed()
    }
  }

  dropped(journal: string, part: string, below: number | undefined): void {
    if (this.outside.read) {
      this.#pending.removed.push([journal, part, below ?? Number.MAX_VALUE])
      this.#noticed()
    }
  }

  readEntry(entry: Entry): unknown {
    return entry.line && this.outside.read ? this.outside.read(entry) : JSON.parse(entry.json)
  }

  journal(name: string): Journal {
    return this.#entries(name).face
  }

  /** Empties the account. */
  reset(): void {
    this.clear()
    this.#pending = { ...emptyBatch(), isReset: true }
    this.#noticed()
  }

  clear(): void {
    for (const { props } of this.#slices.values()) {
      for (const node of Object.values(props)) {
        node.isGone = true
      }
    }
    this.#slices = new Map()
    this.#journals = new Map()
    this.#pending = emptyBatch()
  }

  /** The slice's tracked view; what `sample` has and the file hasn't is added. Null when what the file has can't stand there. */
  slice(name: string, initial: () => object, nested: Record<string, readonly string[]>): object | null {
    const known = this.#sliceOf(name)

    if (known.view) {
      return known.view
    }
    const sample = initial()

    if (!fits(known, sample)) {
      return null
    }
    this.#isQuiet = true

    for (const [prop, value] of Object.entries(sample)) {
      this.#addMissing(known, { name, prop, value, nestedNames: nested[prop] ?? [] })
    }
    this.#isQuiet = false
    known.view = this.#viewOf(name, known.props)
    return known.view
  }

  /** So that a slice that can't be used starts anew. */
  dropSlice(name: string): void {
    for (const node of Object.values(this.#sliceOf(name).props)) {
      node.isGone = true
    }
    this.#slices.delete(name)
    this.#pending.removed.push([name])
  }

  take(): Batch {
    const taken = this.#pending
    this.#pending = emptyBatch()
    this.#isDue = false
    return taken
  }

  /** What could not be written is written with what came since. */
  putBack(batch: Batch): void {
    this.#isDue = true

    if (this.#pending.isReset) {
      return
    }
    const { removed, changed, appended } = this.#pending
    this.#pending = {
      isReset: batch.isReset,
      removed: [...batch.removed, ...removed],
      changed: new Set([...batch.changed, ...changed]),
      appended: [...batch.appended, ...appended],
    }
  }

  /** The slices' own records, then the journals, in their order. */
  *holders(): Generator<Unit | Table | Entry> {
    for (const { props } of this.#slices.values()) {
      for (const node of Object.values(props)) {
        yield node

        if (node instanceof Table) {
          yield* unitsOf(node)
        }
      }
    }
    for (const journal of this.#journals.values()) {
      yield* journal.all()
    }
  }

  /** Takes a slice as earlier versions kept it: nothing of it is on a line yet. */
  takeSlice(name: string, value: object): void {
    const slice = this.#sliceOf(name)

    if (Array.isArray(value)) {
      // As the only member it fits no sample, and is put aside.
      this.#unitAt(slice, name, '').value = null
      return
    }
    for (const [prop, part] of Object.entries(value)) {
      if (isTable(part)) {
        const table = this.#tableAt(slice, name, prop)
        this.changed(table)
        table.replace(part)
      } else {
        this.#unitAt(slice, name, prop).value = part
      }
    }
  }

  /** After the last change from the file: records that hang from one that isn't there are of no use. */
  settle(): void {
    for (const { props } of this.#slices.values()) {
      for (const table of Object.values(props).filter((node) => node instanceof Table)) {
        for (const [key, { line }] of Object.entries(table.units)) {
          if (line === null) {
            delete table.units[key]
          }
        }
      }
    }
  }

  /** Reads what wasn't asked for yet, of the slices that were opened; a step for each record. */
  *warm(): Generator<void> {
    for (const { props, view } of this.#slices.values()) {
      for (const table of view ? Object.values(props).filter((node) => node instanceof Table) : []) {
        for (const unit of unitsOf(table)) {
          void unit.value
          yield
        }
      }
    }
  }

  /** Takes a change from the file. */
  apply({ kind, path, line }: Change): void {
    const [first, second, third, name, key] = path.map(String)

    if (kind === '!') {
      this.clear()
    } else if (kind === '+') {
      this.#entries(first ?? '').take(second ?? '', Number(third), line, '')
    } else if (kind === '-' && path.length === 3 && typeof path[2] === 'number') {
      this.#entries(first ?? '').forget(second ?? '', path[2])
    } else if (kind === '-') {
      this.#remove(path.map(String))
    } else if (kind === '*') {
      this.#tableAt(this.#sliceOf(first ?? ''), first ?? '', second ?? '').line = line
    } else if (first !== undefined && second !== undefined) {
      const slice = this.#sliceOf(first)
      const unit = third === undefined ? this.#unitAt(slice, first, second) : this.#recordAt(slice, path.map(String))
      const target = name === undefined || key === undefined ? unit : recordIn(unit.nestedTable(name), key)
      target.line = line
    }
  }

  #remove([slice = '', prop, key, name, sub]: string[]): void {
    const known = this.#sliceOf(slice)
    const node = prop === undefined ? undefined : known.props[prop]

    if (prop === undefined) {
      this.#slices.delete(slice)
    } else if (key === undefined) {
      delete known.props[prop]
    } else if (node instanceof Table && name !== undefined && sub !== undefined) {
      delete node.units[key]?.nested.get(name)?.units[sub]
    } else if (node instanceof Table) {
      delete node.units[key]
    }
  }

  #addMissing(
    { props }: Slice,
    { name, prop, value, nestedNames }: { name: string; prop: string; value: unknown; nestedNames: readonly string[] },
  ): void {
    const known = props[prop]

    if (isTable(value)) {
      const table = this.#tableAt({ props, view: null }, name, prop)
      table.nestedNames = nestedNames

      if (!known) {
        this.changed(table)
        table.replace(value)
      }
    } else if (!known) {
      this.#unitAt({ props, view: null }, name, prop).value = value
    }
  }

  #viewOf(name: string, props: Record<string, Unit | Table>): object {
    const get = (key: string | symbol) => {
      const node = typeof key === 'string' ? props[key] : undefined
      return node instanceof Table ? node.view : node?.value
    }
    const set = (key: string, value: unknown) => {
      const node = props[key]

      if (node instanceof Table) {
        node.replace(value as Record<string, unknown>)
      } else {
        this.#unitAt({ props, view: null }, name, key).value = value
      }
      return true
    }
    return new Proxy(props as Record<string, unknown>, {
      get: (_, key) => get(key),
      set: (_, key, value) => set(String(key), value),
      defineProperty: (_, key, { value }) => set(String(key), value),
      deleteProperty: (_, key) => {
        const node = props[String(key)]
        node instanceof Table ? node.replace({}) : node?.remove()
        return delete props[String(key)]
      },
      getPrototypeOf: () => Object.prototype,
    })
  }

  #sliceOf(name: string): Slice {
    const known = this.#slices.get(name) ?? { props: Object.create(null), view: null }
    this.#slices.set(name, known)
    return known
  }

  #unitAt({ props }: Slice, name: string, prop: string): Unit {
    const known = props[prop]
    const unit = known instanceof Unit ? known : new Unit(this, [name, prop])
    props[prop] = unit
    return unit
  }

  #recordAt({ props }: Slice, [name = '', prop = '', key = '']: string[]): Unit {
    return recordIn(this.#tableAt({ props, view: null }, name, prop), key)
  }

  #tableAt({ props }: Slice, name: string, prop: string): Table {
    const known = props[prop]
    const table = known instanceof Table ? known : new Table(this, [name, prop])
    props[prop] = table
    return table
  }

  #entries(name: string): Entries {
    const known = this.#journals.get(name) ?? new Entries(name, this)
    this.#journals.set(name, known)
    return known
  }
}

/** The lines of a batch, each with what it belongs to. What was removed comes first: a new record may have its name. */
export function linesOf(batch: Batch): { lines: Buffer[]; holders: (Holder | null)[] } {
  const lines: Buffer[] = batch.isReset ? [lineOf('!', [])] : []
  lines.push(...batch.removed.map((path) => lineOf('-', path)))
  const holders: (Holder | null)[] = lines.map(() => null)

  for (const node of batch.changed) {
    const json = node.isLive && node instanceof Unit ? node.toJson() : undefined

    if (json !== undefined) {
      lines.push(lineOf('=', [...node.path], json))
      holders.push(node)
    } else if (node.isLive && node instanceof Table) {
      lines.push(lineOf('*', [...node.path]))
      holders.push(node)
    }
  }
  for (const entry of batch.appended.filter(({ isGone }) => !isGone)) {
    lines.push(lineOf('+', [entry.journal, entry.part, entry.mark], entry.json))
    holders.push(entry)
  }
  return { lines, holders }
}

function emptyBatch(): Batch {
  return { isReset: false, removed: [], changed: new Set(), appended: [] }
}

function* unitsOf(table: Table): Generator<Unit> {
  for (const unit of Object.values(table.units)) {
    yield unit

    for (const nested of unit.nested.values()) {
      yield* unitsOf(nested)
    }
  }
}

function recordIn(table: Table, key: string): Unit {
  return table.units[key] ?? table.make(key)
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fits({ props }: Slice, sample: object): boolean {
  return (
    props[''] === undefined &&
    Object.entries(sample).every(([prop, wanted]) => {
      const node = props[prop]

      if (node === undefined) {
        return true
      }
      return isTable(wanted) ? node instanceof Table : node instanceof Unit && fitsSample(node.value, wanted)
    })
  )
}
