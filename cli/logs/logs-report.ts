import { MOST_DELAY_MS, MOST_SETTLE_MS } from '@/cli/logs/logs-lines'
import { withPracticeHint } from '@/cli/shared/practice-hint'
import { counted } from '@/lib/format/counted'
import type { LogEvent, TailPhase, TailState } from '@/lib/logs/event'

const PROGRESS_EVERY_MS = 30_000
const LATE_EVERY_MS = 5000

/** What a person should know about the lines, on standard error. */
export class LogsReport {
  #about: { group: string; follow: boolean }
  #phase: string = 'starting'
  #saidAt = Date.now()
  #late = { count: 0, oldest: Number.POSITIVE_INFINITY, saidAt: 0 }
  #lines = 0
  #hasSaidWait = false
  #newest = Number.NEGATIVE_INFINITY

  constructor(about: { group: string; follow: boolean }) {
    this.#about = about
  }

  lines(events: LogEvent[], late: boolean): void {
    this.#lines += events.length

    for (const { at } of late ? events : []) {
      if (at < this.#newest) {
        this.#late.count += 1
        this.#late.oldest = Math.min(this.#late.oldest, at)
      }
    }
    this.#newest = events.reduce((newest, { at }) => Math.max(newest, at), this.#newest)
    this.#sayLate(LATE_EVERY_MS)
  }

  /** `waitMs`: as `readLines` says it. */
  state(state: TailState, waitMs: number | null = null): void {
    const text = phaseText(state.phase, this.#about)

    if (text !== this.#phase) {
      this.#phase = text
      say(text)
    }
    if (waitMs !== null && waitMs > 0 && !this.#hasSaidWait) {
      this.#hasSaidWait = true
      const most = Math.round(MOST_SETTLE_MS / 60_000)
      say(`read to the end; waits ${Math.ceil(waitMs / 1000)} s for lines that are on their way, ${most} min at most`)
    }
    if (Date.now() - this.#saidAt >= PROGRESS_EVERY_MS) {
      this.#saidAt = Date.now()
      say(progress(state))
    }
  }

  end(state: TailState, gaveUp = false): void {
    this.#sayLate(0)
    if (gaveUp) {
      say(
        `Given up after ${Math.round(MOST_DELAY_MS / 60_000)} min without an answer. Add --follow to wait for as long as it takes.`,
      )
    }
    say(`${counted(this.#lines, 'line')}. ${progress(state)}`)
  }

  #sayLate(everyMs: number): void {
    const { count, oldest, saidAt } = this.#late

    if (count > 0 && Date.now() - saidAt >= everyMs) {
      say(
        `${counted(count, 'late line')}, from ${clock(oldest)} on: ${count === 1 ? 'it belongs' : 'they belong'} before lines above`,
      )
      this.#late = { count: 0, oldest: Number.POSITIVE_INFINITY, saidAt: Date.now() }
    }
  }
}

function progress({ readThrough, verifiedThrough, windowMs, lagMs, callsPerSecond }: TailState): string {
  const minutes = Math.round(windowMs / 60_000)
  const verified = verifiedThrough === null ? 'not verified yet' : `verified through ${clock(verifiedThrough)}`
  return [
    readThrough === null ? 'nothing read to the end' : `read through ${clock(readThrough)}`,
    `${verified} (an event may come up to ${minutes} min late)`,
    ...(lagMs === null ? [] : [`lag ${(lagMs / 1000).toFixed(1)} s`]),
    `${callsPerSecond.toFixed(1)} calls/s`,
  ].join(', ')
}

function phaseText(phase: TailPhase, { group, follow }: { group: string; follow: boolean }): string {
  switch (phase.name) {
    case 'starting':
      return 'starting'
    case 'live':
      return follow ? 'following' : 'reading'
    case 'delayed':
      return { throttled: 'throttled', unreachable: 'not reachable', 'server-error': 'AWS has an error' }[
        phase.because
      ].concat(follow ? '; trying again' : `; trying again, for ${Math.round(MOST_DELAY_MS / 60_000)} min at most`)
    case 'stopped':
      return `${phase.message} ${withPracticeHint(phase).remedy}`
    case 'waiting-for-group': {
      const why = {
        'not-invoked-yet': 'AWS makes it at the first call',
        'role-cannot-write': 'the execution role may not write logs',
        unknown: 'check the name and the region',
      }[phase.reason]
      return `There is no log group ${group}: ${why}.${follow ? ' Waiting for it.' : ''}`
    }
  }
}

function clock(at: number): string {
  return new Date(at).toISOString()
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
