/** How early a token is renewed. */
const EARLY_MS = 120_000
const FIRST_RETRY_MS = 5000
const LAST_RETRY_MS = 60_000

/**
 * How long to wait before a token is renewed: until two minutes before its end, or until half of a life that is shorter
 * than four. `lifeMs` is counted from when the token came, so that a wrong clock in the browser does not matter.
 */
export function refreshDelay(lifeMs: number, ageMs: number): number {
  return Math.max(0, lifeMs - Math.min(EARLY_MS, lifeMs / 2) - ageMs)
}

/** How long to wait after so many failures in a row: 5 seconds, doubled each time, at most a minute. */
export function retryDelay(failures: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1))
}
