import type { LogEvent, TailMessage, TailState } from '@/lib/logs/event'
import type { TailStart } from '@/lib/logs/tail/bootstrap'
import { type Position, positionId } from '@/lib/logs/tail/position'
import { Ring } from '@/lib/logs/tail/ring'
import { Tail, type TailParts } from '@/lib/logs/tail/tail'

export type HubParts = Omit<TailParts, 'signal' | 'onEvents' | 'onState' | 'start'>

/** Longer than the browser waits before it connects again, and less than the second within which all is freed. */
const LINGER_MS = 800

/** One message for one reader, and the id that it has read so far with it. */
export type Delivery = { id: string; message: TailMessage }

export type Reader = {
  /** What comes next; null after `waitMs` without anything. `ended` after an abort, after `close`, and when the tail has failed. */
  next: (waitMs: number, signal: AbortSignal) => Promise<Delivery | 'ended' | null>
  close: () => void
}

/** One tail for all readers of a log group. It runs as long as it has readers. */
export class Hub {
  readonly epoch: string
  #parts: HubParts
  #ring = new Ring()
  #tail: Tail
  #start: TailStart
  #stop = new AbortController()
  /** The same object for each reader, so that its bytes are made once. */
  #state: Extract<TailMessage, { type: 'state' }>
  #version = 1
  #readers = new Set<object>()
  #waiting = new Set<() => void>()
  #onEmpty: () => void

  /** `onFailure` hears of a bug in the tail; its readers end. `onEmpty`: the last reader has gone. */
  constructor(options: {
    epoch: string
    parts: HubParts
    start: TailStart
    onEmpty: () => void
    onFailure: (error: unknown) => void
  }) {
    const { epoch, parts, start, onEmpty, onFailure } = options
    this.epoch = epoch
    this.#parts = parts
    this.#start = start
    this.#onEmpty = onEmpty
    this.#tail = new Tail({
      ...parts,
      start,
      signal: this.#stop.signal,
      onEvents: (events, late) => this.#onEvents(events, late),
      onState: (state) => this.#onState(state),
    })
    this.#state = { type: 'state', state: this.#tail.state }
    this.#tail.run().catch((error: unknown) => {
      onFailure(error)
      this.#close()
    })
  }

  /** A reader that goes on where it stood, or begins with about so many of the newest lines. */
  subscribe(position: Position | null, newest: number): Reader {
    const reader = { sequence: 0, version: 0, resumeFrom: 0, gap: this.#gapFor(position) }
    reader.sequence = this.#sequenceFor(position, newest)
    reader.resumeFrom = position?.resumeFrom ?? this.#tail.resumeFrom
    this.#readers.add(reader)
    this.#tail.nudge()

    return {
      next: async (waitMs, signal) => {
        const isOpen = () => this.#readers.has(reader) && !signal.aborted
        const found = isOpen() ? this.#take(reader) : 'ended'

        if (found) {
          return found
        }
        await this.#change(waitMs, signal)
        return isOpen() ? this.#take(reader) : 'ended'
      },
      close: () => {
        if (this.#readers.delete(reader) && this.#readers.size === 0) {
          this.#linger()
        }
        this.#wake()
      },
    }
  }

  #take(reader: { sequence: number; version: number; resumeFrom: number; gap: TailMessage | null }): Delivery | null {
    const idOf = () => positionId({ epoch: this.epoch, sequence: reader.sequence, resumeFrom: reader.resumeFrom })

    if (reader.version < this.#version) {
      reader.version = this.#version
      // One who has everything goes on from here, however long ago the last line was.
      reader.resumeFrom = reader.sequence === this.#ring.lastSequence ? this.#tail.resumeFrom : reader.resumeFrom
      return { id: idOf(), message: this.#state }
    }
    if (reader.gap) {
      const message = reader.gap
      reader.gap = null
      return { id: idOf(), message }
    }
    const step = this.#ring.after(reader.sequence)

    if (!step) {
      return null
    }
    reader.sequence = step.sequence
    reader.resumeFrom = step.resumeFrom
    return { id: idOf(), message: step.message }
  }

  /** What a reader of another hub lacks that this one doesn't have. */
  #gapFor(position: Position | null): TailMessage | null {
    if (!position || position.epoch === this.epoch) {
      return null
    }
    const begin = 'since' in this.#start ? this.#start.since : this.#parts.clock.now()
    return position.resumeFrom < begin ? { type: 'gap', from: position.resumeFrom, to: begin, count: 0 } : null
  }

  #sequenceFor(position: Position | null, newest: number): number {
    if (!position) {
      return this.#ring.startFor(newest)
    }
    return position.epoch === this.epoch ? Math.min(position.sequence, this.#ring.lastSequence) : 0
  }

  #onEvents(events: LogEvent[], late: boolean): void {
    this.#ring.append(events, late, this.#tail.resumeFrom)
    this.#wake()
  }

  #onState(state: TailState): void {
    this.#state = { type: 'state', state }
    this.#version += 1
    this.#wake()
  }

  async #change(waitMs: number, signal: AbortSignal): Promise<void> {
    const changed = new AbortController()
    const finish = () => changed.abort()
    this.#waiting.add(finish)
    signal.addEventListener('abort', finish)
    await this.#parts.clock.sleep(signal.aborted ? 0 : waitMs, changed.signal)
    signal.removeEventListener('abort', finish)
    this.#waiting.delete(finish)
  }

  #wake(): void {
    for (const finish of [...this.#waiting]) {
      finish()
    }
  }

  /** A reader that was cut off comes back within half a second; the hub is still there for it, and costs nothing meanwhile. */
  #linger(): void {
    this.#parts.clock.sleep(LINGER_MS, this.#stop.signal).then(() => {
      if (this.#readers.size === 0) {
        this.#close()
      }
    })
  }

  #close(): void {
    if (this.#stop.signal.aborted) {
      return
    }
    this.#stop.abort()
    this.#readers.clear()
    this.#onEmpty()
    this.#wake()
  }
}
