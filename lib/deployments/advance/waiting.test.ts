import { describe, expect, it } from 'vitest'
import { gaveUp, PATIENCE, retryAfter, verdictOf } from '@/lib/deployments/advance/waiting'
import type { Failure } from '@/lib/result'

const failure = (code: Failure['code'], details = ''): Failure => ({ code, message: 'No.', details })

describe('what a failed call means', () => {
  it.each([
    [failure('aws-rejected', "ValidationException: Role validation failed for 'arn:…'"), 'propagation'],
    [failure('aws-rejected', "ValidationException: Access denied while validating ECR URI '…'"), 'propagation'],
    [failure('conflict'), 'conflict'],
    [failure('throttled'), 'throttled'],
    [failure('unavailable'), 'unreachable'],
    [failure('timeout'), 'unreachable'],
  ])('%o is waited out', (given, reason) => {
    expect(verdictOf(given)).toMatchObject({ wait: reason })
  })

  it.each(['access-denied', 'credentials-expired', 'quota', 'aws-rejected', 'refused'] as const)(
    '%s is final',
    (code) => {
      expect(verdictOf(failure(code))).toMatchObject({ fail: { code, remedy: expect.any(String) } })
    },
  )

  it('says in plainer words what AWS said, and keeps its words', () => {
    const details = "ValidationException: Ecr uri region 'us-east-1' does not match the application region 'eu-west-1'."
    expect(verdictOf(failure('aws-rejected', details))).toMatchObject({
      fail: { message: 'The image is in another region than the runtime.', details },
    })
  })
})

describe('how long to wait', () => {
  it('grows from 2 to 15 seconds for propagation, with jitter', () => {
    expect(retryAfter('propagation', 0, () => 0)).toBe(2000)
    expect(retryAfter('propagation', 10_000, () => 0)).toBe(5000)
    expect(retryAfter('propagation', 100_000, () => 0)).toBe(15_000)
    expect(retryAfter('propagation', 100_000, () => 1)).toBe(18_750)
  })

  it('gives up with AWS’s last words, and what they mean', () => {
    const details = "ValidationException: Access denied while validating ECR URI 'x'"
    expect(gaveUp('propagation', 'Waiting.', failure('aws-rejected', details))).toMatchObject({
      code: 'not-propagated',
      details,
      link: { label: 'AWS Marketplace listing' },
    })
    expect(PATIENCE.propagation.limitMs).toBe(120_000)
  })
})
