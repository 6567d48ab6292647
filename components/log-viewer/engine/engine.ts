import { rowDetail, rowView } from '@/components/log-viewer/engine/describe'
import { facets } from '@/components/log-viewer/engine/facets'
import { freshEvents } from '@/components/log-viewer/engine/fresh-events'
import { histogram } from '@/components/log-viewer/engine/histogram'
import { type Matcher, matcherOf, type Search } from '@/components/log-viewer/engine/matcher'
import { passesOf } from '@/components/log-viewer/engine/passes'
import type { Filters, Found, RowDetail, Summary, View, Want } from '@/components/log-viewer/engine/protocol'
import { type GapRange, LEVELS, Rows } from '@/components/log-viewer/engine/rows'
import { SortedRows } from '@/components/log-viewer/engine/sorted-rows'
import { settle, traceback } from '@/components/log-viewer/engine/traits'
import type { LogEvent } from '@/lib/logs/event'
import { referencesOf } from '@/lib/logs/references'
import { visibleText } from '@/lib/logs/spans'
import { createDiagnoser } from '@/lib/troubles/diagnose/diagnoser'

const MAX_COPIED = 50_000
const NO_FILTERS: Filters = { levels: [], stream: null, session: null, request: null }

/** The lines, their order, and what of them is shown. Knows neither the network nor the page. */
export class Engine {
  private late = 0
  private arrived = 0
  private readonly rows = new Rows()
  /** Every row in the order of the log. */
  private readonly order = new SortedRows(this.rows.compare)
  /** What the filters let through, without the folded lines. */
  private readonly view = new SortedRows(this.rows.compare)
  private readonly matches = new SortedRows(this.rows.compare)
  private readonly levelCounts = LEVELS.map(() => 0)
  private readonly loadingGaps = new Set<number>()
  private filters = NO_FILTERS
  private search: Search | null = null
  private matcher: Matcher | null = null
  /** 1 for a row that has a match, in itself or in its traceback. */
  private hits = new Uint8Array(1024)
  private scanned = 0

  constructor(
    readonly epoch = 0,
    readonly diagnoser = createDiagnoser(),
  ) {}

  /** Filters and search of another one. */
  takeSettings({ filters, search }: Engine): void {
    this.filters = filters
    this.setSearch(search)
  }

  /** Takes in events, those that it has already left out. Answers how many were new. */
  add(events: LogEvent[], isTail = false): number {
    const fresh = freshEvents(this.rows, this.order, events)
    this.diagnoser.take(fresh)
    return this.put(fresh, isTail)
  }

  private put(fresh: LogEvent[], isTail = false): number {
    const isAfterAll = this.order.length === 0 ? null : this.order.at(this.order.length - 1)
    const added = fresh.map((event) => {
      const visible = visibleText(event.text)
      const isLate = isTail && isAfterAll !== null && this.rows.compareTo(isAfterAll, event) > 0
      this.late += isLate ? 1 : 0
      const { session, request } = referencesOf(visible)
      return this.rows.add(event, { visible, session, request, isLate })
    })
    const shown = this.takeIn(added)
    this.arrived += isTail ? shown : 0
    return added.length
  }

  addGap(gap: GapRange): void {
    const isScanned = this.scanned === this.rows.count
    const row = this.rows.addGap(gap)
    this.scanned += isScanned ? 1 : 0
    this.order.merge([row])
    this.view.merge([row])
  }

  /** The gap at that row, now marked as loading; undefined when there is none or it is loading. */
  startGap(row: number): GapRange | undefined {
    const gap = this.loadingGaps.has(row) ? undefined : this.rows.gaps.get(row)
    if (gap) {
      this.loadingGaps.add(row)
    }
    return gap
  }

  /** Takes a gap away; `rest` stays to be loaded. Null keeps the gap, as after a failure. */
  endGap(row: number, rest: GapRange | null | 'keep'): void {
    this.loadingGaps.delete(row)
    if (rest === 'keep') {
      return
    }
    this.order.remove(row)
    this.view.remove(row)
    this.rows.gaps.delete(row)
    if (rest) {
      this.addGap(rest)
    }
  }

  setFilters(filters: Filters): void {
    this.filters = filters
    this.refill()
  }

  /** Starts a search; call `scan` until it answers true. */
  setSearch(search: Search | null): void {
    this.search = search
    this.matcher = search && matcherOf(search)
    this.hits.fill(0)
    this.scanned = 0
    if (!this.matcher) {
      this.scanned = this.rows.count
      this.refill()
    }
  }

  /** Searches the next lines, at most `count`. True when all are. */
  scan(count: number): boolean {
    const end = Math.min(this.rows.count, this.scanned + count)
    this.scanRows(this.scanned, end)
    this.scanned = end
    if (end < this.rows.count) {
      return false
    }
    this.refill()
    return true
  }

  get progress() {
    return { scanned: this.scanned, total: this.rows.count }
  }

  window(want: Want): View {
    const anchor = want.type === 'end' ? null : want.type === 'row' ? this.view.indexOf(want.row) : want.index
    const start = want.type === 'end' ? this.view.length - want.count : (anchor ?? 0) - want.before
    const end = want.type === 'end' ? this.view.length : (anchor ?? 0) + want.after
    const first = Math.max(0, Math.min(start, this.view.length))
    const length = Math.max(0, Math.min(end, this.view.length) - first)

    return {
      total: this.order.length - this.rows.gaps.size,
      shown: this.view.length,
      matches: this.matches.length,
      late: this.late,
      arrived: this.arrived,
      hasLoggers: this.rows.hasLoggers,
      epoch: this.epoch,
      want,
      start: first,
      rows: Array.from({ length }, (_, at) =>
        rowView(this.rows, this.view.at(first + at), this.matcher, this.loadingGaps),
      ),
      anchor,
    }
  }

