import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { type Chance, chance } from './random'

/** Lists of action patterns: each service's own, so that every action is taken in by some pattern, and `count` drawn from all services. */
export function patternLists(catalogue: Catalogue, seed: number, count: number): string[][] {
  const source = chance(seed)
  const services = catalogue.prefixes().map((prefix) => namesOf(catalogue, prefix))
  const whole = services.map(({ prefix, names }) => [
    `${prefix}:*`,
    ...verbs(names).map((verb) => `${prefix}:${verb}*`),
  ])
  const drawn = Array.from({ length: count }, () => source.some(1, 12, () => pattern(source, services)))
  return [...whole, ...drawn, ['*']]
}

type Service = { prefix: string; names: string[] }

function namesOf(catalogue: Catalogue, prefix: string): Service {
  return { prefix, names: (catalogue.service(prefix)?.actions ?? []).map(({ name }) => name) }
}

function verbs(names: string[]): string[] {
  return [...new Set(names.flatMap((name) => /^[A-Z][a-z]+/.exec(name)?.[0] ?? []))]
}

/** One of the forms that policies have: whole names, a beginning, an end, a middle, single characters left open, another case. */
function pattern(source: Chance, services: Service[]): string {
  const { prefix, names } = at(source, services) ?? { prefix: 's3', names: [] }
  const name = at(source, names) ?? 'GetObject'
  const cut = 1 + Math.floor(source.next() * name.length)
  const form = source.pick<(name: string) => string>([
    (whole) => whole,
    (whole) => `${whole.slice(0, cut)}*`,
    (whole) => `*${whole.slice(cut)}`,
    (whole) => `*${whole.slice(cut, cut + 4)}*`,
    (whole) => `${whole.slice(0, cut - 1)}?${whole.slice(cut)}`,
    (whole) => `${whole.slice(0, cut)}*${whole.slice(-2)}`,
    (whole) => whole.toLowerCase(),
    (whole) => `${whole}Nowhere`,
  ])
  return `${prefix}:${form(name)}`
}

function at<T>(source: Chance, from: T[]): T | undefined {
  return from[Math.floor(source.next() * from.length)]
}
