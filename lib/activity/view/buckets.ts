import type { Entry, Outcome } from '@/lib/activity/model'

export type Bucket = {
  /** Milliseconds since 1970; it ends where the next begins. */
  from: number
  services: { service: string; counts: Record<Outcome, number> }[]
}

const OTHERS = 'others'

/** Counts for a strip chart: equal spans from the first moment to the last; all but the most used services are `others`. */
export function bucketsOf(
  entries: readonly Entry[],
  { since, until, count = 60, services: most = 8 }: { since: number; until: number; count?: number; services?: number },
): Bucket[] {
  const span = Math.max(1, (until - since) / count)
  const named = new Set(servicesByUse(entries).slice(0, most))
  const found = Array.from({ length: count }, () => new Map<string, Record<Outcome, number>>())

  for (const { at, service, outcome } of entries) {
    const time = Date.parse(at)
    const bucket =
      time < since || time > until ? undefined : found[Math.min(count - 1, Math.floor((time - since) / span))]
    const name = named.has(service) ? service : OTHERS
    const counts = bucket?.get(name) ?? { allowed: 0, refused: 0, failed: 0, unknown: 0 }
    counts[outcome] += 1
    bucket?.set(name, counts)
  }
  return found.map((bucket, index) => ({
    from: Math.round(since + index * span),
    services: [...bucket].map(([service, counts]) => ({ service, counts })),
  }))
}

function servicesByUse(entries: readonly Entry[]): string[] {
  const uses = new Map<string, number>()

  for (const { service } of entries) {
    uses.set(service, (uses.get(service) ?? 0) + 1)
  }
  return [...uses].sort(([a, one], [b, other]) => other - one || a.localeCompare(b)).map(([service]) => service)
}
