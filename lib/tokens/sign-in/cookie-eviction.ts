/** Characters for all kept sign-ins together. Node takes 16 KB of headers in all, and some proxies less. */
const ROOM = 10_000

/**
 * Which kept sign-ins have to go so that a new one of `added` characters fits: the oldest. Browsers send cookies in the order
 * in which they were first set. Without this, a handful of runtimes would make every request too large to be answered.
 */
export function evictedCookies(kept: { name: string; value: string }[], added: number): string[] {
  let left = ROOM - added
  const gone: string[] = []

  for (const { name, value } of kept.toReversed()) {
    left -= name.length + value.length

    if (left < 0) {
      gone.push(name)
    }
  }
  return gone
}
