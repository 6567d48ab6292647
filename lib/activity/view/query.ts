import { type ActivityFilter, readFilter, writeFilter } from '@/lib/activity/view/filter'

const HOUR_MS = 3_600_000

/** Times that end now. CloudTrail's event history has 90 days. */
export const LASTS = {
  '1h': { label: 'Last hour', words: 'in the last hour', ms: HOUR_MS },
  '24h': { label: 'Last 24 hours', words: 'in 24 h', ms: 24 * HOUR_MS },
  '7d': { label: 'Last 7 days', words: 'in 7 days', ms: 7 * 24 * HOUR_MS },
  '30d': { label: 'Last 30 days', words: 'in 30 days', ms: 30 * 24 * HOUR_MS },
  '90d': { label: 'Last 90 days', words: 'in 90 days', ms: 90 * 24 * HOUR_MS },
} as const

type LastId = keyof typeof LASTS
const USUAL: LastId = '24h'
const LONGEST_ID = 300

/** What an address of the page asks for. Without `last`, the filter says from when to when. */
export type ActivityQuery = { last?: LastId; filter: ActivityFilter; entry?: string }

/** Anything that makes no sense is as if it were not there. */
export function readActivityQuery(search: URLSearchParams): ActivityQuery {
  const { since, until, ...filter } = readFilter(search)
  const asked = search.get('last') ?? ''
  const last = Object.hasOwn(LASTS, asked) ? (asked as LastId) : undefined
  const entry = search.get('entry')?.slice(0, LONGEST_ID)
  const isFixed = last === undefined && since !== undefined && (until === undefined || until > since)
  return {
    ...(isFixed ? {} : { last: last ?? USUAL }),
    filter: isFixed ? { since, ...(until === undefined ? {} : { until }), ...filter } : filter,
    ...(entry ? { entry } : {}),
  }
}

/** What is usual is left out. */
export function writeActivityQuery({ last, filter, entry }: ActivityQuery): string {
  const search = writeFilter(filter)

  if (last !== undefined && last !== USUAL) {
    search.set('last', last)
  }
  if (entry !== undefined) {
    search.set('entry', entry)
  }
  return search.toString()
}

/** From when to when, in milliseconds since 1970. */
export function rangeAsked({ last, filter }: ActivityQuery, now: number): { since: number; until: number } {
  return last === undefined
    ? { since: filter.since ?? now - LASTS[USUAL].ms, until: Math.min(filter.until ?? now, now) }
    : { since: now - LASTS[last].ms, until: now }
}

/** Whether entries are left out besides those of another time. */
export function isNarrowed({ filter }: ActivityQuery): boolean {
  const { since: _, until: __, ...rest } = filter
  return Object.keys(rest).length > 0
}

/** As an address of routes takes a query of Next: of a name that is there twice, the first counts. */
export function searchOf(params: Record<string, string | string[] | undefined>): URLSearchParams {
  const first = Object.entries(params).flatMap(([name, value]) => {
    const one = Array.isArray(value) ? value[0] : value
    return one === undefined ? [] : [[name, one] as [string, string]]
  })
  return new URLSearchParams(first)
}
