import { compareEvents, type LogEvent } from '@/lib/logs/event'
import type { LedgerEntry } from '@/lib/logs/tail/testing/simulation'

export type LedgerPlan = {
  count: number
  from: number
  to: number
  random: () => number
  /** Share of events, and how late at most, in milliseconds. The others are readable within half a second. */
  late: { share: number; maxMs: number }
  /** Share of events that fall into bursts of up to 200 in one millisecond. */
  bursts?: number
}

/** A log whose every event is known, and when the API shows it. Sorted. For tests and benchmarks. */
export function makeLedger({ count, from, to, random, late, bursts = 0 }: LedgerPlan): LedgerEntry[] {
  const entries: LedgerEntry[] = []
  let burst = { left: 0, at: from }

  for (let i = 0; i < count; i++) {
    if (burst.left === 0 && random() < bursts / 100) {
      burst = { left: 1 + Math.floor(random() * 200), at: Math.floor(from + random() * (to - from)) }
    }
    const isBurst = burst.left > 0
    const at = isBurst ? burst.at : Math.floor(from + random() * (to - from))
    burst.left -= isBurst ? 1 : 0
    const lateness = random() < late.share ? random() * late.maxMs : random() * 500
    // A late event is late on its way to CloudWatch, or within it.
    const ingestedAt = Math.floor(at + (random() < 0.5 ? lateness : Math.min(lateness, 200)))
    // Through JSON as real ids come: a string that was put together from parts is slower to read.
    const id = JSON.parse(`"3${String(at).padStart(20, '0')}${String(i).padStart(35, '0')}"`) as string
    entries.push({ event: { id, at, ingestedAt, stream: `s${i % 4}`, text: '' }, visibleAt: at + lateness })
  }
  return entries.sort((one, other) => compareEvents(one.event, other.event))
}

/** What a tail has delivered, held against the ledger as it goes. */
export class Audit {
  duplicates = 0
  /** Times that "verified through" was ahead of an event that came later. */
  ahead = 0
  disorder = 0
  #ids = new Set<string>()
  #verified = -Infinity

  get delivered(): number {
    return this.#ids.size
  }

  events(events: LogEvent[]): void {
    let last: LogEvent | undefined

    for (const event of events) {
      this.duplicates += this.#ids.has(event.id) ? 1 : 0
      this.ahead += event.at <= this.#verified && !this.#ids.has(event.id) ? 1 : 0
      this.disorder += last && compareEvents(last, event) > 0 ? 1 : 0
      this.#ids.add(event.id)
      last = event
    }
  }

  verified(through: number | null): void {
    this.#verified = Math.max(this.#verified, through ?? -Infinity)
  }

  lost(ledger: LedgerEntry[]): number {
    return ledger.filter(({ event }) => !this.#ids.has(event.id)).length
  }
}
