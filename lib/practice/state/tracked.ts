import type { Line } from '@/lib/practice/state/lines'

/** What a record tells its state. */
export type Watcher = {
  /** The record's value isn't what its line says. */
  changed: (node: Unit | Table) => void
  removed: (unit: Unit) => void
  read: (unit: Unit) => unknown
}

/** The targets behind the tracked views, which are all that leaves this module. */
const behind = new WeakMap<object, { target: object; unit: Unit | null }>()

/** The tables behind their views. */
const tables = new WeakMap<object, Table>()

/** Calls `listener` with the key of each record of a table that is added, changed or removed. */
export function onTouch(view: object, listener: (key: string) => void): void {
  const table = tables.get(view)

  if (!table) {
    throw new Error('This is no table of the state.')
  }
  table.listeners.push(listener)
}

/** One record: what is written as one line. Its value is read from the file when somebody asks for it. */
export class Unit {
  line: Line | null = null
  isGone = false
  readonly nested = new Map<string, Table>()
  #value: unknown
  #isRead = false
  readonly #views = new WeakMap<object, object>()

  constructor(
    readonly watcher: Watcher,
    readonly path: readonly string[],
    readonly table: Table | null = null,
  ) {}

  get isLive(): boolean {
    return !this.isGone && (this.table === null || this.table.isLive)
  }

  get value(): unknown {
    if (!this.#isRead) {
      this.#isRead = true
      this.#value = this.watcher.read(this)
      this.#takeNested()

      if (this.#value === undefined && this.line) {
        // Its line is damaged: there is no such record.
        this.isGone = true
        this.table?.drop(this)
      }
    }
    return this.view(this.#value)
  }

  set value(value: unknown) {
    this.#isRead = true
    this.#value = this.own(value)
    this.#takeNested()
    this.#changed()
  }

  /** What its line holds: its value without the records that hang from it. */
  toJson(): string | undefined {
    const value = this.value as object
    const own = this.nested.size === 0 ? this.#value : { ...(this.#value as object) }

    for (const name of this.nested.keys()) {
      delete (own as Record<string, unknown>)[name]
    }
    return value === undefined ? undefined : JSON.stringify(own)
  }

  nestedTable(name: string): Table {
    const known = this.nested.get(name) ?? new Table(this.watcher, [...this.path, name], this)
    this.nested.set(name, known)
    return known
  }

  remove(): void {
    this.watcher.removed(this)
    this.isGone = true
    this.table?.touched(this)
  }

  #changed(): void {
    this.watcher.changed(this)
    this.table?.touched(this)
  }

  /** A part of this record as others see it: every change through it is noticed. */
  view(target: unknown): unknown {
    if (typeof target !== 'object' || target === null || behind.has(target)) {
      return target
    }
    const known = this.#views.get(target)

    if (known) {
      return known
    }
    const made = new Proxy(target, this.#handler(target === this.#value))
    behind.set(made, { target, unit: this })
    this.#views.set(target, made)
    return made
  }

  /**
   * What is put into a record becomes its own: a copy, and the original is frozen, so that a change of it fails instead of being
   * lost. Parts of this same record are moved, not copied.
   */
  own(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) {
      return value
    }
    const known = behind.get(value)

    if (known) {
      return known.unit === this ? known.target : JSON.parse(JSON.stringify(value))
    }
    return ownPlain(value, (part) => this.own(part))
  }

