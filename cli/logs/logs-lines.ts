import { EXIT } from '@/cli/shared/exit'
import type { LogEvent, TailState } from '@/lib/logs/event'
import { Tail, type TailParts } from '@/lib/logs/tail/tail'

/** A range is read again until nothing can have been on its way any more: twice the lag that was measured, and a little. */
const LEAST_SETTLE_MS = 2000
const MOST_SETTLE_MS = 120_000

type Lines = Omit<TailParts, 'start' | 'signal'> & {
  /** Milliseconds since 1970. */
  since: number
  /** Go on with what comes; else the end is what is there by now, whatever time its lines are stamped with. */
  follow: boolean
  stop: AbortController
  onEvents: (events: LogEvent[], late: boolean) => void | Promise<void>
  onState: (state: TailState) => void
}

/** Reads a group's lines since a moment. Answers the exit code, and the state in which it ended. */
export async function readLines({ since, follow, stop, ...parts }: Lines): Promise<{ code: number; state: TailState }> {
  const end = follow ? Number.POSITIVE_INFINITY : parts.clock.now()
  let code: number = EXIT.done
  const tail = new Tail({
    ...parts,
    signal: stop.signal,
    start: { since },
    onState: (state) => {
      parts.onState(state)

      if (!follow && isOver(state, end)) {
        code = isRead(state, end) ? EXIT.done : EXIT.failed
        stop.abort()
      }
    },
  })
  await tail.run()
  return { code, state: tail.state }
}

function isOver(state: TailState, end: number): boolean {
  return isRead(state, end) || state.phase.name === 'stopped' || state.phase.name === 'waiting-for-group'
}

function isRead({ readThrough, lagMs }: TailState, end: number): boolean {
  const settleMs = Math.min(MOST_SETTLE_MS, Math.max(LEAST_SETTLE_MS, 2 * (lagMs ?? 0)))
  return readThrough !== null && readThrough >= end + settleMs
}
