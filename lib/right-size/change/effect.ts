import 'server-only'
import { summarise } from '@/lib/policies/access/summarise'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { diffPermissions, type PolicySet } from '@/lib/policies/change/permission-diff'
import type { PermissionDiff } from '@/lib/policies/change/permission-diff-model'
import { namedPolicy } from '@/lib/policies/evaluate/named-policy'
import { assessRisk } from '@/lib/policies/risk/assess'
import { classifyRisks } from '@/lib/policies/risk/classes'
import type { PolicyItem } from '@/lib/right-size/change/model'
import type { RoleDetail } from '@/lib/roles/model'

/** How far a role reaches. */
export type Reach = {
  /** Prefixes of services of which it may do anything; how many it may read of, and change something of. */
  services: string[]
  reading: number
  changing: number
  /** Of each class of risks that one of the two sides has, how much of it: `3 ways`. */
  risks: { title: string; count: string }[]
}

/** What the role gains and loses by a change of some of its policies. */
export async function effectOf(role: RoleDetail, items: readonly PolicyItem[]): Promise<PermissionDiff> {
  const { before, after, catalogue } = await sidesOf(role, items)
  return diffPermissions(before, after, catalogue)
}

/** The same, and how far the role reaches before and after it. */
export async function reviewOf(
  role: RoleDetail,
  items: readonly PolicyItem[],
): Promise<{ diff: PermissionDiff; before: Reach; after: Reach }> {
  const { before, after, catalogue } = await sidesOf(role, items)
  return {
    diff: diffPermissions(before, after, catalogue),
    before: reachOf(before, catalogue),
    after: reachOf(after, catalogue),
  }
}

type Sides = { before: PolicySet; after: PolicySet; catalogue: Catalogue }

async function sidesOf(role: RoleDetail, items: readonly PolicyItem[]): Promise<Sides> {
  const before = [
    ...role.inlinePolicies.map(({ name, document }) => ({ key: name, text: document })),
    ...role.attachedPolicies.map(({ arn, document }) => ({ key: arn, text: document })),
  ]
  const changed = new Map(items.map((item) => [item.kind === 'inline' ? item.name : item.arn, textAfter(item)]))
  const after = [
    ...before.filter(({ key }) => !changed.has(key)),
    ...[...changed].map(([key, text]) => ({ key, text })),
  ]
  const texts = [...before, ...after].map(({ text }) => text ?? '').join('\n')
  const boundary = namedPolicy('boundary', role.boundaryDocument) ?? undefined
  const policiesOf = (all: typeof before) => all.flatMap(({ key, text }) => namedPolicy(key, text) ?? [])
  return {
    before: { policies: policiesOf(before), boundary },
    after: { policies: policiesOf(after), boundary },
    catalogue: await loadCatalogue(neededServices(texts, await loadCatalogue([]))),
  }
}

/** A policy that goes says nothing; of one that comes, what is made along. */
function textAfter(item: PolicyItem): string | null {
  return item.kind === 'inline' ? item.after : item.after ? (item.copy ?? null) : null
}

function reachOf({ policies, boundary }: PolicySet, catalogue: Catalogue): Reach {
  const { services } = summarise(policies, catalogue, boundary)
  const having = (wanted: readonly string[]) =>
    services.filter(({ levels }) => levels.some(({ access, allowed }) => allowed > 0 && wanted.includes(access))).length
  return {
    services: services.filter(({ allowed }) => allowed > 0).map(({ prefix }) => prefix),
    reading: having(['list', 'read']),
    changing: having(['write', 'tagging', 'permissions']),
    risks: classifyRisks(assessRisk(policies, boundary)).map(({ title, count }) => ({ title, count })),
  }
}
