import type { TailPhase } from '@/lib/logs/event'
import type { Budget, Lane } from '@/lib/logs/tail/budget'
import type { Clock, FilterPage, FilterRequest, LogsClient, Problem } from '@/lib/logs/tail/client'

export type MissingReason = Extract<TailPhase, { name: 'waiting-for-group' }>['reason']

export type CallerParts = {
  client: LogsClient
  clock: Clock
  budget: Budget
  /** Between 0 and 1. */
  random: () => number
  signal: AbortSignal
  /** Asked now and then while there is no log group. */
  whyMissing: () => Promise<MissingReason>
  /** What stands in the way right now; null when a call went through. */
  onTrouble: (trouble: TailPhase | null) => void
}

const FIRST_BACKOFF_MS = 200
const MAX_BACKOFF_MS = 5000
/** One throttled call is nothing to tell a person about. */
const QUIET_ATTEMPTS = 2
const GROUP_RETRY_MS = 3000
const WHY_EVERY_MS = 30_000
/** Denied or expired: only a person can mend it, so asking often is of no use. */
const REFUSED_RETRY_MS = 30_000
const RATE_WINDOW_MS = 10_000

/** Makes calls until one goes through: it waits, but never gives up. */
export class Caller {
  #parts: CallerParts
  #stamps: number[] = []
  #wake: () => void = () => undefined
  #missing: { reason: MissingReason; at: number } = { reason: 'unknown', at: -Infinity }

  constructor(parts: CallerParts) {
    this.#parts = parts
  }

  /** Null when the token isn't accepted any more, or after an abort. */
  async page(request: FilterRequest, lane: Lane): Promise<FilterPage | null> {
    const { client, clock, budget, signal, onTrouble } = this.#parts

    for (let failures = 0; !signal.aborted; failures += 1) {
      await budget.take(lane, signal)

      if (signal.aborted) {
        return null
      }
      this.#stamps.push(clock.now())
      const answer = await client.filter(request, signal)

      if ('page' in answer) {
        onTrouble(null)
        return answer.page
      }
      if (signal.aborted || answer.problem.kind === 'invalid-token') {
        return null
      }
      await this.#waitAfter(answer.problem, failures)
    }
    return null
  }

  /** Ends a wait for somebody to mend something: a person has come who may have done so. */
  nudge(): void {
    this.#missing = { ...this.#missing, at: -Infinity }
    this.#wake()
  }

  /** Calls made in the last ten seconds, per second. */
  get callsPerSecond(): number {
    const since = this.#parts.clock.now() - RATE_WINDOW_MS
    this.#stamps = this.#stamps.filter((stamp) => stamp > since)
    return (this.#stamps.length * 1000) / RATE_WINDOW_MS
  }

  async #waitAfter(problem: Problem, failures: number): Promise<void> {
    const { clock, random, signal, onTrouble } = this.#parts

    switch (problem.kind) {
      case 'missing-group':
        onTrouble({ name: 'waiting-for-group', reason: await this.#whyMissing() })
        return this.#rest(GROUP_RETRY_MS)
      case 'refused': {
        const { code, message, remedy } = problem
        onTrouble({ name: 'stopped', code, message, remedy })
        return this.#rest(REFUSED_RETRY_MS)
      }
      case 'invalid-token':
        return
      case 'throttled':
      case 'unreachable':
      case 'server-error': {
        if (failures >= QUIET_ATTEMPTS) {
          onTrouble({ name: 'delayed', because: problem.kind })
        }
        const most = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures, 10))
        return clock.sleep(most * random(), signal)
      }
    }
  }

  /** About so long, or until a nudge. */
  async #rest(ms: number): Promise<void> {
    const { clock, random, signal } = this.#parts
    const awake = new AbortController()
    this.#wake = () => awake.abort()
    signal.addEventListener('abort', this.#wake)
    await clock.sleep(ms * (0.8 + 0.4 * random()), awake.signal)
    signal.removeEventListener('abort', this.#wake)
  }

  async #whyMissing(): Promise<MissingReason> {
    const now = this.#parts.clock.now()

    if (now - this.#missing.at >= WHY_EVERY_MS) {
      this.#missing = { reason: await this.#parts.whyMissing(), at: now }
    }
    return this.#missing.reason
  }
}
