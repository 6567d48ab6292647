import { matchesAction } from '@/lib/policies/evaluate/match'

/** `starts`: nearly all patterns end in their only star. */
type Names = { exact: Set<string>; starts: string[]; patterns: string[] }

export type ActionMatcher = (action: string) => boolean

const compiled = new WeakMap<string[], ActionMatcher>()

/** Like asking every pattern in turn, but a policy of thousands of patterns answers at once. Kept for as long as the list lives. */
export function actionMatcher(patterns: string[]): ActionMatcher {
  const known = compiled.get(patterns)

  if (known) {
    return known
  }
  const matcher = compile(patterns)
  compiled.set(patterns, matcher)
  return matcher
}

function compile(patterns: string[]): ActionMatcher {
  const services = new Map<string, Names>()
  const anywhere: string[] = []

  for (const pattern of patterns) {
    const lower = pattern.toLowerCase()
    const prefix = lower.slice(0, lower.indexOf(':'))

    if (prefix === '' || !lower.includes(':') || /[*?]/.test(prefix)) {
      anywhere.push(lower)
    } else {
      const names = services.get(prefix) ?? { exact: new Set(), starts: [], patterns: [] }
      services.set(prefix, names)
      file(lower, names)
    }
  }
  return (action) => {
    const lower = action.toLowerCase()
    const names = services.get(lower.slice(0, lower.indexOf(':')))
    return (names !== undefined && contains(names, lower)) || anywhere.some((pattern) => matchesAction(pattern, lower))
  }
}

function file(pattern: string, { exact, starts, patterns }: Names): void {
  const first = pattern.search(/[*?]/)

  if (first < 0) {
    exact.add(pattern)
  } else if (first === pattern.length - 1 && pattern.endsWith('*')) {
    starts.push(pattern.slice(0, first))
  } else {
    patterns.push(pattern)
  }
}

function contains({ exact, starts, patterns }: Names, action: string): boolean {
  return (
    exact.has(action) ||
    starts.some((start) => action.startsWith(start)) ||
    patterns.some((pattern) => matchesAction(pattern, action))
  )
}
