import { matchesAction } from '@/lib/policies/match'

type Names = { exact: Set<string>; patterns: string[] }

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
    const colon = lower.indexOf(':')
    const prefix = lower.slice(0, colon)

    if (colon < 0 || /[*?]/.test(prefix)) {
      anywhere.push(lower)
    } else {
      const names = services.get(prefix) ?? { exact: new Set(), patterns: [] }
      services.set(prefix, names)

      if (/[*?]/.test(lower)) {
        names.patterns.push(lower)
      } else {
        names.exact.add(lower)
      }
    }
  }
  return (action) => {
    const lower = action.toLowerCase()
    const names = services.get(lower.slice(0, lower.indexOf(':')))
    return (
      names?.exact.has(lower) === true ||
      names?.patterns.some((pattern) => covers(pattern, lower)) === true ||
      anywhere.some((pattern) => matchesAction(pattern, lower))
    )
  }
}

/** Nearly all patterns end in their only star. */
function covers(pattern: string, action: string): boolean {
  const first = pattern.search(/[*?]/)
  return first === pattern.length - 1 && pattern.endsWith('*')
    ? action.startsWith(pattern.slice(0, first))
    : matchesAction(pattern, action)
}
