import { compareEvents, type LogEvent, type TailPhase, type TailState } from '@/lib/logs/event'
import { readNewest, type TailStart } from '@/lib/logs/tail/bootstrap'
import type { Budget } from '@/lib/logs/tail/budget'
import { Caller, type MissingReason } from '@/lib/logs/tail/caller'
import type { Clock, LogsClient } from '@/lib/logs/tail/client'
import { Lag } from '@/lib/logs/tail/lag'
import { SeenIds } from '@/lib/logs/tail/seen-ids'
import { isBehind, type Scan, type Tier, Tiers, WINDOW_MS } from '@/lib/logs/tail/tiers'

export type TailParts = {
  client: LogsClient
  clock: Clock
  /** Shared by all tails of the account and region. */
  budget: Budget
  random: () => number
  signal: AbortSignal
  start: TailStart
  whyMissing: () => Promise<MissingReason>
  /** Each event once, in order within a batch. `late`: some belong before events of earlier batches. What it answers is waited for. */
  onEvents: (events: LogEvent[], late: boolean) => void | Promise<void>
  onState: (state: TailState) => void
}

/** About 100 MB of ids. A group that is busier than that is tailed with a smaller window, and says so. */
const MAX_SEEN = 6_000_000
const STATE_EVERY_MS = 1000
/** A sweep's page may not hold up the next look for new events; so much of the poll is left for it at least. */
const SWEEP_ROOM_MS = 300

/**
 * Follows one log group. It reads the newest events every second, and reads again what it has read: often for the last seconds, now
 * and then for the last minutes, so that no event is lost that becomes readable late. Runs until its signal aborts.
 */
export class Tail {
  #parts: TailParts
  #caller: Caller
  #seen = new SeenIds()
  #lag = new Lag()
  #tiers: Tiers | undefined
  #sweeps: Scan[] = []
  #newest: LogEvent | undefined
  #phase: TailPhase = { name: 'starting' }
  #brokenAt: number | null = null
  #toldAt = -Infinity
  #told = ''

  constructor(parts: TailParts) {
    this.#parts = parts
    this.#caller = new Caller({ ...parts, onTrouble: (trouble) => this.#setPhase(trouble) })
  }

  /** Resolves after the signal's abort; rejects only for a bug. */
  async run(): Promise<void> {
    const { clock, signal } = this.#parts
    this.#tell(true)
    const tiers = await this.#begin()

    while (tiers && !signal.aborted) {
      const sweep = this.#nextSweep(tiers, clock.now())

      if (tiers.hot.dueAt <= clock.now()) {
        await this.#finish(
          tiers,
          tiers.liveScan(clock.now(), (tier) => this.#isSwept(tier)),
        )
      } else if (sweep) {
        await this.#sweepPage(tiers, sweep)
      } else {
        await clock.sleep(this.#restMs(tiers, clock.now()), signal)
      }
      this.#tell(false)
    }
  }

  /** A person came who may have mended what stopped the tail: it tries again at once. */
  nudge(): void {
    this.#caller.nudge()
  }

  /** A new tail since this moment delivers everything that this one has still to deliver. Milliseconds. */
  get resumeFrom(): number {
    const { start, clock } = this.#parts
    return this.#tiers?.settled ?? ('since' in start ? start.since : clock.now() - WINDOW_MS)
  }

  get state(): TailState {
    const tiers = this.#tiers
    const verified = tiers && tiers.cold.done - WINDOW_MS >= tiers.settled ? tiers.cold.done - WINDOW_MS : null
    return {
      phase: this.#phase,
      verifiedThrough: this.#brokenAt ?? verified,
      readThrough: tiers?.isRead ? tiers.hot.done : null,
      windowMs: WINDOW_MS,
      callsPerSecond: this.#caller.callsPerSecond,
      lagMs: this.#lag.quantile(0.95),
    }
  }

  async #begin(): Promise<Tiers | undefined> {
    const { start, clock, signal } = this.#parts

    while (!signal.aborted) {
      const now = clock.now()
      const first =
        'since' in start
          ? { events: [], floor: start.since, readAt: start.since }
          : await readNewest(this.#caller, start.newest, now)

      if (first) {
        this.#tiers = new Tiers({ lag: this.#lag, seen: this.#seen, now, ...first })
        // What the first look finds says nothing of how late it came.
        await this.#deliver(this.#tiers, first.events, first.floor, null)
        return this.#tiers
      }
    }
    return undefined
  }

  /** Reads a scan to its end. The scan's begin stays what it was, so that an outage in its midst loses nothing. */
  async #finish(tiers: Tiers, scan: Scan): Promise<void> {
    const { signal, clock } = this.#parts

    while (!signal.aborted && (await this.#readPage(tiers, scan))) {
      const [sweep] = this.#sweeps
      const now = clock.now()

      // A long look takes its time; the sweeps have their share of it.
      if (sweep && this.#nextSweepAt(now) <= now) {
        await this.#sweepPage(tiers, sweep)
      }
      this.#tell(false)
    }
  }

  /** True when there is more to read. */
  async #readPage(tiers: Tiers, scan: Scan): Promise<boolean> {
    const { clock, signal } = this.#parts
    const { from, to, token } = scan
    const request = { from, to, token }
    const askedAt = clock.now()
    const page = await this.#caller.page(request, scan.to === undefined ? 'live' : 'sweep')

    if (signal.aborted) {
      return false
    }
    if (!page) {
      // Its pages came in order: what is older than the last event was read, and need not be read again.
      delete scan.token
      scan.from = scan.readTo
      return true
    }
    const fresh = await this.#deliver(tiers, page.events, tiers.settled)
    tiers.sawPage(scan, page, fresh, askedAt)

    if (page.next !== undefined) {
      scan.token = page.next
      return true
    }
    tiers.finish(scan, clock.now())
    this.#seen.dropBefore(tiers.settled)
    return false
  }

