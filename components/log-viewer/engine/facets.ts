import type { Facet } from '@/components/log-viewer/engine/protocol'

const MAX_FACETS = 200

/** The names that lines carry, the commonest first. */
export function facets({ list, counts }: { list: string[]; counts: number[] }): Facet[] {
  return list
    .map((name, number) => ({ name, count: counts[number] ?? 0 }))
    .filter(({ name }) => name !== '')
    .sort((one, other) => other.count - one.count)
    .slice(0, MAX_FACETS)
}
