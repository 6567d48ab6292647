import type { RowView, Want } from '@/components/log-viewer/engine/protocol'
import {
  type Anchor,
  type Held,
  indexAt,
  moved,
  type Numbered,
  ROW_PX,
  type RowSource,
  scrollTopOf,
  spacerHeight,
} from '@/components/log-viewer/list/scroll'
import { isInSight, measure, type Slice, sameWant, topOf, topRow } from '@/components/log-viewer/list/slice'

/** Rows that are kept ready on either side of what is seen. */
const READY = 80
/** Rows that are drawn on either side. */
const DRAWN = 8
/** A jump of the scroll bar, not a turn of the wheel. */
const JUMP_VIEWPORTS = 3
const SETTLE_MS = 150

/**
 * Keeps the list where the reader is: at the end while it follows, else at a row, whatever comes in before or after it. The scroll
 * bar shows the place in proportion, so the number of rows has no limit.
 */
export class ListController<Row extends Numbered = RowView> {
  private scroller: HTMLElement | null = null
  private block: HTMLElement | null = null
  private viewport = 600
  private anchor: Anchor | null = null
  /** Where to go once the rows are there. */
  private pending: Want | null = null
  private pendingOffset = 0
  private isAtEnd = true
  private epoch = 0
  private readonly heights = new Map<number, number>()
  private knownTop = 0
  private asked = ''
  private timer: ReturnType<typeof setTimeout> | undefined
  private slice: Slice<Row> = { rows: [], firstIndex: 0, shown: 0, isAtEnd: true }
  private readonly listeners = new Set<() => void>()

  /** `onFollow` hears when the reader leaves the end or comes back to it. `first`: the row to begin at, of a list that doesn't follow. */
  constructor(
    private readonly client: RowSource<Row>,
    private readonly onFollow: (isFollowing: boolean) => void,
    first?: number,
  ) {
    this.isAtEnd = first === undefined
    this.slice.isAtEnd = this.isAtEnd
    this.pending = first === undefined ? null : { type: 'index', index: first, ...this.about }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly get = (): Slice<Row> => this.slice

  /** Starts; answers how to stop. */
  attach(scroller: HTMLElement, block: HTMLElement): () => void {
    this.scroller = scroller
    this.block = block
    const observer = new ResizeObserver(() => {
      this.viewport = scroller.clientHeight
      // A taller list has a shorter way to scroll, which nobody has scrolled.
      this.knownTop = scroller.scrollTop
      this.heights.clear()
      this.update()
    })
    observer.observe(scroller)
    const unsubscribe = this.client.subscribe(() => this.onView())
    this.viewport = scroller.clientHeight
    this.update()
    return () => {
      observer.disconnect()
      unsubscribe()
      clearTimeout(this.timer)
      this.asked = ''
    }
  }

  focus(): void {
    this.scroller?.focus({ preventScroll: true })
  }

  toEnd(): void {
    this.isAtEnd = true
    this.pending = null
    this.update()
  }

  /** Stays where it is. */
  hold(): void {
    if (this.isAtEnd) {
      this.leaveEnd()
      this.update()
    }
  }

  /** Shows a row in the middle, unless it is in sight. */
  show(row: number): void {
    if (!isInSight(row, this.slice, this.blockTop(), this.heights, this.viewport)) {
      this.leaveEnd()
      this.pendingOffset = -Math.round(this.viewport / 2 - ROW_PX)
      this.pending = { type: 'row', row, ...this.about }
      this.update()
    } else if (this.isAtEnd) {
      this.hold()
    }
  }

  /** Shows a row when the list has become too small for it. */
  keep(row: number): void {
    this.viewport = this.scroller?.clientHeight ?? this.viewport
    if (!isInSight(row, this.slice, this.blockTop(), this.heights, this.viewport)) {
      this.show(row)
    }
  }

  readonly onScroll = (): void => {
    const top = this.scroller?.scrollTop ?? 0
    const delta = top - this.knownTop
    this.knownTop = top
    if (Math.abs(delta) < 1) {
      return
    }
    const { view } = this.client.get()
    if (delta < 0) {
      this.leaveEnd()
    }
    if (Math.abs(delta) > this.viewport * JUMP_VIEWPORTS) {
      this.jump(top, view.shown)
    } else {
      this.moveBy(delta, view)
    }
    this.update()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.placeScrollBar(), SETTLE_MS)
  }

  /** After each drawing: measures the rows, unless each has one line, and puts them in place. */
  layout(isUniform: boolean): void {
    const { block } = this
    if (!block) {
      return
    }
    if (isUniform) {
      this.heights.clear()
    } else {
      measure(block, this.slice, this.heights)
    }
    block.style.transform = `translateY(${this.blockTop()}px)`
    if (this.isAtEnd) {
      this.placeScrollBar()
    }
  }

  /** How much about a row is asked for. */
  private get about(): { before: number; after: number } {
    return { before: READY, after: READY + this.visible }
  }

