const STAR = 42
const ANY = 63
const SLASH = 47
const NAME_UNIT = 1

/** In the second pattern of `patternsMeet`: any text without a slash. */
export const NAME = String.fromCharCode(NAME_UNIT)

/**
 * Whether every text that `inner` matches is matched by `outer` too, both with `*` and `?`. Says no in a few odd cases where
 * it is so (`*?` within `?*`), never yes where it isn't.
 */
export function patternCovers(outer: string, inner: string): boolean {
  if (outer === inner || outer === '*') {
    return true
  }
  // Greedy with one point of return, as for plain globs; a star of `inner` can only be taken in by a star of `outer`.
  let place = 0
  let other = 0
  let starAt = -1
  let resume = 0

  while (other < inner.length) {
    const unit = outer.charCodeAt(place)

    if (unit === STAR) {
      starAt = place
      resume = other
      place += 1
    } else if (place < outer.length && takesIn(unit, inner.charCodeAt(other))) {
      place += 1
      other += 1
    } else if (starAt >= 0) {
      resume += 1
      place = starAt + 1
      other = resume
    } else {
      return false
    }
  }
  while (outer.charCodeAt(place) === STAR) {
    place += 1
  }
  return place === outer.length
}

function takesIn(outer: number, inner: number): boolean {
  return inner !== STAR && (outer === inner || outer === ANY)
}

/** Whether there is a text that both patterns match; `other` may have NAME as well. */
export function patternsMeet(one: string, other: string): boolean {
  if (one === '*' || other === '*') {
    return true
  }
  if (!endsMeet(one, other)) {
    return false
  }
  let row = new Uint8Array(other.length + 1)
  row[0] = 1
  spreadStars(row, other)

  for (let index = 0; index < one.length; index++) {
    row = next(row, one.charCodeAt(index), other)
  }
  return row[other.length] === 1
}

/** Most pairs differ before their first wildcard or after their last one, which is quick to see. */
function endsMeet(one: string, other: string): boolean {
  const least = Math.min(one.length, other.length)

  for (let index = 0; index < least; index++) {
    const unit = one.charCodeAt(index)
    const against = other.charCodeAt(index)

    if (unit === STAR || isMany(against)) {
      break
    }
    if (unit !== against && unit !== ANY && against !== ANY) {
      return false
    }
  }
  for (let index = 1; index <= least; index++) {
    const unit = one.charCodeAt(one.length - index)
    const against = other.charCodeAt(other.length - index)

    if (unit === STAR || isMany(against)) {
      break
    }
    if (unit !== against && unit !== ANY && against !== ANY) {
      return false
    }
  }
  return true
}

function isMany(unit: number): boolean {
  return unit === STAR || unit === NAME_UNIT
}

/** Row by row: whether the read part of `one` and the first `column` units of `other` can meet. */
function next(row: Uint8Array<ArrayBuffer>, unit: number, other: string): Uint8Array<ArrayBuffer> {
  const reached = new Uint8Array(other.length + 1)
  reached[0] = unit === STAR ? (row[0] ?? 0) : 0

  for (let column = 1; column <= other.length; column++) {
    const against = other.charCodeAt(column - 1)
    const both = unit === against || unit === ANY || against === ANY
    const stepped = unit !== STAR && !isMany(against) && both && row[column - 1]
    const byStar = unit === STAR && (row[column] || reached[column - 1])
    const onward = against === STAR || unit !== SLASH
    const byOther = isMany(against) && ((onward && row[column]) || reached[column - 1])
    reached[column] = stepped || byStar || byOther ? 1 : 0
  }
  return reached
}

function spreadStars(row: Uint8Array, other: string): void {
  for (let column = 1; column <= other.length && isMany(other.charCodeAt(column - 1)); column++) {
    row[column] = 1
  }
}
