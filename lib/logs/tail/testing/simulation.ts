import type { LogEvent } from '@/lib/logs/event'
import type { Clock, FilterAnswer, FilterRequest, LogsClient } from '@/lib/logs/tail/client'

/** Time that passes only when it is told to: hours of tailing in seconds, and the same each time. For tests. */
export class SimulatedClock implements Clock {
  #now: number
  #timers: { at: number; resolve: () => void }[] = []

  constructor(now: number) {
    this.#now = now
  }

  now = () => this.#now

  sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve()
        return
      }
      const done = () => {
        signal.removeEventListener('abort', cancel)
        resolve()
      }
      const timer = { at: this.#now + Math.max(0, ms), resolve: done }
      const cancel = () => {
        this.#timers = this.#timers.filter((other) => other !== timer)
        done()
      }
      const index = this.#timers.findIndex(({ at }) => at > timer.at)
      this.#timers.splice(index === -1 ? this.#timers.length : index, 0, timer)
      signal.addEventListener('abort', cancel)
    })

  /** Lets so much time pass; everything that was waiting for a moment in it goes on at that moment. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await settle()

    for (let next = this.#timers[0]; next && next.at <= end; next = this.#timers[0]) {
      this.#timers.shift()
      this.#now = Math.max(this.#now, next.at)
      next.resolve()
      await settle()
    }
    this.#now = end
  }
}

/** After this every promise that could go on has gone on. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

/** An event and the moment from which the API shows it. */
export type LedgerEntry = { event: LogEvent; visibleAt: number }

export type Weather = {
  /** Shares of calls, 0 to 1. */
  throttled?: number
  reset?: number
  serverError?: number
  empty?: number
  pageEvents?: number
  latencyMs?: number
  /** Moments between which nothing answers. */
  outages?: { from: number; to: number }[]
  /** Until then there is no log group. */
  groupAt?: number
  /** Every so many continued pages, the token isn't accepted. */
  staleTokens?: number
  deniedUntil?: number
}

/** CloudWatch with a known ledger, which must be sorted by compareEvents. Tokens are positions in it. */
export class SimulatedLogs implements LogsClient {
  calls: number[] = []
  weather: Weather
  #ledger: LedgerEntry[]
  #clock: Clock
  #random: () => number
  #aheadMs: number

  constructor(ledger: LedgerEntry[], clock: Clock, random: () => number, weather: Weather = {}) {
    this.#ledger = ledger
    this.#aheadMs = ledger.reduce((most, { event, visibleAt }) => Math.max(most, event.at - visibleAt), 0)
    this.#clock = clock
    this.#random = random
    this.weather = weather
  }

  filter = async (request: FilterRequest, signal: AbortSignal): Promise<FilterAnswer> => {
    this.calls.push(this.#clock.now())
    await this.#clock.sleep(this.weather.latencyMs ?? 0, signal)
    const kind = this.#trouble(request)

    if (kind === 'refused') {
      return { problem: { kind, code: 'access-denied', message: 'No.', remedy: 'Ask.' } }
    }
    if (kind) {
      return { problem: { kind } }
    }
    return { page: request.isBackward ? this.#backward(request) : this.#forward(request) }
  }

  #trouble(request: FilterRequest) {
    const { weather } = this
    const now = this.#clock.now()

    if (weather.outages?.some(({ from, to }) => from <= now && now < to)) {
      return 'unreachable'
    }
    if (now < (weather.deniedUntil ?? 0)) {
      return 'refused'
    }
    if (now < (weather.groupAt ?? 0)) {
      return 'missing-group'
    }
    if (request.token !== undefined && this.#random() < (weather.staleTokens ?? 0)) {
      return 'invalid-token'
    }
    const dice = this.#random()
    const { throttled = 0, reset = 0, serverError = 0 } = weather
    return dice < throttled
      ? 'throttled'
      : dice < throttled + reset
        ? 'unreachable'
        : dice < throttled + reset + serverError
          ? 'server-error'
          : null
  }

  #forward({ from, to = Infinity, limit = 10_000, token }: FilterRequest) {
    const most = Math.min(limit, this.weather.pageEvents ?? 10_000)
    const start = token === undefined ? this.#indexOf(from) : Number(token)
    const events: LogEvent[] = []

    if (this.#random() < (this.weather.empty ?? 0)) {
      return { events, next: String(start) }
    }
    const now = this.#clock.now()
    // Nothing is readable that is stamped further ahead.
    const last = Math.min(to, now + this.#aheadMs)

    for (let i = start; i < this.#ledger.length; i++) {
      const entry = this.#ledger[i]

      if (!entry || entry.event.at > last) {
        break
      }
      if (entry.visibleAt <= now) {
        if (events.length === most) {
          return { events, next: String(i) }
        }
        events.push(entry.event)
      }
    }
    return { events }
  }

  #backward({ from, to = Infinity, limit = 10_000, token }: FilterRequest) {
    const most = Math.min(limit, this.weather.pageEvents ?? 10_000)
    const now = this.#clock.now()
    const events: LogEvent[] = []

    for (let i = token === undefined ? this.#ledger.length - 1 : Number(token); i >= 0; i--) {
      const entry = this.#ledger[i]

      if (!entry || entry.event.at < from) {
        break
      }
      if (entry.visibleAt <= now && entry.event.at <= to) {
        if (events.length === most) {
          return { events, next: String(i) }
        }
        events.push(entry.event)
      }
    }
    return { events }
  }

  #indexOf(at: number): number {
    let low = 0
    let high = this.#ledger.length

    while (low < high) {
      const middle = (low + high) >>> 1

      if ((this.#ledger[middle]?.event.at ?? 0) < at) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

/** Numbers between 0 and 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
