import type { ServiceAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'

/**
 * Values of Action for exactly these actions of a service, few and short: `s3:GetObject*` where every action that begins so is
 * wanted. `within` is the pattern without prefix that they come from; nothing outside it is ever taken in.
 */
export function shortPatterns(service: ServiceInfo, within: string, wanted: readonly ServiceAction[]): string[] {
  const names = wanted.map(({ action }) => action.name).toSorted()
  const literal = /^([^*?]*)\*$/.exec(within)?.[1]
  const all = service.actions.map(({ name }) => name.toLowerCase())
  const kept = new Set(names.map((name) => name.toLowerCase()))
  const patterns: string[] = []
  let covered: string | undefined

  for (const name of names) {
    if (covered !== undefined && name.toLowerCase().startsWith(covered)) {
      continue
    }
    const start = literal === undefined ? undefined : startOf(name, literal.length, all, kept)
    covered = start?.toLowerCase()
    patterns.push(`${service.prefix}:${start === undefined ? name : `${start}*`}`)
  }
  return patterns
}

/** The shortest whole words that only wanted actions begin with, at least two of them. */
function startOf(name: string, from: number, all: string[], kept: ReadonlySet<string>): string | undefined {
  const ends = [...name.matchAll(/(?<=[a-z0-9])(?=[A-Z])|$/g)].map(({ index }) => index)
  return ends
    .filter((end) => end > from)
    .map((end) => name.slice(0, end))
    .find((start) => {
      const beginning = all.filter((one) => one.startsWith(start.toLowerCase()))
      return beginning.length > 1 && beginning.every((one) => kept.has(one))
    })
}
