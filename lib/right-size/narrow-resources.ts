import { fillArn } from '@/lib/policies/catalogue/arn-templates'
import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { fitsResourceType } from '@/lib/policies/evaluate/pattern-relations'
import type { SeenCall } from '@/lib/right-size/model'
import type { NarrowedPolicy } from '@/lib/right-size/propose'

/** More say that names come and go, and a list of them would soon be wrong. */
const MOST_RESOURCES = 20

/**
 * The second step, to be taken by itself: actions that stand on every resource, and of which each call names one, are allowed on
 * the named ones. `narrowed` are the actions that it concerns. `unread`: actions, in lower case, of which not all calls are known.
 */
export function narrowResources(
  policies: readonly NarrowedPolicy[],
  calls: readonly SeenCall[],
  catalogue: Catalogue,
  unread: ReadonlySet<string> = new Set(),
): { policies: NarrowedPolicy[]; narrowed: string[] } {
  const named = new Map([...namedResources(calls, catalogue)].filter(([key]) => !unread.has(key)))
  const narrowed = new Set<string>()
  const next = policies.map((one): NarrowedPolicy => {
    if (!one.document || one.from.isBase) {
      return one
    }
    const statements = one.document.Statement.flatMap((statement) => divide(statement, named, narrowed))
    const isSame =
      statements.length === one.document.Statement.length &&
      !statements.some((it, index) => it !== one.document?.Statement[index])
    const document: PolicyDocument = isSame ? one.document : { ...one.document, Statement: statements }
    return { ...one, document, isChanged: one.isChanged || !isSame }
  })
  return { policies: next, narrowed: [...narrowed].toSorted() }
}

/** By the action in lower case: the only resources that calls of it name, where all do. */
function namedResources(calls: readonly SeenCall[], catalogue: Catalogue): Map<string, string[]> {
  const named = new Map<string, Set<string> | null>()

  for (const { actions, resource, outcome } of calls) {
    for (const action of outcome === 'refused' ? [] : actions) {
      const key = action.toLowerCase()
      const known = named.get(key)
      const isNamed = resource !== undefined && isOf(resource, key, catalogue)
      named.set(key, isNamed && known !== null ? (known ?? new Set()).add(resource) : null)
    }
  }
  return new Map(
    [...named].flatMap(([key, all]) =>
      all && all.size <= MOST_RESOURCES ? [[key, [...all].toSorted()] as const] : [],
    ),
  )
}

/** An action of several kinds of resource asks for all of them, and a record of a call names one. */
function isOf(resource: string, action: string, catalogue: Catalogue): boolean {
  const [found] = resolveActions(catalogue, action)
  const [type, ...others] = found?.action.resourceTypes ?? []
  const arn = found?.service.resourceTypes.find(({ name }) => name === type?.name)?.arn
  return (
    resource.startsWith('arn:') &&
    !/[*?$]/.test(resource) &&
    others.length === 0 &&
    arn !== undefined &&
    fitsResourceType(resource, fillArn(arn))
  )
}

function divide(
  statement: PolicyStatement,
  named: ReadonlyMap<string, string[]>,
  narrowed: Set<string>,
): PolicyStatement[] {
  const { Effect, Action = [], Resource } = statement
  const going = Action.filter((action) => named.has(action.toLowerCase()))

  if (Effect === 'Deny' || !Resource?.includes('*') || going.length === 0) {
    return [statement]
  }
  const groups = new Map<string, string[]>()

  for (const action of going) {
    const resources = JSON.stringify(named.get(action.toLowerCase()))
    groups.set(resources, [...(groups.get(resources) ?? []), action])
    narrowed.add(action)
  }
  const staying = Action.filter((action) => !going.includes(action))
  const { Sid: _, ...rest } = statement
  const parts = [...groups].map(([resources, actions]) => ({
    ...rest,
    Action: actions,
    Resource: JSON.parse(resources) as string[],
  }))
  return staying.length > 0 ? [{ ...statement, Action: staying }, ...parts] : parts
}
