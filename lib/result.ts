import type { ErrorCode } from '@/lib/errors'

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
  link?: { label: string; href: string }
  /** The other side's own words, kept unchanged (AWS's message, for example). */
  details?: string
  /** AWS's request id, for a support case. */
  requestId?: string
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
