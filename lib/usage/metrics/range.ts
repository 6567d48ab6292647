/** Spans that end now. */
export const RANGES = {
  '24h': { label: '24 hours', words: 'in 24 h', days: 1 },
  '7d': { label: '7 days', words: 'in 7 days', days: 7 },
  '30d': { label: '30 days', words: 'in 30 days', days: 30 },
} as const

type RangeId = keyof typeof RANGES
const USUAL: RangeId = '7d'

/** What an address of the page asks for: which span, and whether days begin at midnight UTC, as AWS bills them, or where the console runs. */
export type UsageQuery = { last: RangeId; isUtc: boolean }

/** Anything that makes no sense is as if it were not there. */
export function readUsageQuery(search: URLSearchParams): UsageQuery {
  const last = search.get('last') ?? ''
  return { last: Object.hasOwn(RANGES, last) ? (last as RangeId) : USUAL, isUtc: search.get('days') !== 'local' }
}

/** What is usual is left out. */
export function writeUsageQuery({ last, isUtc }: UsageQuery): string {
  const search = new URLSearchParams(last === USUAL ? {} : { last })

  if (!isUtc) {
    search.set('days', 'local')
  }
  return search.toString()
}

/** Milliseconds since 1970; whole days, the last of which is today, except for the last 24 hours. */
export type Span = { from: number; to: number; periodSeconds: number }

const HOUR_MS = 3_600_000

/** AWS cuts at multiples of a period from 1970: an hour can't find the midnight of a zone that is half an hour off. */
export function spanOf({ last, isUtc }: UsageQuery, now: number): Span {
  const { days } = RANGES[last]
  const isWholeHours = isUtc || new Date(now).getTimezoneOffset() % 60 === 0
  const periodSeconds = isWholeHours ? 3600 : 900

  if (days === 1) {
    return { from: Math.floor((now - 24 * HOUR_MS) / HOUR_MS) * HOUR_MS, to: now, periodSeconds }
  }
  const first = new Date(now)

  if (isUtc) {
    first.setUTCDate(first.getUTCDate() - days + 1)
    first.setUTCHours(0, 0, 0, 0)
  } else {
    first.setDate(first.getDate() - days + 1)
    first.setHours(0, 0, 0, 0)
  }
  return { from: first.getTime(), to: now, periodSeconds }
}

/** `2026-12-01`: the day that a moment (milliseconds) is in. */
export function dayOf(at: number, isUtc: boolean): string {
  const date = new Date(at)
  const parts = isUtc
    ? [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    : [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return parts.map((part) => String(part).padStart(2, '0')).join('-')
}

/** Every day of a span, the first one first, whether or not anything was used on it. */
export function daysOf({ from, to }: Span, isUtc: boolean): string[] {
  const days = new Set<string>()

  // An hour at a time: a day of a zone with summer time has 23 or 25.
  for (let at = from; at < to; at += HOUR_MS) {
    days.add(dayOf(at, isUtc))
  }
  return [...days]
}
