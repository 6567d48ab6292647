/** A repeatable source of chance: the same seed gives the same cases (mulberry32, public domain). */
export type Chance = {
  /** From 0 up to, not including, 1. */
  next: () => number
  pick: <T>(from: readonly [T, ...T[]]) => T
  some: <T>(least: number, most: number, make: () => T) => T[]
}

export function chance(seed: number): Chance {
  let state = seed

  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  function pick<T>(from: readonly [T, ...T[]]): T {
    return from[Math.floor(next() * from.length)] ?? from[0]
  }
  function some<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: least + Math.floor(next() * (most - least + 1)) }, make)
  }
  return { next, pick, some }
}
