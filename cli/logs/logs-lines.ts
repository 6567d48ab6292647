import { EXIT } from '@/cli/shared/exit'
import type { LogEvent, TailState } from '@/lib/logs/event'
import { Tail, type TailParts } from '@/lib/logs/tail/tail'

/** A range is read again until nothing can have been on its way any more: twice the lag that was measured, and a little. */
const LEAST_SETTLE_MS = 2000
export const MOST_SETTLE_MS = 120_000
/** Who reads a range waits for an end: what AWS withholds for so long without a break is given up. */
export const MOST_DELAY_MS = 120_000

type Lines = Omit<TailParts, 'start' | 'signal' | 'onState'> & {
  /** Milliseconds since 1970. */
  since: number
  /** Go on with what comes; else the end is what is there by now, whatever time its lines are stamped with. */
  follow: boolean
  stop: AbortController
  onEvents: (events: LogEvent[], late: boolean) => void | Promise<void>
  /** `waitMs`: the range is read, and so long it still waits for lines that may be on their way; null before that, and while following. */
  onState: (state: TailState, waitMs: number | null) => void
}

/** How it ended: `gaveUp` when AWS could not be read for MOST_DELAY_MS. */
type Ending = { code: number; state: TailState; gaveUp: boolean }

/** Reads a group's lines since a moment. Answers the exit code, and the state in which it ended. */
export async function readLines({ since, follow, stop, ...parts }: Lines): Promise<Ending> {
  const end = follow ? Number.POSITIVE_INFINITY : parts.clock.now()
  let code: number = EXIT.done
  let gaveUp = false
  const patience = new Patience(parts.clock, stop.signal, () => {
    code = EXIT.failed
    gaveUp = true
    stop.abort()
  })
  const tail = new Tail({
    ...parts,
    signal: stop.signal,
    start: { since },
    onState: (state) => {
      parts.onState(state, follow ? null : waitMs(state, end))

      if (!follow && isOver(state, end)) {
        code = waitMs(state, end) === 0 ? EXIT.done : EXIT.failed
        stop.abort()
      } else if (!follow) {
        patience.hear(state.phase.name === 'delayed')
      }
    },
  })
  await tail.run()
  return { code, state: tail.state, gaveUp }
}

/** Ends once a delay has lasted too long. */
class Patience {
  #clock: TailParts['clock']
  #signal: AbortSignal
  #onEnd: () => void
  #delay: AbortController | undefined

  constructor(clock: TailParts['clock'], signal: AbortSignal, onEnd: () => void) {
    this.#clock = clock
    this.#signal = signal
    this.#onEnd = onEnd
  }

  hear(isDelayed: boolean): void {
    if (!isDelayed) {
      this.#delay?.abort()
      this.#delay = undefined
    } else if (!this.#delay) {
      this.#delay = new AbortController()
      void this.#wait(AbortSignal.any([this.#signal, this.#delay.signal]))
    }
  }

  async #wait(signal: AbortSignal): Promise<void> {
    await this.#clock.sleep(MOST_DELAY_MS, signal)
    if (!signal.aborted) {
      this.#onEnd()
    }
  }
}

function isOver(state: TailState, end: number): boolean {
  return waitMs(state, end) === 0 || state.phase.name === 'stopped' || state.phase.name === 'waiting-for-group'
}

/** 0: nothing can be on its way any more. Null: not read to its end yet. */
function waitMs({ readThrough, lagMs }: TailState, end: number): number | null {
  const settleMs = Math.min(MOST_SETTLE_MS, Math.max(LEAST_SETTLE_MS, 2 * (lagMs ?? 0)))
  return readThrough === null || readThrough < end ? null : Math.max(0, end + settleMs - readThrough)
}
