import { resolveActions, splitAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { PermissionChange, PermissionDiff } from '@/lib/policies/change/permission-diff-model'
import type { Side } from '@/lib/policies/change/permission-formula'
import { compareReach, type Reach } from '@/lib/policies/change/permission-reach'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { type IndexedStatement, indexStatements, type StatementIndex } from '@/lib/policies/evaluate/grants'

/** The policies of one role at one time. */
export type PolicySet = { policies: NamedPolicy[]; boundary?: NamedPolicy | undefined }

/**
 * What a change of policies gives and takes, action by action and resource by resource. Never silent about something gained: where it
 * can't tell (another condition, another variable), it says gained. Actions that the catalogue has not loaded are known by the
 * patterns of the policies only.
 */
export function diffPermissions(before: PolicySet, after: PolicySet, catalogue: Catalogue): PermissionDiff {
  const [old, next] = [
    indexStatements(before.policies, before.boundary),
    indexStatements(after.policies, after.boundary),
  ]
  const groups = new Map<string, { actions: string[]; reach: Reach }>()
  const known = new Map<string, Reach>()

  for (const { name, shown } of concernedActions([old, next], catalogue)) {
    const [was, is] = [sideOf(old, name), sideOf(next, name)]
    const key = `${was.key} → ${is.key}`
    const reach = known.get(key) ?? compareReach(was.side, is.side)
    known.set(key, reach)
    const group = `${splitAction(shown)?.prefix ?? shown} ${key}`
    const found = groups.get(group) ?? { actions: [], reach }
    groups.set(group, found)
    found.actions.push(shown)
  }
  const gained = changes(groups, ({ gained: change }) => change)
  const lost = changes(groups, ({ lost: change }) => change)
  return { gained, lost, widens: gained.length > 0, narrows: lost.length > 0 }
}

type Change = Reach['gained']

function changes(groups: Map<string, { actions: string[]; reach: Reach }>, pick: (reach: Reach) => Change) {
  return [...groups.values()].flatMap(({ actions, reach }): PermissionChange[] => {
    const change = pick(reach)
    return change ? [{ actions, ...change }] : []
  })
}

type Concerned = { name: string; shown: string }

/**
 * Every action that can matter: the catalogue's that some pattern takes in, and for each pattern one invented action, which stands
 * for those that AWS may add or that aren't loaded.
 */
function concernedActions(sides: StatementIndex[], catalogue: Catalogue): Concerned[] {
  const statements = sides.flatMap(({ allows, denies, bounds }) => [...allows, ...denies, ...(bounds ?? [])])
  const patterns = new Map<string, string>()

  for (const { statement } of statements) {
    for (const pattern of [...(statement.Action ?? []), ...(statement.NotAction ?? [])]) {
      patterns.set(pattern.toLowerCase(), pattern)
    }
  }
  const everything = statements.some(({ statement }) => statement.NotAction)
  const found = new Map<string, Concerned>()

  for (const pattern of [...patterns.values(), ...(everything ? ['*'] : [])]) {
    for (const one of [...listed(pattern, catalogue), invented(pattern)]) {
      found.set(one.name.toLowerCase(), found.get(one.name.toLowerCase()) ?? one)
    }
  }
  return [...found.values()]
}

function listed(pattern: string, catalogue: Catalogue): Concerned[] {
  return resolveActions(catalogue, pattern).map(({ service, action }) => {
    const name = `${service.prefix}:${action.name}`
    return { name, shown: name }
  })
}

/** No pattern takes it in by accident. */
function invented(pattern: string): Concerned {
  const name = pattern === '*' ? 'qzx7:Qzx7' : pattern.replaceAll('*', 'qzx7').replaceAll('?', 'q')
  return { name, shown: pattern }
}

function sideOf({ allows, denies, bounds }: StatementIndex, action: string): { key: string; side: Side } {
  const covering = (list: IndexedStatement[]) => list.filter(({ coversAction }) => coversAction(action))
  const side: Side = { allows: covering(allows), denies: covering(denies), bounds: bounds && covering(bounds) }
  const numbers = (list: IndexedStatement[]) => list.map(({ coversAction }) => (coversAction(action) ? 1 : 0)).join('')
  return { key: [numbers(allows), numbers(denies), bounds ? numbers(bounds) : '-'].join('.'), side }
}
