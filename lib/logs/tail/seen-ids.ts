const BUCKET_MS = 1000
const FIRST_SLOTS = 16

/**
 * Which events were delivered: a 53-bit hash of each id, in one table for each second of the events' own time. About 16 bytes an
 * event. Two ids of the same second are taken for one with a chance of one in 10¹² or less.
 */
export class SeenIds {
  #buckets = new Map<number, HashTable>()
  #size = 0

  get size(): number {
    return this.#size
  }

  /** False when it was there already. `at` in milliseconds. */
  add(id: string, at: number): boolean {
    const second = Math.floor(at / BUCKET_MS)
    const known = this.#buckets.get(second)
    const bucket = known ?? new HashTable()

    if (!known) {
      this.#buckets.set(second, bucket)
    }
    const isNew = bucket.add(hashOf(id))
    this.#size += isNew ? 1 : 0
    return isNew
  }

  /** How many events of that time or later, exact to a second. */
  countSince(at: number): number {
    const first = Math.floor(at / BUCKET_MS)
    let count = 0

    for (const [second, bucket] of this.#buckets) {
      count += second >= first ? bucket.size : 0
    }
    return count
  }

  /** Forgets whole seconds that lie before `at`. */
  dropBefore(at: number): void {
    const first = Math.floor(at / BUCKET_MS)

    for (const [second, bucket] of this.#buckets) {
      if (second < first) {
        this.#buckets.delete(second)
        this.#size -= bucket.size
      }
    }
  }

  /** Forgets the oldest seconds until at most `limit` are left; answers since when everything is still known. */
  shrinkTo(limit: number): number {
    const seconds = [...this.#buckets.keys()].sort((a, b) => a - b)
    let first = 0

    while (this.#size > limit && first < seconds.length - 1) {
      first += 1
      this.dropBefore((seconds[first] ?? 0) * BUCKET_MS)
    }
    return (seconds[first] ?? 0) * BUCKET_MS
  }
}

/** Open addressing over plain doubles; 0 is a free slot. */
class HashTable {
  size = 0
  #slots = new Float64Array(FIRST_SLOTS)

  add(hash: number): boolean {
    if (this.size * 2 >= this.#slots.length) {
      this.#grow()
    }
    return this.#insert(hash)
  }

  #insert(hash: number): boolean {
    const mask = this.#slots.length - 1
    let slot = hash & mask

    for (;;) {
      const found = this.#slots[slot]

      if (found === hash) {
        return false
      }
      if (found === 0) {
        this.#slots[slot] = hash
        this.size += 1
        return true
      }
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Float64Array(old.length * 2)
    this.size = 0

    for (const hash of old) {
      if (hash !== 0) {
        this.#insert(hash)
      }
    }
  }
}

/** 53 bits from two rounds of multiply-and-xor with different constants, as FNV does; never 0. */
function hashOf(id: string): number {
  let low = 0x811c9dc5
  let high = 0x1b873593

  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
    high ^= high >>> 15
  }
  low = Math.imul(low ^ (low >>> 16), 0x7feb352d)
  return (high >>> 11) * 0x1_0000_0000 + ((low ^ (low >>> 15)) >>> 0) || 1
}
