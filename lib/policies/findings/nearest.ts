/** The names nearest to a misspelled one: at most `limit` letters off, and nearer than all others. Case does not count. */
export function nearestNames(wanted: string, names: readonly string[], limit: number): string[] {
  const lower = wanted.toLowerCase()
  let best = Math.min(limit, Math.floor(wanted.length / 3)) + 1
  let found: string[] = []

  for (const name of names) {
    if (Math.abs(name.length - wanted.length) >= best + 1) {
      continue
    }
    const far = distance(lower, name.toLowerCase(), best)

    if (far < best) {
      best = far
      found = [name]
    } else if (far === best && found.length > 0) {
      found.push(name)
    }
  }
  return found
}

/** Letters to insert, delete, replace or swap with a neighbour; anything above `limit` is the same. */
export function distance(one: string, other: string, limit: number): number {
  let before: number[] = []
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)

  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    let least = row

    for (let column = 1; column <= other.length; column++) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1
      let value = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + cost)

      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        value = Math.min(value, at(before, column - 2) + 1)
      }
      current.push(value)
      least = Math.min(least, value)
    }
    if (least > limit) {
      return limit + 1
    }
    before = previous
    previous = current
  }
  return at(previous, other.length)
}

function at(row: number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
