/** Four buckets for each doubling, from 8 ms to more than an hour. */
const PER_DOUBLING = 4
const FIRST_MS = 8
const BUCKETS = 80
/** Older measurements lose half of their weight each time so many new ones came. */
const HALF_LIFE = 20_000

/** How late events become readable: quantiles over what was seen last, exact to a fifth. */
export class Lag {
  #counts = new Float64Array(BUCKETS)
  #total = 0
  #sinceHalving = 0

  add(ms: number): void {
    const bucket = Math.ceil(PER_DOUBLING * Math.log2(Math.max(ms, FIRST_MS) / FIRST_MS))
    const index = Math.min(BUCKETS - 1, bucket)
    this.#counts[index] = (this.#counts[index] ?? 0) + 1
    this.#total += 1
    this.#sinceHalving += 1

    if (this.#sinceHalving >= HALF_LIFE) {
      this.#counts = this.#counts.map((count) => count / 2)
      this.#total /= 2
      this.#sinceHalving = 0
    }
  }

  /** Milliseconds that the share `q` of events didn't exceed; null with fewer than `least` measurements. */
  quantile(q: number, least = 1): number | null {
    if (this.#total < least) {
      return null
    }
    let rest = this.#total * q
    let index = 0

    while (index < BUCKETS - 1 && rest > (this.#counts[index] ?? 0)) {
      rest -= this.#counts[index] ?? 0
      index += 1
    }
    return Math.round(FIRST_MS * 2 ** (index / PER_DOUBLING))
  }
}
