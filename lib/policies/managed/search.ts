import type { AccessLevel } from '@/lib/policies/catalogue/catalogue-model'
import { distance } from '@/lib/policies/findings/nearest'

/** What is searched: a name, the words of its services, and what it allows. `rank`: the lower, the sooner among equals. */
export type Searchable = { name: string; services: string[]; levels: AccessLevel[]; rank: number }

/**
 * The policies that fit all the words, best first: a name written out comes first, then beginnings and parts of names, then
 * services. `read-only`, `write`, `permissions` and the like ask for levels. A word that fits nowhere may have a typing mistake.
 */
export function searchPolicies<T extends Searchable>(question: string, policies: T[]): T[] {
  const whole = squeezed(question)
  const words = wordsOf(question)

  if (words.length === 0) {
    return policies.toSorted(byRank)
  }
  const exact = scored(policies, words, whole, false)
  return exact.length > 0 ? exact : scored(policies, words, whole, true)
}

function scored<T extends Searchable>(policies: T[], words: string[], whole: string, isLoose: boolean): T[] {
  return policies
    .flatMap((policy) => {
      const score = scoreOf(policy, words, whole, isLoose)
      return score === null ? [] : [{ policy, score }]
    })
    .toSorted((one, other) => other.score - one.score || byRank(one.policy, other.policy))
    .map(({ policy }) => policy)
}

/** Null: a word fits nowhere. */
function scoreOf(policy: Searchable, words: string[], whole: string, isLoose: boolean): number | null {
  const name = squeezed(policy.name)
  let score = name === whole ? 1000 : name.startsWith(whole) ? 30 : 0

  for (const word of words) {
    const points = pointsOf(word, name, policy, isLoose)

    if (points === 0) {
      return null
    }
    score += points
  }
  // Among policies with the same words, the one with little else.
  return score - name.length / 100
}

function pointsOf(word: string, name: string, policy: Searchable, isLoose: boolean): number {
  const level = LEVEL_WORDS[word]?.(policy.levels) ? 6 : 0

  if (name.includes(word)) {
    return 10 + level
  }
  if (policy.services.some((service) => service === word)) {
    return 7
  }
  if (level > 0 || policy.services.some((service) => service.startsWith(word) && word.length > 2)) {
    return Math.max(4, level)
  }
  return isLoose && nameWords(policy).some((own) => isNear(word, own)) ? 2 : 0
}

const LEVEL_WORDS: Record<string, (levels: AccessLevel[]) => boolean> = {
  readonly: (levels) => levels.length > 0 && levels.every((level) => level === 'read' || level === 'list'),
  read: (levels) => levels.includes('read'),
  list: (levels) => levels.includes('list'),
  write: (levels) => levels.includes('write'),
  tagging: (levels) => levels.includes('tagging'),
  permissions: (levels) => levels.includes('permissions'),
}

function byRank(one: Searchable, other: Searchable): number {
  return one.rank - other.rank || one.name.length - other.name.length || (one.name < other.name ? -1 : 1)
}

/** `read-only` is one word, however it is written. */
function wordsOf(question: string): string[] {
  const joined = question.toLowerCase().replace(/read[\s_-]only/g, 'readonly')
  return [...new Set(joined.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))].slice(0, MOST_WORDS)
}

const MOST_WORDS = 12

function squeezed(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function nameWords({ name, services }: Searchable): string[] {
  const parts = name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
  const pairs = parts.slice(1).map((part, index) => `${parts[index]}${part}`)
  return [squeezed(name), ...[...parts, ...pairs].map((part) => part.toLowerCase()), ...services]
}

/** One mistake in four letters or more, two in eight or more. */
function isNear(typed: string, word: string): boolean {
  const most = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0
  return most > 0 && Math.abs(typed.length - word.length) <= most && distance(typed, word, most) <= most
}
