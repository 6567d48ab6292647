import { Retry } from '@smithy/core/retry'
import { expect, it } from 'vitest'
import { backoffFrom, retriesWithDelay } from '@/lib/aws/retries'

const longest = () => 1

it('doubles the pause up to the longest that the SDK makes, and is as much worse after throttling as the SDK', () => {
  const backoff = backoffFrom(10, longest)
  backoff.setDelayBase(Retry.delay())
  expect([0, 1, 2, 30].map(backoff.computeNextBackoffDelay)).toEqual([10, 20, 40, 20_000])
  backoff.setDelayBase(Retry.throttlingDelay())
  expect(backoff.computeNextBackoffDelay(0)).toBe((10 * Retry.throttlingDelay()) / Retry.delay())
})

it('has jitter', () => {
  expect(backoffFrom(10, () => 0).computeNextBackoffDelay(3)).toBe(0)
})

it('makes as many attempts as it is told, and only where a retry can help', async () => {
  const retries = retriesWithDelay(1, 3)
  const first = await retries.acquireInitialRetryToken('')
  const second = await retries.refreshRetryTokenForRetry(first, { errorType: 'THROTTLING' })
  const third = await retries.refreshRetryTokenForRetry(second, { errorType: 'TRANSIENT' })
  await expect(retries.refreshRetryTokenForRetry(third, { errorType: 'TRANSIENT' })).rejects.toThrow()
  await expect(retries.refreshRetryTokenForRetry(first, { errorType: 'CLIENT_ERROR' })).rejects.toThrow()
})
