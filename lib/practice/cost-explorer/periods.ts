import type { DateInterval } from '@aws-sdk/client-cost-explorer'
import { invalid } from '@/lib/practice/cost-explorer/refusals'
import { notHeld } from '@/lib/practice/wire/not-imitated'

/** `start` and `end` as ISO days, the end exclusive; `from` and `to` the same in milliseconds: days begin at midnight, UTC. */
type Period = { start: string; end: string; from: number; to: number }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const DAY_MS = 86_400_000
/** Fourteen months are kept. */
const MOST_DAYS = 430

export function periodsOf(interval: DateInterval | undefined, granularity: string | undefined): Period[] {
  const [from, to] = [dayOf(interval?.Start), dayOf(interval?.End)]

  if (granularity !== 'DAILY' && granularity !== 'MONTHLY') {
    throw granularity === 'HOURLY'
      ? notHeld('hours of Cost Explorer')
      : invalid('Granularity must be DAILY or MONTHLY.')
  }
  if (from >= to) {
    throw invalid('Start date (and hour) should be before end date (and hour)')
  }
  if (to - from > MOST_DAYS * DAY_MS) {
    throw invalid("You haven't enabled historical data beyond 14 months")
  }
  const periods: Period[] = []

  for (let at = from; at < to; ) {
    const next = Math.min(granularity === 'DAILY' ? at + DAY_MS : monthAfter(at), to)
    periods.push({ start: isoDay(at), end: isoDay(next), from: at, to: next })
    at = next
  }
  return periods
}

function dayOf(text = ''): number {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN

  if (Number.isNaN(at)) {
    throw invalid('The dates of TimePeriod must be of the form yyyy-MM-dd.')
  }
  return at
}

function monthAfter(at: number): number {
  const date = new Date(at)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
