import type { RefusedBy } from '@/lib/activity/model'
import { fillArn } from '@/lib/policies/catalogue/arn-templates'
import { resolveActions, type ServiceAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { heldBack } from '@/lib/policies/denial/one-click'
import { proposeStatement } from '@/lib/policies/denial/propose-statement'
import type { PolicyStatement } from '@/lib/policies/document/model'
import { evaluatePolicies, type NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { fitsResourceType } from '@/lib/policies/evaluate/pattern-relations'
import { policiesByAction } from '@/lib/right-size/for-action'
import type { SeenCall } from '@/lib/right-size/model'
import { type RefusedAction, union } from '@/lib/right-size/refused-statements'

type Holder = { policies: readonly NamedPolicy[]; boundary?: NamedPolicy | undefined; catalogue: Catalogue }

type Known = Omit<Holder, 'policies'> & { policiesOf: (action: string) => NamedPolicy[] }

/** More say that names come and go, and a list of them would soon be wrong. */
const MOST_RESOURCES = 20

/** What was refused, a row for each action and reason: those that only read first, then the most often refused. */
export function refusedActions(calls: readonly SeenCall[], holder: Holder): RefusedAction[] {
  const rows = new Map<string, RefusedAction>()
  const known = { ...holder, policiesOf: policiesByAction(holder.policies) }

  for (const group of groupsOf(calls)) {
    const judged = judge(group, known)
    const { Condition } = judged.statement ?? {}
    const key = JSON.stringify([judged.action, judged.statement !== undefined, judged.why, Condition])
    const row = rows.get(key)
    rows.set(key, row ? joined(row, judged) : judged)
  }
  return [...rows.values()].map(ordered).toSorted(byWeight)
}

type Group = Omit<RefusedAction, 'resources'> & { call: SeenCall; isKnown: boolean }

/** Calls alike: many are the same again and again, and are judged once. */
function groupsOf(calls: readonly SeenCall[]): Group[] {
  const groups = new Map<string, Group>()

  for (const call of calls) {
    const { actions, outcome, service, operation, resource, refusedBy, at, region } = call
    const isKnown = actions.length > 0

    for (const action of outcome === 'refused' ? (isKnown ? actions : [`${service}:${operation}`]) : []) {
      const key = JSON.stringify([action.toLowerCase(), isKnown, operation, resource, refusedBy])
      const known = groups.get(key) ?? { action, isKnown, call, count: 0, lastAt: at, regions: [] }
      groups.set(key, known)
      known.count += 1
      known.lastAt = Math.max(known.lastAt, at)

      if (region !== undefined && !known.regions.includes(region)) {
        known.regions.push(region)
      }
    }
  }
  return [...groups.values()]
}

function judge({ call, isKnown, ...told }: Group, holder: Known): RefusedAction {
  const [found] = isKnown ? resolveActions(holder.catalogue, told.action) : []
  const named = call.resource ?? '*'

  if (!found) {
    return { ...told, resources: [named], why: 'Nobody knows which permission this call needs.' }
  }
  const action = `${found.service.prefix}:${found.action.name}`
  const resource = resourceFor(call.resource, found)
  const row = { ...told, action, resources: [resource ?? named] }

  if (resource === undefined) {
    return { ...row, why: 'The resource is named with a character that stands for others: write it by hand.' }
  }
  const elsewhere = ELSEWHERE[call.refusedBy ?? 'iam']

  if (elsewhere !== undefined) {
    return { ...row, why: `${elsewhere} No Allow of the role replaces it.` }
  }
  const { operation } = call
  const proposal = proposeStatement({ effect: 'implicit', policy: 'identity', action, resource, operation })

  if ('cannot' in proposal) {
    return { ...row, why: proposal.cannot }
  }
  const { statement } = proposal
  const hindrance = hindranceOf(statement, { action, resource }, holder)

  if (hindrance !== undefined) {
    return { ...row, why: hindrance }
  }
  const isOnAll = resource === '*' && found.action.resourceTypes.length > 0
  const why = heldBack(statement) ?? (isOnAll ? 'No call names a resource: it would be allowed on all.' : undefined)
  return { ...row, statement, ...(why !== undefined && { why }) }
}

/** By whom it was refused, where another policy of the role would not help. */
const ELSEWHERE: Partial<Record<RefusedBy, string>> = {
  boundary: 'The permissions boundary of the role refused it.',
  scp: 'A service control policy of the organization refused it.',
  rcp: 'A resource control policy of the organization refused it.',
  session: 'The policy of the session refused it.',
  'vpc-endpoint': 'The policy of the VPC endpoint refused it.',
  resource: 'The policy of the resource refused it.',
  trust: 'The trust policy of the role that was to be assumed refused it.',
}

/** `*` where the action takes no resource like the named one; undefined where the name would be read as a pattern. */
function resourceFor(resource: string | undefined, { service, action }: ServiceAction): string | undefined {
  const types = new Set(action.resourceTypes.map(({ name }) => name))
  const isOf = service.resourceTypes.some(
    ({ name, arn }) => types.has(name) && fitsResourceType(resource ?? '', fillArn(arn)),
  )

  if (!resource?.startsWith('arn:') || !isOf) {
    return '*'
  }
  return /^arn:[\x21-\x7e]{1,2040}$/.test(resource) && !/[*?$]/.test(resource) ? resource : undefined
}

/** Why the statement would change nothing. */
function hindranceOf(
  { Condition: _, ...statement }: PolicyStatement,
  asked: { action: string; resource: string },
  { policiesOf, boundary }: Known,
): string | undefined {
  const request = { ...asked, context: {} }
  const policies = policiesOf(asked.action)
  const now = evaluatePolicies({ identityPolicies: policies, boundary, request })

  if (now.effect === 'allowed') {
    return 'The role’s policies allow it now.'
  }
  if (now.effect === 'explicit-deny') {
    return `A Deny in ${now.matched?.policy ?? 'a policy'} matches, and wins over every Allow.`
  }
  const added = { name: 'added', document: { Version: '2012-10-17' as const, Statement: [statement] } }
  const then = evaluatePolicies({ identityPolicies: [...policies, added], boundary, request })
  return then.effect === 'allowed' ? undefined : 'The permissions boundary of the role does not allow it.'
}

function joined(row: RefusedAction, other: RefusedAction): RefusedAction {
  const statement = row.statement && {
    ...row.statement,
    Resource: union(row.statement.Resource, other.statement?.Resource),
  }
  return {
    ...row,
    resources: union(row.resources, other.resources),
    count: row.count + other.count,
    lastAt: Math.max(row.lastAt, other.lastAt),
    regions: union(row.regions, other.regions),
    ...(statement && { statement }),
  }
}

function ordered({ statement, regions, ...rest }: RefusedAction): RefusedAction {
  const count = rest.resources.length
  const row = { ...rest, regions: regions.toSorted(), resources: rest.resources.slice(0, MOST_RESOURCES) }

  if (statement && count > MOST_RESOURCES) {
    return { ...row, why: `It was refused on ${count} resources: write a pattern for them by hand.` }
  }
  return statement ? { ...row, statement } : row
}

function weight({ statement, why }: RefusedAction): number {
  return statement ? (why === undefined ? 0 : 1) : 2
}

function byWeight(one: RefusedAction, other: RefusedAction): number {
  return weight(one) - weight(other) || other.count - one.count || (one.action < other.action ? -1 : 1)
}