  async #sweepPage(tiers: Tiers, scan: Scan): Promise<void> {
    const hasMore = await this.#readPage(tiers, scan)
    const others = this.#sweeps.filter((other) => other !== scan)
    // To the back of the line, so that neither sweep starves the other.
    this.#sweeps = hasMore ? [...others, scan] : others
  }

  #nextSweep(tiers: Tiers, now: number): Scan | undefined {
    this.#sweeps.push(...tiers.sweeps(now, (tier) => this.#isSwept(tier)))
    const hasRoom = tiers.hot.dueAt - now >= SWEEP_ROOM_MS && this.#nextSweepAt(now) <= now
    return hasRoom ? this.#sweeps[0] : undefined
  }

  /** When the sweep in front may read its next page. */
  #nextSweepAt(now: number): number {
    const [sweep] = this.#sweeps
    return sweep ? this.#parts.budget.nextSweepAt(isBehind(sweep, now)) : Infinity
  }

  #isSwept(tier: Tier): boolean {
    return this.#sweeps.some(({ tiers }) => tiers.includes(tier))
  }

  #restMs(tiers: Tiers, now: number): number {
    const untilSweep = Math.max(1, this.#nextSweepAt(now) - now)
    const untilHot = Math.max(1, tiers.hot.dueAt - now)
    return untilHot - untilSweep >= SWEEP_ROOM_MS ? untilSweep : untilHot
  }

  /** How many of them were new. What is older than `from` was settled before. */
  async #deliver(
    tiers: Tiers,
    events: LogEvent[],
    from: number,
    lastLookAt: ReturnType<Tiers['lastLooks']> | null = tiers.lastLooks(),
  ): Promise<number> {
    const fresh = events.filter((event) => event.at >= from && this.#seen.add(event.id, event.at))
    const [first, ...rest] = fresh.sort(compareEvents)

    if (!first) {
      return 0
    }
    if (lastLookAt) {
      for (const { at, ingestedAt } of fresh) {
        this.#lag.add(Math.max(0, ingestedAt - at, lastLookAt(at) - at))
      }
    }
    const isLate = this.#newest !== undefined && compareEvents(first, this.#newest) < 0
    const last = rest.at(-1) ?? first
    this.#newest = this.#newest && compareEvents(last, this.#newest) < 0 ? this.#newest : last
    await this.#parts.onEvents(fresh, isLate)

    if (this.#seen.size > MAX_SEEN) {
      this.#brokenAt ??= this.state.verifiedThrough ?? tiers.settled
      tiers.raiseFloor(this.#seen.shrinkTo(MAX_SEEN * 0.9))
    }
    return fresh.length
  }

  #setPhase(trouble: TailPhase | null): void {
    const phase = trouble ?? { name: 'live' as const }
    const isSame = JSON.stringify(phase) === JSON.stringify(this.#phase)
    this.#phase = phase
    this.#tell(!isSame)
  }

  /** At once when something happened, else once a second. */
  #tell(isNews: boolean): void {
    const now = this.#parts.clock.now()

    if (!isNews && now - this.#toldAt < STATE_EVERY_MS) {
      return
    }
    const { state } = this
    const text = JSON.stringify(state)

    if (text !== this.#told) {
      this.#told = text
      this.#toldAt = now
      this.#parts.onState(state)
    }
  }
}
