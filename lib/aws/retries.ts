import { MAXIMUM_RETRY_DELAY, Retry, StandardRetryStrategy } from '@smithy/core/retry'

/**
 * The SDK's standard retries with other pauses: they double, have jitter and are longer after throttling, as ever.
 * One for each client, as in the SDK: it also counts how many retries that client has left.
 */
export function retriesWithDelay(delayMs: number, maxAttempts: number): StandardRetryStrategy {
  return new StandardRetryStrategy({ maxAttempts, backoff: backoffFrom(delayMs) })
}

/** As the SDK's own, which is not exported. What the SDK takes for a base tells by how much throttling is worse. */
export function backoffFrom(delayMs: number, random: () => number = Math.random) {
  let base = delayMs

  return {
    setDelayBase(sdkDelayMs: number): void {
      base = (delayMs * sdkDelayMs) / Retry.delay()
    },
    computeNextBackoffDelay(retries: number): number {
      return Math.floor(random() * Math.min(base * 2 ** retries, MAXIMUM_RETRY_DELAY))
    },
  }
}