  #handler(isRoot: boolean): ProxyHandler<object> {
    const nestedAt = (key: string | symbol) => (isRoot && typeof key === 'string' ? this.nested.get(key) : undefined)
    return {
      get: (target, key) => this.view(Reflect.get(target, key)),
      set: (target, key, value) => {
        const table = nestedAt(key)

        if (table) {
          table.replace(value as Record<string, unknown>)
          return true
        }
        const isSet = Reflect.set(target, key, this.own(value))
        this.#changed()
        return isSet
      },
      defineProperty: (target, key, descriptor) => {
        const isSet = Reflect.defineProperty(target, key, { ...descriptor, value: this.own(descriptor.value) })
        this.#changed()
        return isSet
      },
      deleteProperty: (target, key) => {
        nestedAt(key)?.replace({})
        this.#changed()
        return Reflect.deleteProperty(target, key)
      },
    }
  }

  /** Records that hang from this one leave its value, and are seen in their place. */
  #takeNested(): void {
    const value = this.#value

    for (const name of this.table?.nestedNames ?? []) {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        const record = value as Record<string, unknown>
        const inline = record[name]
        const table = this.nestedTable(name)
        record[name] = table.view

        if (typeof inline === 'object' && inline !== null && !behind.has(inline)) {
          for (const [key, each] of Object.entries(inline)) {
            table.put(key, each)
          }
          this.#changed()
        }
      }
    }
  }
}

/** Records by name. */
export class Table {
  readonly units: Record<string, Unit> = Object.create(null)
  readonly view: Record<string, unknown>
  nestedNames: readonly string[] = []
  line: Line | null = null
  isGone = false
  readonly listeners: ((key: string) => void)[] = []

  constructor(
    readonly watcher: Watcher,
    readonly path: readonly string[],
    readonly owner: Unit | null = null,
  ) {
    this.view = new Proxy(this.units as Record<string, unknown>, {
      get: (_, key) => (typeof key === 'string' ? this.units[key]?.value : undefined),
      set: (_, key, value) => {
        this.put(String(key), value)
        return true
      },
      defineProperty: (_, key, { value }) => {
        this.put(String(key), value)
        return true
      },
      deleteProperty: (_, key) => {
        this.units[String(key)]?.remove()
        return delete this.units[String(key)]
      },
      ownKeys: () => {
        // Read before they are named: a record whose line is damaged is none.
        for (const unit of Object.values(this.units)) {
          void unit.value
        }
        return Object.keys(this.units)
      },
      getPrototypeOf: () => Object.prototype,
    })
    behind.set(this.view, { target: this.units, unit: null })
    tables.set(this.view, this)
  }

  get isLive(): boolean {
    return !this.isGone && (this.owner === null || this.owner.isLive)
  }

  touched(unit: Unit): void {
    const key = unit.path.at(-1) ?? ''

    for (const listener of this.listeners) {
      listener(key)
    }
    this.owner?.table?.touched(this.owner)
  }

  drop(unit: Unit): void {
    const key = unit.path.at(-1) ?? ''

    if (this.units[key] === unit) {
      delete this.units[key]
    }
  }

  put(key: string, value: unknown): void {
    const before = this.units[key]

    if (before && before.value === value) {
      return
    }
    if (before && before.nested.size === 0 && this.nestedNames.length === 0) {
      before.value = value
      return
    }
    const made = this.make(key)
    // Before the old one goes: the value may be a part of it.
    made.value = value
    before?.remove()
  }

  replace(records: Record<string, unknown>): void {
    const wanted = Object.entries(records)
    const kept = new Set(wanted.map(([key]) => key))

    for (const [key, value] of wanted) {
      this.put(key, value)
    }
    for (const key of Object.keys(this.units).filter((name) => !kept.has(name))) {
      this.units[key]?.remove()
      delete this.units[key]
    }
  }

  make(key: string): Unit {
    const made = new Unit(this.watcher, [...this.path, key], this)
    this.units[key] = made
    return made
  }
}

function ownPlain(value: object, own: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    const copy = value.map(own)
    Object.freeze(value)
    return copy
  }
  const proto: unknown = Object.getPrototypeOf(value)

  if (proto !== Object.prototype && proto !== null) {
    return JSON.parse(JSON.stringify(value))
  }
  const copy: Record<string, unknown> = {}

  for (const [key, part] of Object.entries(value)) {
    // Defined, not set: a name may be `__proto__`.
    Object.defineProperty(copy, key, { value: own(part), enumerable: true, configurable: true, writable: true })
  }
  Object.freeze(value)
  return copy
}
