/** The place of the first that is not before a moment, in a list by time. */
export function firstSince(list: readonly { at: number }[], at: number): number {
  let [low, high] = [0, list.length]

  while (low < high) {
    const middle = (low + high) >> 1

    if ((list[middle]?.at ?? 0) < at) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low
}
