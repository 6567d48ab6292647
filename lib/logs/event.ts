/** One event of a log group as CloudWatch has it. Times in milliseconds since 1970. `text` is raw: data, never markup. */
export type LogEvent = { id: string; at: number; ingestedAt: number; stream: string; text: string }

/** Total order of a log: timestamp, then ingestion, then id. */
export function compareEvents(one: LogEvent, other: LogEvent): number {
  return one.at - other.at || one.ingestedAt - other.ingestedAt || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
}

export type TailPhase =
  /** The group does not exist yet; `reason` says which of the two. */
  | { name: 'waiting-for-group'; reason: 'not-invoked-yet' | 'role-cannot-write' | 'unknown' }
  | { name: 'starting' }
  | { name: 'live' }
  /** Reading, but behind: throttled or the endpoint is away. It never gives up by itself. */
  | { name: 'delayed'; because: 'throttled' | 'unreachable' | 'server-error' }
  /** Only what trying again can't mend: access denied, credentials expired. */
  | { name: 'stopped'; message: string; remedy: string; code: string }

export type TailState = {
  phase: TailPhase
  /**
   * Every event with a timestamp up to here has been delivered, those included that came up to `windowMs` late: it is never more recent
   * than `windowMs` ago. Null: nothing verified yet.
   */
  verifiedThrough: number | null
  /** When the log was last read to its end: what comes no later than usual has been delivered up to here. Null: not yet. */
  readThrough: number | null
  /** How late an event may become readable and still be delivered for certain, milliseconds. */
  windowMs: number
  /** Upstream calls in the last ten seconds, per second. */
  callsPerSecond: number
  /** Measured delay between an event's time and its becoming readable, 95th percentile, milliseconds. */
  lagMs: number | null
}

/**
 * What a viewer is sent, one JSON object per server-sent event; the SSE `id` is the hub's sequence number and resumes the stream
 * through `Last-Event-ID`.
 */
export type TailMessage =
  /** In order within the message. `late`: some belong before lines that were sent earlier. */
  | { type: 'lines'; events: LogEvent[]; late: boolean }
  | { type: 'state'; state: TailState }
  /** Lines that this reader was too slow for; `GET /api/logs/events` with from and to reads them. `count` 0: not known how many. */
  | { type: 'gap'; from: number; to: number; count: number }

/** One answer of `GET /api/logs/events`, oldest first. */
export type LogPage = {
  events: LogEvent[]
  /** Pass as `token` for what comes behind this page (before it, when the newest are read first). Null: the range was read to its end. */
  next: string | null
}