  private get visible(): number {
    return Math.ceil(this.viewport / ROW_PX) + 1
  }

  private onView(): void {
    const { view } = this.client.get()
    if (view.epoch !== this.epoch) {
      this.startAgain(view.epoch)
    }
    const { pending } = this
    if (pending && sameWant(view.want, pending)) {
      const target = view.rows[(view.anchor ?? 0) - view.start] ?? view.rows.at(-1)
      this.pending = null
      this.anchor = target ? { row: target.row, offset: 0 } : null
      this.moveBy(this.pendingOffset, view)
    } else if (this.anchor && !pending && !view.rows.some(({ row }) => row === this.anchor?.row)) {
      const nearest = view.rows[(view.anchor ?? 0) - view.start] ?? view.rows.at(-1)
      this.anchor = nearest && view.want.type !== 'end' ? { row: nearest.row, offset: 0 } : this.anchor
    }
    this.update()
  }

  // Rows have other numbers now, so what was at the top can't be told any more.
  private startAgain(epoch: number): void {
    this.epoch = epoch
    this.heights.clear()
    if (!this.isAtEnd && this.pending?.type !== 'row') {
      this.anchor = null
      this.pendingOffset = 0
      this.pending = { type: 'index', index: 0, before: 0, after: READY + this.visible }
    }
  }

  private leaveEnd(): void {
    if (this.isAtEnd) {
      this.anchor = topRow(this.slice, this.blockTop(), this.heights)
      this.isAtEnd = false
      this.onFollow(false)
    }
  }

  private moveBy(delta: number, view: Held<Row>): void {
    const move = this.anchor ? moved(view, this.anchor, delta, this.heights, this.viewport) : undefined
    if (move) {
      this.anchor = move.anchor
      if (move.isAtEnd && delta > 0 && !this.isAtEnd) {
        this.isAtEnd = true
        this.onFollow(true)
      }
    }
  }

  private jump(top: number, shown: number): void {
    if (top >= spacerHeight(shown) - this.viewport - 1) {
      this.isAtEnd = true
      this.pending = null
      this.onFollow(true)
      return
    }
    const { index, offset } = indexAt(top, shown, this.viewport)
    this.leaveEnd()
    this.pendingOffset = offset
    this.pending = { type: 'index', index, ...this.about }
  }

  /** Draws anew when other rows are to be seen, and asks for those that will be needed. */
  private update(): void {
    const { view } = this.client.get()
    this.slice = this.isAtEnd ? this.endSlice(view) : this.anchoredSlice(view)
    const want = this.want(view)
    const asked = JSON.stringify(want)
    if (want && asked !== this.asked) {
      this.asked = asked
      this.client.tell({ type: 'want', want })
    }
    for (const listener of this.listeners) {
      listener()
    }
  }

  private want(view: Held<Row>): Want | null {
    if (this.pending) {
      return this.pending
    }
    if (this.isAtEnd) {
      return { type: 'end', count: this.visible + DRAWN }
    }
    const position = view.rows.findIndex(({ row }) => row === this.anchor?.row)
    const isReady =
      view.want.type !== 'end' &&
      position !== -1 &&
      (position > READY / 2 || view.start === 0) &&
      (view.rows.length - position > this.visible + READY / 2 || view.start + view.rows.length === view.shown)
    return isReady || !this.anchor ? null : { type: 'row', row: this.anchor.row, ...this.about }
  }

  private endSlice(view: Held<Row>): Slice<Row> {
    const rows = view.start + view.rows.length === view.shown ? view.rows.slice(-this.visible - DRAWN) : this.slice.rows
    return { rows, firstIndex: view.shown - rows.length, shown: view.shown, isAtEnd: true }
  }

  private anchoredSlice(view: Held<Row>): Slice<Row> {
    const position = view.rows.findIndex(({ row }) => row === this.anchor?.row)
    if (position === -1) {
      return { ...this.slice, shown: view.shown, isAtEnd: false }
    }
    const from = Math.max(0, position - DRAWN)
    const rows = view.rows.slice(from, position + this.visible + DRAWN)
    return { rows, firstIndex: view.start + from, shown: view.shown, isAtEnd: false }
  }

  private blockTop(): number {
    return topOf(this.slice, this.anchor, this.heights, this.viewport)
  }

  private placeScrollBar(): void {
    const { scroller } = this
    if (!scroller || this.pending) {
      return
    }
    const { rows, firstIndex, shown } = this.slice
    const position = rows.findIndex(({ row }) => row === this.anchor?.row)
    const index = firstIndex + Math.max(0, position)
    const top = this.isAtEnd
      ? spacerHeight(shown) - this.viewport
      : scrollTopOf(index, this.anchor?.offset ?? 0, shown, this.viewport)
    const wanted = Math.max(0, top)
    if (Math.abs(wanted - this.knownTop) > 1) {
      scroller.scrollTop = wanted
      this.knownTop = scroller.scrollTop
    }
  }
}
