import type { ServiceAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'

/**
 * Values of Action for exactly these actions of a service, few and short: `s3:GetObject*` or `s3:Get*Configuration` where every
 * action that begins or ends so is wanted. `within` is the pattern without prefix that they come from; nothing outside it is ever
 * taken in.
 */
export function shortPatterns(service: ServiceInfo, within: string, wanted: readonly ServiceAction[]): string[] {
  const names = wanted.map(({ action }) => action.name).toSorted()
  const literal = /^([^*?]*)\*$/.exec(within)?.[1]
  const all = service.actions.map(({ name }) => name.toLowerCase())
  const kept = new Set(names.map((name) => name.toLowerCase()))
  const patterns = literal === undefined ? names : byEnd(byStart(names, literal.length, all, kept), literal, all, kept)
  return patterns.map((pattern) => `${service.prefix}:${pattern}`)
}

function byStart(names: readonly string[], from: number, all: string[], kept: ReadonlySet<string>): string[] {
  const patterns: string[] = []
  let covered: string | undefined

  for (const name of names) {
    if (covered !== undefined && name.toLowerCase().startsWith(covered)) {
      continue
    }
    const start = startOf(name, from, all, kept)
    covered = start?.toLowerCase()
    patterns.push(start === undefined ? name : `${start}*`)
  }
  return patterns
}

/** Names that still stand alone, joined by the words they end with. */
function byEnd(patterns: readonly string[], literal: string, all: string[], kept: ReadonlySet<string>): string[] {
  const alone = patterns.filter((pattern) => !pattern.endsWith('*'))
  const ends = new Map(alone.map((name) => [name, endOf(name, literal, { alone, all, kept })]))
  return [
    ...new Set(
      patterns.map((pattern) => {
        const end = ends.get(pattern)
        return end === undefined ? pattern : `${literal}*${end}`
      }),
    ),
  ]
}

type Names = { alone: string[]; all: string[]; kept: ReadonlySet<string> }

/** The shortest whole words that only wanted actions end with, at least two of those that stand alone. */
function endOf(name: string, literal: string, { alone, all, kept }: Names): string | undefined {
  const fits = (one: string, end: string) =>
    one.length >= literal.length + end.length &&
    one.toLowerCase().startsWith(literal.toLowerCase()) &&
    one.toLowerCase().endsWith(end.toLowerCase())
  return [...name.matchAll(/(?<=[a-z0-9])(?=[A-Z])/g)]
    .map(({ index }) => index)
    .filter((start) => start >= literal.length && start > 0)
    .map((start) => name.slice(start))
    .toReversed()
    .find(
      (end) => alone.filter((one) => fits(one, end)).length > 1 && all.every((one) => kept.has(one) || !fits(one, end)),
    )
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
