import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { evaluatePolicies, type NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { policiesByAction } from '@/lib/right-size/for-action'
import type { SeenCall } from '@/lib/right-size/model'

export type Replay = {
  /** Calls that went through and that the old policies allow. */
  of: number
  stillAllowed: number
  lost: SeenCall[]
  /** Calls that went through, by something that the policies no longer say or never did. */
  notByThese: number
}

/**
 * Evaluates every call that was not refused against the new policies. A call without a known resource is tried on all that the old
 * ones allow. Conditions are left out on both sides: they stay as they are, and what a call carried is not recorded.
 */
export function replay(
  calls: readonly SeenCall[],
  before: readonly NamedPolicy[],
  after: readonly NamedPolicy[],
): Replay {
  const sides = {
    old: policiesByAction(before.map(withoutConditions)),
    next: policiesByAction(after.map(withoutConditions)),
  }
  const known = new Map<string, 'kept' | 'lost' | 'not-by-these'>()
  const result: Replay = { of: 0, stillAllowed: 0, lost: [], notByThese: 0 }

  for (const call of calls.filter(({ outcome }) => outcome !== 'refused')) {
    const key = JSON.stringify([call.actions, call.resource])
    const answer = known.get(key) ?? judge(call, sides)
    known.set(key, answer)
    result.of += answer === 'not-by-these' ? 0 : 1
    result.notByThese += answer === 'not-by-these' ? 1 : 0
    result.stillAllowed += answer === 'kept' ? 1 : 0

    if (answer === 'lost') {
      result.lost.push(call)
    }
  }
  return result
}

type ByAction = ReturnType<typeof policiesByAction>

function judge({ actions, resource }: SeenCall, { old, next }: { old: ByAction; next: ByAction }) {
  const requests = actions.flatMap((action) => {
    const resources = resource?.startsWith('arn:') ? [resource] : []
    return [...resources, ...probesOf(old(action))].map((one) => ({ action, resource: one, context: {} }))
  })
  const isAllowed = (of: ByAction, request: (typeof requests)[number]) =>
    evaluatePolicies({ identityPolicies: of(request.action), request }).effect === 'allowed'
  const exact = requests.filter((request) => request.resource === resource && isAllowed(old, request))
  const asked = exact.length > 0 ? exact : requests.filter((request) => isAllowed(old, request))

  if (asked.length === 0) {
    return 'not-by-these'
  }
  return asked.every((request) => isAllowed(next, request)) ? 'kept' : 'lost'
}

/** One resource of each pattern on which these policies allow something. */
function probesOf(policies: NamedPolicy[]): string[] {
  const allows = policies.flatMap(({ document }) => document.Statement).filter(({ Effect }) => Effect === 'Allow')
  const resources = allows.flatMap(({ Resource }) => Resource ?? ['*'])
  return [...new Set(resources.map((one) => (one === '*' ? one : one.replace(/\$\{[^}]*\}|[*?]/g, 'a'))))]
}

function withoutConditions({ name, document }: NamedPolicy): NamedPolicy {
  return { name, document: { ...document, Statement: document.Statement.flatMap(bare) } satisfies PolicyDocument }
}

/** A Deny with a condition is not there for all calls; what it takes away it takes from both. */
function bare({ Condition, ...statement }: PolicyStatement): PolicyStatement[] {
  return Condition && statement.Effect === 'Deny' ? [] : [statement]
}
