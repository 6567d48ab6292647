import type { LogEvent } from '@/lib/logs/event'
import type { Lag } from '@/lib/logs/tail/lag'
import type { SeenIds } from '@/lib/logs/tail/seen-ids'

/** How late an event may become readable and still be delivered for certain. */
export const WINDOW_MS = 15 * 60_000

const POLL_MS = 1000
const IDLE_POLL_MS = 5000
/** Without a new event for so long, a group is polled less often. */
const IDLE_AFTER_MS = 60_000
const WARM_EVERY_MS = 5000
/** A rescan of the last seconds that takes longer than that is behind: what came late would be shown a minute later. */
const WARM_BEHIND_MS = 2 * WARM_EVERY_MS
const COLD_EVERY_MS = 60_000
const FIRST_CAPACITY = 5000

/** One of the three overlapping rescans. */
export type Tier = {
  name: 'hot' | 'warm' | 'cold'
  /** Begin of its last complete scan: what was readable then, and reaches back no further than the window, was delivered. */
  done: number
  dueAt: number
}

/** A scan under way: from its first page to the one without a token. */
export type Scan = {
  tiers: Tier[]
  from: number
  to?: number
  startedAt: number
  token?: string
  /** Time of the last event that it met. */
  readTo: number
  /** From here on its pages were read too soon after the events to have met those that are a little late. */
  nextFrom?: number
}

export function isBehind({ tiers, startedAt }: Scan, now: number): boolean {
  return tiers.some(({ name }) => name === 'warm') && now - startedAt > WARM_BEHIND_MS
}

/**
 * What to read next. A tier's scan begins one window before the *previous* complete scan of that tier began: so it finds
 * every event that became readable since and is no later than the window, however long a scan or an outage took.
 */
export class Tiers {
  readonly hot: Tier
  readonly warm: Tier
  readonly cold: Tier
  #lag: Lag
  #seen: SeenIds
  #floor: number
  /** Events that fill a page, as far as seen. */
  #capacity = FIRST_CAPACITY
  #isMeasured = false
  #hotFrom: number | undefined
  #lastFreshAt: number

  /** `floor`: nothing before it belongs to this tail. `readAt`: when everything since then was first read. */
  constructor(begin: { lag: Lag; seen: SeenIds; floor: number; readAt: number; now: number }) {
    const { lag, seen, floor, readAt, now } = begin
    this.#lag = lag
    this.#seen = seen
    this.#floor = floor
    this.#lastFreshAt = now
    this.hot = { name: 'hot', done: readAt, dueAt: readAt }
    this.warm = { name: 'warm', done: readAt, dueAt: readAt + WARM_EVERY_MS }
    this.cold = { name: 'cold', done: readAt, dueAt: readAt + COLD_EVERY_MS }
  }

  raiseFloor(at: number): void {
    this.#floor = Math.max(this.#floor, at)
  }

  get isRead(): boolean {
    return this.hot.done > this.#floor
  }

