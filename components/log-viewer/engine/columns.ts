type Typed = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** The same array, or one with room for `size` values and the old ones in it. */
export function grown<T extends Typed>(array: T, size: number): T {
  if (array.length >= size) {
    return array
  }
  const Same = array.constructor as new (length: number) => T
  const next = new Same(Math.max(size, array.length * 2, 1024))
  next.set(array)
  return next
}

/** Texts that come again and again, by number. */
export class Names {
  readonly list: string[] = []
  /** How often each was asked for. */
  readonly counts: number[] = []
  private readonly numbers = new Map<string, number>()

  /** Counts it in. */
  number(name: string): number {
    const known = this.numbers.get(name)

    if (known !== undefined) {
      this.counts[known] = (this.counts[known] ?? 0) + 1
      return known
    }
    this.numbers.set(name, this.list.length)
    this.counts.push(1)
    return this.list.push(name) - 1
  }

  find(name: string): number | undefined {
    return this.numbers.get(name)
  }
}
