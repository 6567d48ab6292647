import type { LogEvent } from '@/lib/logs/event'
import type { ErrorCode } from '@/lib/result'

/** One FilterLogEvents call. `from` and `to` are inclusive, in milliseconds; without `to` it reads to the end. */
export type FilterRequest = {
  from: number
  to?: number | undefined
  limit?: number | undefined
  token?: string | undefined
  /** Newest first; a service that doesn't know this answers oldest first. */
  isBackward?: boolean
}

/** A page may be empty while there is more: only an absent `next` is the end. */
export type FilterPage = { events: LogEvent[]; next?: string }

/** Why a call gave nothing. All but `refused` mend themselves or are waited for. */
export type Problem =
  | { kind: 'throttled' | 'unreachable' | 'server-error' | 'missing-group' | 'invalid-token' }
  | { kind: 'refused'; code: ErrorCode; message: string; remedy: string }

export type FilterAnswer = { page: FilterPage } | { problem: Problem }

/** Reads one log group with one filter. One call upstream for each; no retries of its own. Rejects only for a bug. */
export type LogsClient = { filter: (request: FilterRequest, signal: AbortSignal) => Promise<FilterAnswer> }

export type Clock = {
  now: () => number
  /** Resolves after so long, and early when the signal aborts. Never rejects. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve()
        return
      }
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal.addEventListener('abort', done)
    }),
}
