import type { Line } from '@/lib/practice/state/lines'
import { fitsSample } from '@/lib/practice/state/sample'
import { Table, Unit, type Watcher } from '@/lib/practice/state/tracked'

/** Which members of a table's records are tables of their own. */
export type NestedTables = Record<string, readonly string[]>

/** One service's part of the state: tables of records, and members that are a record each. */
export class Slice {
  readonly #props: Record<string, Unit | Table> = Object.create(null)
  #view: object | null = null

  constructor(
    readonly name: string,
    readonly watcher: Watcher,
  ) {}

  /** The tracked view; what `sample` has and the file hasn't is added. Null when what the file has can't stand there. */
  open(initial: () => object, nested: NestedTables): object | null {
    if (this.#view) {
      return this.#view
    }
    const sample = initial()

    if (!this.#fits(sample)) {
      return null
    }
    for (const [prop, value] of Object.entries(sample)) {
      this.#addMissing(prop, value, nested[prop] ?? [])
    }
    this.#view = this.#makeView()
    return this.#view
  }

  /** Nothing of it is written any more, whoever still holds it. */
  leave(): void {
    for (const node of Object.values(this.#props)) {
      node.isGone = true
    }
  }

  /** Takes the slice as earlier versions kept it: nothing of it is on a line yet. */
  take(value: object): void {
    if (Array.isArray(value)) {
      // As the only member it fits no sample, and is put aside.
      this.#unitAt('').value = null
      return
    }
    for (const [prop, part] of Object.entries(value)) {
      if (isTable(part)) {
        const table = this.#tableAt(prop)
        this.watcher.changed(table)
        table.replace(part)
      } else {
        this.#unitAt(prop).value = part
      }
    }
  }

  beginTable(prop: string, line: Line): void {
    this.#tableAt(prop).line = line
  }

  setLine([prop = '', key, name, sub]: string[], line: Line): void {
    const unit = key === undefined ? this.#unitAt(prop) : recordIn(this.#tableAt(prop), key)
    const target = name === undefined || sub === undefined ? unit : recordIn(unit.nestedTable(name), sub)
    target.line = line
  }

  remove([prop = '', key, name, sub]: string[]): void {
    const node = this.#props[prop]

    if (key === undefined) {
      delete this.#props[prop]
    } else if (node instanceof Table && name !== undefined && sub !== undefined) {
      delete node.units[key]?.nested.get(name)?.units[sub]
    } else if (node instanceof Table) {
      delete node.units[key]
    }
  }

  /** After the last change from the file: records that hang from one that isn't there are of no use. */
  settle(): void {
    for (const table of this.#tables()) {
      for (const [key, { line }] of Object.entries(table.units)) {
        if (line === null) {
          delete table.units[key]
        }
      }
    }
  }

  *holders(): Generator<Unit | Table> {
    for (const node of Object.values(this.#props)) {
      yield node

      if (node instanceof Table) {
        yield* unitsOf(node)
      }
    }
  }

  /** Reads what wasn't asked for yet; a step for each record. */
  *warm(): Generator<void> {
    for (const table of this.#view ? this.#tables() : []) {
      for (const unit of unitsOf(table)) {
        void unit.value
        yield
      }
    }
  }

  #tables(): Table[] {
    return Object.values(this.#props).filter((node) => node instanceof Table)
  }

  #fits(sample: object): boolean {
    if (this.#props['']) {
      return false
    }
    return Object.entries(sample).every(([prop, wanted]) => {
      const node = this.#props[prop]

      if (node instanceof Unit && node.value === undefined) {
        // Its line is damaged.
        delete this.#props[prop]
        return true
      }
      if (node === undefined) {
        return true
      }
      return isTable(wanted) ? node instanceof Table : node instanceof Unit && fitsSample(node.value, wanted)
    })
  }

  #addMissing(prop: string, value: unknown, nestedNames: readonly string[]): void {
    const isKnown = this.#props[prop] !== undefined

    if (isTable(value)) {
      const table = this.#tableAt(prop)
      table.nestedNames = nestedNames

      if (!isKnown) {
        this.watcher.changed(table)
        table.replace(value)
      }
    } else if (!isKnown) {
      this.#unitAt(prop).value = value
    }
  }

  #makeView(): object {
    const props = this.#props
    const set = (key: string, value: unknown) => {
      const node = props[key]

      if (node instanceof Table) {
        node.replace(value as Record<string, unknown>)
      } else {
        this.#unitAt(key).value = value
      }
      return true
    }
    return new Proxy(props as Record<string, unknown>, {
      get: (_, key) => {
        const node = typeof key === 'string' ? props[key] : undefined
        return node instanceof Table ? node.view : node?.value
      },
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

  #unitAt(prop: string): Unit {
    const known = this.#props[prop]
    const unit = known instanceof Unit ? known : new Unit(this.watcher, [this.name, prop])
    this.#props[prop] = unit
    return unit
  }

  #tableAt(prop: string): Table {
    const known = this.#props[prop]
    const table = known instanceof Table ? known : new Table(this.watcher, [this.name, prop])
    this.#props[prop] = table
    return table
  }
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