  /** Counts for the whole, and by time from `from` to `to`. */
  summary(from: number, to: number): Summary {
    const { order, rows } = this
    const first = rows.at[order.at(0)] ?? 0
    const last = rows.at[order.at(order.length - 1)] ?? 0
    return {
      levels: [...this.levelCounts],
      histogram: histogram(rows, from, to),
      streams: facets(rows.streams),
      sessions: facets(rows.sessions),
      requests: facets(rows.requests),
      span: order.length === 0 ? null : { from: first, to: last },
    }
  }

  detail(row: number): RowDetail | null {
    return row < this.rows.count && !this.rows.gaps.has(row) ? rowDetail(this.rows, this.order, row) : null
  }

  step(what: 'match' | 'error', row: number | null, direction: 1 | -1): Found | null {
    const among = what === 'match' && this.matcher ? this.matches : this.view
    const isWanted = (other: number) =>
      !this.rows.gaps.has(other) && (what === 'match' || this.rows.levelOf(other) === 'error')
    const from = row === null ? (direction === 1 ? 0 : among.length) : among.indexOf(row)
    const start =
      direction === -1 ? from - 1 : row !== null && among.at(from) === row && from < among.length ? from + 1 : from

    for (let index = start; index >= 0 && index < among.length; index += direction) {
      if (isWanted(among.at(index))) {
        return this.found(among.at(index), index + 1)
      }
    }
    return null
  }

  atMoment(at: number): Found | null {
    const index = this.view.lowerBound((row) => ((this.rows.at[row] ?? 0) < at ? -1 : 1))
    return this.view.length === 0 ? null : this.found(this.view.at(Math.min(index, this.view.length - 1)), 0)
  }

  /** The row of an event; the traceback's first one when it is folded into one. */
  atEvent(at: number, id: string): Found | null {
    const start = this.order.lowerBound((row) => ((this.rows.at[row] ?? 0) < at ? -1 : 1))

    for (let index = start; index < this.order.length && this.rows.at[this.order.at(index)] === at; index += 1) {
      const row = this.order.at(index)
      if (this.rows.ids.get(row) === id) {
        const head = this.rows.head[row] ?? -1
        return this.found(head === -1 ? row : head, 0)
      }
    }
    return null
  }

  /** Clean text of the rows that are shown, of the newest of them when there are very many. */
  text(): string {
    const first = Math.max(0, this.view.length - MAX_COPIED)
    const rows = Array.from({ length: this.view.length - first }, (_, at) => this.view.at(first + at))
    return rows
      .filter((row) => !this.rows.gaps.has(row))
      .flatMap((row) => traceback(this.rows, this.order, row).map((line) => this.rows.text(line)))
      .join('\n')
  }

  /** One with the newest lines only, numbered anew, and a gap for the others; itself while it isn't too large. */
  trimmed(most: number, kept: number): Engine {
    if (this.order.length <= most) {
      return this
    }
    const { order, rows } = this
    const first = order.length - kept
    const next = new Engine(this.epoch + 1, this.diagnoser)
    next.takeSettings(this)
    next.addGap({ from: rows.at[order.at(0)] ?? 0, to: rows.at[order.at(first)] ?? 0, count: first })
    const events = Array.from({ length: kept }, (_, at) => order.at(first + at)).filter((row) => !rows.gaps.has(row))
    // The diagnoser has seen these already.
    next.put(events.map((row) => rows.event(row)))
    next.late = this.late
    next.arrived = this.arrived
    return next
  }

  private found(row: number, ordinal: number): Found {
    return { row, index: this.view.indexOf(row), ordinal }
  }

  private takeIn(added: number[]): number {
    this.order.merge(added)
    for (const row of added) {
      settle(this.rows, this.order, row)
      if (this.rows.head[row] === -1) {
        const level = this.rows.level[row] ?? 0
        this.levelCounts[level] = (this.levelCounts[level] ?? 0) + 1
      }
    }
    // A search that still runs comes to these rows by itself.
    if (this.scanned === this.rows.count - added.length) {
      this.scanRows(this.scanned, this.rows.count)
      this.scanned = this.rows.count
    }
    const shown = this.affected(added).filter(this.shows())
    this.view.merge(shown.filter((row) => !this.view.has(row)))
    this.matches.merge(shown.filter((row) => this.hits[row] === 1 && !this.matches.has(row)))
    return shown.length
  }

  // A line that goes on with a traceback can make the first one of it a match.
  private affected(added: number[]): number[] {
    const heads = added.map((row) => (this.rows.head[row] === -1 ? row : (this.rows.head[row] ?? row)))
    return heads.every((row, index) => row === added[index]) ? added : [...new Set(heads)].sort(this.rows.compare)
  }

  private scanRows(from: number, to: number): void {
    if (!this.matcher) {
      return
    }
    if (this.hits.length < this.rows.at.length) {
      const grown = new Uint8Array(this.rows.at.length)
      grown.set(this.hits)
      this.hits = grown
    }
    for (let row = from; row < to; row += 1) {
      if (this.matcher.test(this.rows.text(row))) {
        const head = this.rows.head[row] ?? -1
        this.hits[head === -1 ? row : head] = 1
      }
    }
  }

  private refill(): void {
    this.view.fill(this.order, this.shows())
    this.matches.fill(this.view, (row) => this.hits[row] === 1 && !this.rows.gaps.has(row))
  }

  private shows(): (row: number) => boolean {
    const passes = passesOf(this.rows, this.filters)
    const onlyHits = this.search?.isFilter && this.matcher !== null
    return (row) => this.rows.gaps.has(row) || ((!onlyHits || this.hits[row] === 1) && passes(row))
  }
}
