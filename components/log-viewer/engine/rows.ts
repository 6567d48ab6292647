import { grown, Names } from '@/components/log-viewer/engine/columns'
import { Ids } from '@/components/log-viewer/engine/ids'
import type { LogEvent } from '@/lib/logs/event'
import type { Fold } from '@/lib/logs/fold'
import type { LogLevel } from '@/lib/troubles/text/level-words'

export const LEVELS = ['error', 'warning', 'info', 'debug', 'unknown'] as const satisfies LogLevel[]
const FOLDS = ['single', 'head', 'body', 'end'] as const satisfies Fold[]

export type GapRange = { from: number; to: number; count: number | null }

/** What is known of a row besides the event itself. */
type Traits = { visible: string; session: string | undefined; request: string | undefined; isLate: boolean }

/**
 * Every line that is held, in columns. A row's number is when it came; it never moves. Order is `compare`'s business, so a late
 * line costs the same as any other.
 */
export class Rows {
  count = 0
  readonly streams = new Names()
  readonly sessions = new Names()
  readonly requests = new Names()
  readonly gaps = new Map<number, GapRange>()
  readonly raw: string[] = []
  readonly ids = new Ids()
  at = new Float64Array(1024)
  level = new Uint8Array(1024)
  stream = new Uint32Array(1024)
  session = new Uint32Array(1024)
  request = new Uint32Array(1024)
  /** First row of the traceback that a row goes on with; -1 for a row that stands for itself. */
  head = new Int32Array(1024)
  /** Further lines of the traceback that starts here. */
  folded = new Uint16Array(1024)
  isLate = new Uint8Array(1024)
  /** Whether any line says which logger wrote it. */
  hasLoggers = false
  private ingestedAt = new Float64Array(1024)
  private folds = new Uint8Array(1024)
  /** Only what differs from the raw text. */
  private readonly visible = new Map<number, string>()

  readonly compare = (one: number, other: number): number =>
    (this.at[one] ?? 0) - (this.at[other] ?? 0) ||
    (this.ingestedAt[one] ?? 0) - (this.ingestedAt[other] ?? 0) ||
    this.ids.compare(one, other)

  /** How a row stands to an event: negative for before, 0 for the very same. */
  compareTo(row: number, event: LogEvent): number {
    const byTime = (this.at[row] ?? 0) - event.at || (this.ingestedAt[row] ?? 0) - event.ingestedAt
    // Spelling out the id is worth it only for lines of the same moment.
    return byTime || byText(this.ids.get(row), event.id)
  }

  add(event: LogEvent, { visible, session, request, isLate }: Traits): number {
    const row = this.count
    this.makeRoom(row + 1)
    this.raw.push(event.text)
    this.ids.set(row, event.id)
    this.at[row] = event.at
    this.ingestedAt[row] = event.ingestedAt
    this.stream[row] = this.streams.number(event.stream)
    // 0 is none.
    this.session[row] = session === undefined ? 0 : this.sessions.number(session) + 1
    this.request[row] = request === undefined ? 0 : this.requests.number(request) + 1
    this.head[row] = -1
    this.isLate[row] = isLate ? 1 : 0
    this.level[row] = LEVELS.length - 1
    if (visible !== event.text) {
      this.visible.set(row, visible)
    }
    this.count += 1
    return row
  }

  addGap(gap: GapRange): number {
    const event = { id: `gap ${gap.from} ${gap.to}`, at: gap.from, ingestedAt: 0, stream: '', text: '' }
    const row = this.add(event, { visible: '', session: undefined, request: undefined, isLate: false })
    this.gaps.set(row, gap)
    return row
  }

  text(row: number): string {
    return this.visible.get(row) ?? this.raw[row] ?? ''
  }

  event(row: number): LogEvent {
    const stream = this.streams.list[this.stream[row] ?? 0] ?? ''
    return {
      id: this.ids.get(row),
      at: this.at[row] ?? 0,
      ingestedAt: this.ingested(row),
      stream,
      text: this.raw[row] ?? '',
    }
  }

  ingested(row: number): number {
    return this.ingestedAt[row] ?? 0
  }

  foldOf(row: number): Fold {
    return FOLDS[this.folds[row] ?? 0] ?? 'single'
  }

  setFold(row: number, fold: Fold): void {
    this.folds[row] = FOLDS.indexOf(fold)
  }

  levelOf(row: number): LogLevel {
    return LEVELS[this.level[row] ?? 0] ?? 'unknown'
  }

  private makeRoom(size: number): void {
    if (this.at.length >= size) {
      return
    }
    this.at = grown(this.at, size)
    this.ingestedAt = grown(this.ingestedAt, size)
    this.level = grown(this.level, size)
    this.folds = grown(this.folds, size)
    this.stream = grown(this.stream, size)
    this.session = grown(this.session, size)
    this.request = grown(this.request, size)
    this.head = grown(this.head, size)
    this.folded = grown(this.folded, size)
    this.isLate = grown(this.isLate, size)
  }
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