  /** What lies before is delivered for certain, or isn't this tail's: it is neither read nor remembered. */
  get settled(): number {
    return Math.max(this.#floor, this.cold.done - WINDOW_MS)
  }

  /** The scan for new events. Sweeps that are due and cost no page more are done along with it. */
  liveScan(now: number, isSwept: (tier: Tier) => boolean): Scan {
    let from = this.#fromOf(this.hot)
    const tiers = [this.hot]

    for (const tier of [this.warm, this.cold]) {
      const wider = Math.min(from, this.#fromOf(tier))

      if (tier.dueAt <= now && !isSwept(tier) && this.#pagesSince(wider) <= 1) {
        from = wider
        tiers.push(tier)
      }
    }
    return { tiers, from, startedAt: now, readTo: from }
  }

  /** Rescans that are due, and too much to be done along with the look for new events. */
  sweeps(now: number, isSwept: (tier: Tier) => boolean): Scan[] {
    const due = [this.warm, this.cold].filter(
      (tier) => tier.dueAt <= now && !isSwept(tier) && this.#pagesSince(this.#fromOf(tier)) > 1,
    )
    const pages = due.map((tier) => this.#pagesSince(this.#fromOf(tier)))
    // One pass for both, unless the longer would hold up the shorter.
    const together = due.length === 2 && (pages[1] ?? 0) <= 2 * (pages[0] ?? 0)
    return together ? [this.#sweep(due, now)] : due.map((tier) => this.#sweep([tier], now))
  }

  /** It ends where it began in time, or it would never catch up with a busy group. */
  #sweep(tiers: Tier[], now: number): Scan {
    const from = Math.min(...tiers.map((tier) => this.#fromOf(tier)))
    return { tiers, from, to: now, startedAt: now, readTo: from }
  }

  /** Takes note of a page, asked for at `askedAt`. */
  sawPage(scan: Scan, page: { events: LogEvent[]; next?: string }, fresh: number, askedAt: number): void {
    const events = page.events.length
    const hasNext = page.next !== undefined
    const last = page.events.at(-1)?.at ?? scan.readTo
    const settled = askedAt - this.#hotWindowMs()

    if (scan.nextFrom === undefined && (!hasNext || last > settled)) {
      scan.nextFrom = Math.max(scan.readTo, settled)
    }
    scan.readTo = last
    if (hasNext && events > 0) {
      this.#capacity = this.#isMeasured ? (this.#capacity + events) / 2 : events
      this.#isMeasured = true
    } else {
      this.#capacity = Math.max(this.#capacity, events)
    }
    this.#lastFreshAt = fresh > 0 ? askedAt : this.#lastFreshAt
  }

  finish({ tiers, startedAt, nextFrom }: Scan, now: number): void {
    for (const tier of tiers) {
      tier.done = Math.max(tier.done, startedAt)
      tier.dueAt = startedAt + this.#everyMs(tier, now)
    }
    this.#hotFrom = tiers.includes(this.hot) ? nextFrom : this.#hotFrom
  }

  /** For any time, begin of the newest complete scan that took it in: an event of then that is new came after it. */
  lastLooks(): (at: number) => number {
    const looks = [this.hot, this.warm, this.cold].map((tier) => ({ from: this.#fromOf(tier), done: tier.done }))
    return (at) => looks.reduce((latest, { from, done }) => (from <= at && done > latest ? done : latest), -Infinity)
  }

  #fromOf(tier: Tier): number {
    const from = tier.done - this.#windowMs(tier)
    return Math.max(this.settled, tier === this.hot ? (this.#hotFrom ?? from) : from)
  }

  #everyMs(tier: Tier, now: number): number {
    switch (tier.name) {
      case 'hot':
        return now - this.#lastFreshAt > IDLE_AFTER_MS ? IDLE_POLL_MS : POLL_MS
      case 'warm':
        return WARM_EVERY_MS
      case 'cold':
        return COLD_EVERY_MS
    }
  }

  #windowMs(tier: Tier): number {
    switch (tier.name) {
      case 'hot':
        return this.#hotWindowMs()
      case 'warm':
        return Math.max(this.#wanted(0.999, 1000, 120_000, [15_000, 300_000]), 2 * this.#hotWindowMs())
      case 'cold':
        return WINDOW_MS
    }
  }

  /** Twice the 99th percentile of the lag, but no more than fits a page, and no less than most events need. */
  #hotWindowMs(): number {
    const wanted = this.#wanted(0.99, 50, 15_000, [2000, 60_000])
    const pages = this.#pagesSince(this.hot.done - wanted)
    const least = Math.min(15_000, 1.2 * (this.#lag.quantile(0.95) ?? 0) + 1000)
    return pages <= 1 ? wanted : Math.min(wanted, Math.max(least, wanted / pages))
  }

  #wanted(share: number, least: number, initially: number, [min, max]: [number, number]): number {
    const lag = this.#lag.quantile(share, least)
    return lag === null ? initially : Math.min(max, Math.max(min, 2 * lag + POLL_MS))
  }

  #pagesSince(at: number): number {
    return this.#seen.countSince(at) / this.#capacity
  }
}
