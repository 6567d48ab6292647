import type { PolicyConditions } from '@/lib/policies/document/model'
import type { VersionedStatement } from '@/lib/policies/evaluate/grants'
import { hasVariable, resourceTokens } from '@/lib/policies/evaluate/pattern-relations'
import { conditionText, impliesConditions } from '@/lib/policies/language/condition-order'

/** Which patterns a resource fits. */
export type Fits = boolean[]
/** Which facts hold for a request. */
export type World = boolean[]
type Clause = (fits: Fits, world: World) => boolean

/** One for each distinct condition, and for each variable that a pattern depends on: `conditions` is absent for those. */
type Fact = { conditions?: PolicyConditions }
type Formula = { allows: Clause[]; denies: Clause[]; bounds: Clause[] | undefined }

/** More facts than this make too many combinations. */
const FACTS_LIMIT = 8

export function allows({ allows: allow, denies, bounds }: Formula, fits: Fits, world: World): boolean {
  const holds = (clause: Clause) => clause(fits, world)
  return allow.some(holds) && !denies.some(holds) && (!bounds || bounds.some(holds))
}

/** Both sides over the same patterns and facts. */
export function readFormula(sides: Side[]): { patterns: number[][]; facts: Fact[]; formulas: Formula[] } {
  const patterns: number[][] = []
  const facts: Fact[] = []
  const patternOf = numbering((pattern: string) => patterns.push(resourceTokens(pattern)))
  const factOf = numbering((_: string, fact: Fact) => facts.push(fact))

  function clause({ statement, version }: VersionedStatement): Clause {
    const text = conditionText(statement)
    const scope = (name: string) => (hasVariable(name) ? `${version} ${name}` : name)
    const condition = text === '' ? undefined : factOf(`? ${scope(text)}`, { conditions: statement.Condition ?? {} })
    const named = (statement.NotResource ?? statement.Resource ?? []).map((pattern) => ({
      pattern: patternOf(pattern, {}),
      fact: hasVariable(pattern) ? factOf(`$ ${scope(pattern)}`, {}) : undefined,
      solved: hasVariable(pattern) && statement.NotResource ? factOf(`! ${scope(pattern)}`, {}) : undefined,
    }))
    return (fits, world) => {
      const held = (fact: number | undefined) => fact === undefined || world[fact] === true
      const fit = named.some(({ pattern, fact }) => fits[pattern] === true && held(fact))

      if (!held(condition)) {
        return false
      }
      if (!statement.NotResource) {
        return fit
      }
      // An exception that can't be resolved leaves an Allow with nothing.
      return !fit && (statement.Effect === 'Deny' || named.every(({ solved }) => held(solved)))
    }
  }
  const formulas = sides.map((side) => ({
    allows: side.allows.map(clause),
    denies: side.denies.map(clause),
    bounds: side.bounds?.map(clause),
  }))
  return { patterns, facts, formulas }
}

/** Gives each name a number, and tells of each new one. */
function numbering<T>(add: (name: string, extra: T) => number): (name: string, extra: T) => number {
  const known = new Map<string, number>()

  return (name, extra) => {
    const number = known.get(name) ?? add(name, extra) - 1
    known.set(name, number)
    return number
  }
}

/** Every combination of facts that isn't provably impossible; undefined when there are too many. */
export function possibleWorlds(facts: Fact[]): World[] | undefined {
  if (facts.length > FACTS_LIMIT) {
    return undefined
  }
  const implications = facts.flatMap((narrow, from) =>
    facts.flatMap((wide, to) => {
      const both = from !== to && narrow.conditions && wide.conditions
      return both && impliesConditions(narrow.conditions, wide.conditions) ? [{ from, to }] : []
    }),
  )
  const all = Array.from({ length: 2 ** facts.length }, (_, bits) =>
    facts.map((__, fact) => ((bits >> fact) & 1) === 1),
  )
  return all.filter((world) => implications.every(({ from, to }) => !world[from] || world[to]))
}

/** The statements that take in one action, at one time. `bounds` undefined: no boundary. */
export type Side = {
  allows: VersionedStatement[]
  denies: VersionedStatement[]
  bounds: VersionedStatement[] | undefined
}
