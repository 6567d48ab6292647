import type { Clock } from '@/lib/logs/tail/client'

/** Calls a second that FilterLogEvents is planned with: the lowest quota of any region, and it can't be raised. */
const QUOTA_PER_SECOND = 5
/** Other programs of the account live on the rest. */
const CALLS_PER_SECOND = Math.floor(QUOTA_PER_SECOND * 0.6)
const SECOND_MS = 1000
/** Sweeps over what was read before get a fifth of the calls, so that they never slow down what is new; half, when they fall behind. */
const SWEEP_EVERY_MS = Math.ceil(SECOND_MS / (CALLS_PER_SECOND * 0.2))
const LATE_SWEEP_EVERY_MS = Math.ceil(SECOND_MS / (CALLS_PER_SECOND * 0.5))

export type Lane = 'live' | 'sweep'

/**
 * The calls that all tails of one account and region share. No second, wherever it begins, sees more than 60 % of the quota.
 * Who asks first is served first.
 */
export class Budget {
  #clock: Clock
  #stamps: number[] = []
  #lastSweepAt = -Infinity
  #queue: Promise<void> = Promise.resolve()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Waits for a turn. Resolves early, without having taken one, when the signal aborts. */
  take(lane: Lane, signal: AbortSignal): Promise<void> {
    const turn = this.#queue.then(() => this.#wait(lane, signal))
    this.#queue = turn
    return turn
  }

  /** When the next call of a sweep may be made. */
  nextSweepAt(isBehind: boolean): number {
    return this.#lastSweepAt + (isBehind ? LATE_SWEEP_EVERY_MS : SWEEP_EVERY_MS)
  }

  async #wait(lane: Lane, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const now = this.#clock.now()
      const free = (this.#stamps[this.#stamps.length - CALLS_PER_SECOND] ?? -Infinity) + SECOND_MS

      if (free <= now) {
        this.#stamps = [...this.#stamps.slice(1 - CALLS_PER_SECOND), now]
        this.#lastSweepAt = lane === 'sweep' ? now : this.#lastSweepAt
        return
      }
      await this.#clock.sleep(free - now, signal)
    }
  }
}
