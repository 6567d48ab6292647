import type { Failure } from '@/lib/result'

/** Every way in which Slipway says no. Kept small: the UI branches on these, people read the message. */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'read-only'
  | 'connection-changed'
  | 'invalid-input'
  | 'not-found'
  | 'conflict'
  | 'quota'
  | 'throttled'
  | 'access-denied'
  | 'credentials-missing'
  | 'credentials-expired'
  | 'not-propagated'
  | 'refused'
  | 'unavailable'
  | 'timeout'
  | 'aws-rejected'
  | 'internal'

/** Carries a Failure through code that can't return one; `attempt` turns it back into a Result. */
export class AppError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(failure.message, options)
    this.name = 'AppError'
    this.failure = failure
  }
}
