import type { Want } from '@/components/log-viewer/engine/protocol'
import type { Held, RowSource } from '@/components/log-viewer/list/scroll'
import type { Entry } from '@/lib/activity/model'
import type { Failure, Result } from '@/lib/result'

/** Some of the shown entries, newest first, from an index on. */
export type EntrySlice = { shown: number; from: number; rows: Entry[] }
/** Its number is its index. */
export type EntryRow = { row: number; entry: Entry }
type Shown = { view: Held<EntryRow>; failure: Failure | null }
export type FetchSlice = (from: number, count: number) => Promise<Result<EntrySlice>>

const CHUNK = 200
const MOST_CHUNKS = 40

/** The entries about what is in sight, whatever their number: the server has the others. */
export class EntrySource implements RowSource<EntryRow> {
  private shown: Shown
  private want: Want
  private readonly chunks = new Map<number, Entry[]>()
  private readonly asking = new Set<number>()
  private readonly listeners = new Set<() => void>()

  constructor(
    private readonly fetchSlice: FetchSlice,
    private readonly first: EntrySlice,
  ) {
    this.want = { type: 'index', index: first.from, before: 0, after: first.rows.length }
    const view = { shown: first.shown, epoch: 0, want: this.want, start: first.from, rows: [], anchor: null }
    this.shown = { view, failure: null }
  }

  readonly get = (): Shown => this.shown

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly tell = ({ want }: { type: 'want'; want: Want }): void => {
    this.want = want
    const { from, to, index } = this.wanted()

    if (this.at(index) !== undefined) {
      this.publish()
    }
    for (let chunk = Math.floor(from / CHUNK); chunk * CHUNK < to; chunk += 1) {
      void this.load(chunk)
    }
  }

  at(index: number): Entry | undefined {
    return this.chunks.get(Math.floor(index / CHUNK))?.[index % CHUNK] ?? this.first.rows[index - this.first.from]
  }

  private wanted(): { from: number; to: number; index: number } {
    const { want } = this
    const { shown } = this.shown.view
    const last = Math.max(0, shown - 1)

    if (want.type === 'end') {
      return { from: Math.max(0, shown - want.count), to: shown, index: last }
    }
    const index = Math.max(0, Math.min(last, want.type === 'row' ? want.row : want.index))
    return { from: Math.max(0, index - want.before), to: Math.min(shown, index + want.after), index }
  }

  private async load(chunk: number): Promise<void> {
    if (this.chunks.has(chunk) || this.asking.has(chunk)) {
      return
    }
    this.asking.add(chunk)
    const answer = await this.fetchSlice(chunk * CHUNK, CHUNK)
    this.asking.delete(chunk)

    if (!answer.ok) {
      this.shown = { ...this.shown, failure: answer.error }
      this.notify()
      return
    }
    this.chunks.set(chunk, answer.data.rows)
    this.forget()
    this.publish(answer.data.shown)
  }

  /** What is far from what is wanted is let go. */
  private forget(): void {
    const near = Math.floor(this.wanted().index / CHUNK)
    const far = [...this.chunks.keys()].sort((one, other) => Math.abs(other - near) - Math.abs(one - near))

    for (const chunk of far.slice(0, Math.max(0, far.length - MOST_CHUNKS))) {
      this.chunks.delete(chunk)
    }
  }

  /** Answers the last wish with the entries that are at hand in one piece. */
  private publish(shown = this.shown.view.shown): void {
    const { from, to, index } = this.wanted()
    const rows: EntryRow[] = []
    let start = index

    while (start > from && this.at(start - 1) !== undefined) {
      start -= 1
    }
    for (let row = start; row < to; row += 1) {
      const entry = this.at(row)
      if (entry === undefined) {
        break
      }
      rows.push({ row, entry })
    }
    if (rows.length === 0) {
      return
    }
    this.shown = { view: { shown, epoch: 0, want: this.want, start, rows, anchor: index }, failure: null }
    this.notify()
  }

  private notify(): void {
    for (const listener of this.listeners) {
      listener()
    }
  }
}
