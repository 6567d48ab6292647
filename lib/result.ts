/** An expected failure, ready to be shown: what happened, and what to do next. */
export type Failure = {
  code: ErrorCode
  /** What happened, one plain sentence. */
  message: string
  /** What to do next, one plain sentence. */
  remedy?: string
  /** A command that mends it, to copy into a terminal. */
  command?: string
  /** Where in Slipway (or on the web) the remedy is. */
  link?: { label: string; href: string /** In a tab of its own: what was typed here stays. */; newTab?: boolean }
  /** The other side's own words, kept unchanged (AWS's message, for example). */
  details?: string | undefined
  /** AWS's request id, for a support case. */
  requestId?: string | undefined
  /** Messages by field path, for forms: `environment.AUTH_TYPE` → messages. */
  fields?: Record<string, string[]>
}

/** Expected failures are values; a throw is a bug. */
export type Result<T> = { ok: true; data: T } | { ok: false; error: Failure }

export function ok<T>(data: T): Result<T> {
  return { ok: true, data }
}

export function fail(error: Failure): { ok: false; error: Failure } {
  return { ok: false, error }
}

/** Every way in which Slipway says no. Kept small: the UI branches on these, people read the message. */
export type ErrorCode =
  | 'unauthenticated'
  | 'reauthenticate'
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
