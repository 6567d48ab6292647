import type { Entry } from '@/lib/activity/model'

const MINUTE_MS = 60_000
const DAY = 10
/** Without so much to compare with, nothing is unusual. */
const ENOUGH = { entries: 30, days: 3 }

function dayOf({ at }: Entry): string {
  return at.slice(0, DAY)
}

/** Calls at an hour (UTC) that no other day has anything near. */
export function unusualHours(entries: readonly Entry[]): Entry[] {
  const days = new Map<number, Set<string>>()
  const all = new Set(entries.map(dayOf))

  for (const entry of entries) {
    const hour = hourOf(entry)
    days.set(hour, (days.get(hour) ?? new Set()).add(dayOf(entry)))
  }
  if (entries.length < ENOUGH.entries || all.size < ENOUGH.days + 1) {
    return []
  }
  // The one day on which there was anything about an hour; null where there were several.
  const onlyDay = Array.from({ length: 24 }, (_, hour) => {
    const near = new Set([-2, -1, 0, 1, 2].flatMap((step) => [...(days.get((hour + step + 24) % 24) ?? [])]))
    return near.size === 1 ? [...near][0] : null
  })
  return entries.filter((entry) => onlyDay[hourOf(entry)] === dayOf(entry))
}

function hourOf({ at }: Entry): number {
  return Number(at.slice(11, 13))
}

/** The first entries of each of what `of` tells that come when there was enough before, of at least so many days. */
function newcomers(entries: readonly Entry[], of: (entry: Entry) => string | undefined): Entry[][] {
  const before = { count: 0, days: new Set<string>() }
  const known = new Set<string>()
  const fresh = new Map<string, Entry[]>()

  for (const entry of entries) {
    const name = of(entry)

    if (name !== undefined && !known.has(name)) {
      const isNew = before.count >= ENOUGH.entries && before.days.size >= ENOUGH.days
      known.add(name)
      isNew ? fresh.set(name, []) : undefined
    }
    fresh.get(name ?? '')?.push(entry)
    before.count += 1
    before.days.add(dayOf(entry))
  }
  return [...fresh.values()]
}

/** Regions that begin late, and stay rare. A service that is in one region of the world says nothing. */
export function unusualRegions(entries: readonly Entry[]): Entry[][] {
  const regional = entries.filter(
    ({ region, service }) => region !== undefined && !/^(iam|sts|organizations|route53|cloudfront)$/.test(service),
  )
  return newcomers(regional, ({ region }) => region)
}

export function firstUses(entries: readonly Entry[]): Entry[][] {
  return newcomers(entries, ({ service }) => (service === 'mcp' ? undefined : service))
}

const LEAST_BURST = 60
const TIMES = 8

/** Minutes with many more calls than others have. */
export function bursts(entries: readonly Entry[]): Entry[][] {
  const minutes = new Map<number, Entry[]>()

  for (const entry of entries) {
    const minute = Math.floor(Date.parse(entry.at) / MINUTE_MS)
    const own = minutes.get(minute) ?? []
    own.push(entry)
    minutes.set(minute, own)
  }
  const counts = [...minutes.values()].map(({ length }) => length).sort((one, other) => one - other)
  const usual = counts[Math.floor((counts.length - 1) / 2)] ?? 0
  const least = Math.max(LEAST_BURST, TIMES * (counts.length > 1 ? usual : 0))
  return [...minutes.values()].filter(({ length }) => length >= least)
}
