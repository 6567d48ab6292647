import { grown } from '@/components/log-viewer/engine/columns'

/** Row numbers in an order that `compare` defines. Rows mostly come at the end, and a few before. */
export class SortedRows {
  length = 0
  private rows = new Uint32Array(1024)

  constructor(private readonly compare: (one: number, other: number) => number) {}

  at(index: number): number {
    return this.rows[index] ?? 0
  }

  /** Takes in rows that are sorted among themselves and new here. */
  merge(batch: number[]): void {
    const length = this.length + batch.length
    this.rows = grown(this.rows, length)
    const { rows } = this
    let from = this.length - 1
    let taken = batch.length - 1

    for (let to = length - 1; taken >= 0; to -= 1) {
      const next = batch[taken] ?? 0
      const own = rows[from] ?? 0
      if (from >= 0 && this.compare(own, next) > 0) {
        rows[to] = own
        from -= 1
      } else {
        rows[to] = next
        taken -= 1
      }
    }
    this.length = length
  }

  /** Index of the first row that isn't before; `position` compares a row with what is looked for. */
  lowerBound(position: (row: number) => number): number {
    let low = 0
    let high = this.length

    while (low < high) {
      const middle = (low + high) >>> 1
      if (position(this.at(middle)) < 0) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /** Index of a row, or of the first one after where it would be. */
  indexOf(row: number): number {
    return this.lowerBound((other) => this.compare(other, row))
  }

  has(row: number): boolean {
    const index = this.indexOf(row)
    return index < this.length && this.at(index) === row
  }

  remove(row: number): void {
    const index = this.indexOf(row)

    if (index < this.length && this.at(index) === row) {
      this.rows.copyWithin(index, index + 1, this.length)
      this.length -= 1
    }
  }

  /** Becomes the rows of `source` that pass. Both have the same order. */
  fill(source: SortedRows, passes: (row: number) => boolean): void {
    this.rows = grown(this.rows, source.length)
    let length = 0

    for (let index = 0; index < source.length; index += 1) {
      const row = source.at(index)
      if (passes(row)) {
        this.rows[length] = row
        length += 1
      }
    }
    this.length = length
  }
}
