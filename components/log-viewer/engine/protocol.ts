import type { Search } from '@/components/log-viewer/engine/matcher'
import type { GapRange } from '@/components/log-viewer/engine/rows'
import type { LogEvent, TailState } from '@/lib/logs/event'
import type { Span } from '@/lib/logs/spans'
import type { Failure } from '@/lib/result'
import type { Diagnosis } from '@/lib/troubles/model'
import type { LogLevel } from '@/lib/troubles/text/level-words'

/** What the page and the worker that holds the lines say to each other. */

/** Where the lines come from. A live range also follows what comes; times in milliseconds since 1970. */
export type Source = {
  connection: string
  group: string
  /** A CloudWatch filter pattern, or empty. */
  pattern: string
  range: { type: 'live'; sinceMs: number } | { type: 'fixed'; from: number; to: number }
  /** Lines around this moment are read first. */
  focusAt: number | null
}

/** Null and empty lists let everything through. */
export type Filters = {
  levels: LogLevel[]
  stream: string | null
  session: string | null
  request: string | null
}

/** Which rows the page wants to show. Rows are told by number, so that lines which come in between don't move them. */
export type Want =
  | { type: 'end'; count: number }
  | { type: 'index'; index: number; before: number; after: number }
  | { type: 'row'; row: number; before: number; after: number }

export type RowView = {
  row: number
  at: number
  level: LogLevel
  stream: string
  /** First line of the message, cut; what the list shows. */
  text: string
  spans?: Span[]
  /** Start and end of each match in `text`. */
  hits?: number[]
  /** Further lines that belong to this one. */
  moreLines: number
  /** Characters behind `text`, of all its lines. */
  moreCharacters: number
  /** JSON, which opens as a tree. */
  isStructured: boolean
  /** Who wrote the line, when its head says so. */
  logger?: string
  isLate: boolean
  gap?: GapRange & { isLoading: boolean }
}

/** Everything about one row, for its drawer and for showing it whole. */
export type RowDetail = {
  row: number
  event: Omit<LogEvent, 'text'>
  level: LogLevel
  session: string | null
  request: string | null
  /** The visible text of all its lines, at most 200,000 characters. */
  text: string
  spans?: Span[]
  length: number
}

export type View = {
  /** Lines that are held, folded ones included. */
  total: number
  /** Rows that the filters let through. */
  shown: number
  matches: number
  /** Lines that came after later ones, since the start. */
  late: number
  /** Shown rows that came while following, since the start. */
  arrived: number
  /** A line says who wrote it, so there is a column for that. */
  hasLoggers: boolean
  /** Another one means that rows have other numbers. */
  epoch: number
  /** What `rows` answers to. */
  want: Want
  start: number
  rows: RowView[]
  /** Index of the row that was wanted; where it would be when filters hide it. */
  anchor: number | null
}

export type Bins = {
  from: number
  to: number /** Five counts (LEVELS) for each bin, bin after bin. */
  counts: number[]
}

export type Facet = { name: string; count: number }

export type Summary = {
  /** In the order of LEVELS. */
  levels: number[]
  histogram: Bins
  streams: Facet[]
  sessions: Facet[]
  requests: Facet[]
  /** Times of the first and the last line; null without any. */
  span: { from: number; to: number } | null
}

export type SourceState = {
  tail: TailState | null
  /** The stream is being opened again. */
  isReconnecting: boolean
  /** Earlier lines are being read. */
  isLoading: boolean
  /** Reading can't go on by itself. */
  failure: Failure | null
}

export type Question =
  | { type: 'detail'; row: number }
  /** The next row after `row` in that direction that is a match, or an error; null when there is none. */
  | { type: 'step'; what: 'match' | 'error'; row: number | null; direction: 1 | -1 }
  /** First row at or after a moment. */
  | { type: 'moment'; at: number }
  /** The row of an event. */
  | { type: 'event'; at: number; id: string }
  /** Clean text of the rows that are shown, at most the newest 50,000. */
  | { type: 'text' }
  | { type: 'alive' }

export type Found = { row: number; index: number /** Of all matches, from 1. */; ordinal: number }

export type Answers = {
  detail: RowDetail | null
  step: Found | null
  moment: Found | null
  event: Found | null
  text: string
  alive: null
}

export type ToWorker =
  | { type: 'open'; source: Source }
  | { type: 'filters'; filters: Filters }
  | { type: 'search'; search: Search | null }
  | { type: 'want'; want: Want }
  | { type: 'load-gap'; row: number }
  | { type: 'ask'; id: number; question: Question }

export type FromWorker =
  | { type: 'view'; view: View }
  | { type: 'summary'; summary: Summary }
  | { type: 'diagnosis'; diagnosis: Diagnosis }
  | { type: 'source'; state: SourceState }
  /** Sent while a search runs, so that one which hangs can be told. `tookMs` when it is done. */
  | { type: 'search'; scanned: number; total: number; tookMs: number | null }
  | { type: 'answer'; id: number; answer: Answers[keyof Answers] }
