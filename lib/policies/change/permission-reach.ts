import type { PermissionChange } from '@/lib/policies/change/permission-diff-model'
import type { Side } from '@/lib/policies/change/permission-formula'
import { allows, type Fits, possibleWorlds, readFormula, type World } from '@/lib/policies/change/permission-formula'
import { exploreResources } from '@/lib/policies/change/resource-space'
import { resourcesOf, type VersionedStatement } from '@/lib/policies/evaluate/grants'
import { conditionText } from '@/lib/policies/language/condition-order'

type Change = Omit<PermissionChange, 'actions'>
export type Reach = { gained?: Change; lost?: Change }

/**
 * Compares what two sides allow, over every resource there can be and every combination of conditions that may hold. Conditions are
 * only known as the same, provably narrower, or different.
 */
export function compareReach(before: Side, after: Side): Reach {
  if (sideText(before) === sideText(after)) {
    return {}
  }
  const { patterns, facts, formulas } = readFormula([before, after])
  const [old, next] = formulas
  const worlds = possibleWorlds(facts)

  if (!(worlds && old && next)) {
    return unknown(before, after)
  }
  const tally = { gained: newTally(), lost: newTally() }
  const complete = exploreResources(patterns, (fits, example) => {
    const was = worlds.map((world) => allows(old, fits, world))
    const is = worlds.map((world) => allows(next, fits, world))
    count(tally.gained, was, is, example, () => speaking(after, next.allows, fits, worlds))
    count(tally.lost, is, was, example, () => speaking(before, old.allows, fits, worlds))
  })
  return complete ? { ...result('gained', tally.gained), ...result('lost', tally.lost) } : unknown(before, after)
}

function sideText({ allows: allow, denies, bounds }: Side): string {
  const texts = (list: VersionedStatement[]) => [...new Set(list.map(statementText))].toSorted().join()
  return [texts(allow), texts(denies), bounds ? texts(bounds) : '-'].join(' ')
}

/** The language version only matters to variables. */
function statementText({ statement, version }: VersionedStatement): string {
  const { Resource, NotResource } = statement
  const text = JSON.stringify([Resource?.toSorted(), NotResource?.toSorted(), conditionText(statement)])
  return text.includes('${') ? `${version}${text}` : text
}

/** What one side has more than the other, so far. */
type Tally = { resources: Set<string>; example?: string; otherEver: boolean; elsewhere: boolean }

function newTally(): Tally {
  return { resources: new Set(), otherEver: false, elsewhere: false }
}

function count(tally: Tally, other: boolean[], own: boolean[], example: string, names: () => string[]): void {
  const otherHere = other.includes(true)
  tally.otherEver ||= otherHere

  if (!own.some((allowed, world) => allowed && !other[world])) {
    return
  }
  for (const name of names()) {
    tally.resources.add(name)
  }
  tally.elsewhere ||= !otherHere

  if (
    !otherHere &&
    (tally.example === undefined || (example.startsWith('arn:') && !tally.example.startsWith('arn:')))
  ) {
    tally.example = example
  }
}

/** The patterns of the Allow statements that speak about a resource. */
function speaking(
  side: Side,
  clauses: ((fits: Fits, world: World) => boolean)[],
  fits: Fits,
  worlds: World[],
): string[] {
  return side.allows.flatMap(({ statement }, index) => {
    const clause = clauses[index]
    return clause && worlds.some((world) => clause(fits, world)) ? resourcesOf(statement) : []
  })
}

function result(name: 'gained' | 'lost', { resources, example, otherEver, elsewhere }: Tally): Reach {
  if (resources.size === 0) {
    return {}
  }
  const kind = otherEver ? (elsewhere ? 'wider' : 'condition') : 'new'
  return { [name]: { resources: [...resources], kind, example } }
}

/** Too much to work out: what can be allowed on either side counts as changed. */
function unknown(before: Side, after: Side): Reach {
  return { ...possible('gained', after, before), ...possible('lost', before, after) }
}

function possible(name: 'gained' | 'lost', own: Side, other: Side): Reach {
  const resources = [...new Set(own.allows.flatMap(({ statement }) => resourcesOf(statement)))]
  const any = resources.length > 0 && own.bounds?.length !== 0
  return any ? { [name]: { resources, kind: other.allows.length === 0 ? 'new' : 'wider' } } : {}
}
