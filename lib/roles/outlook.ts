import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { namedPolicy } from '@/lib/policies/evaluate/named-policy'
import { assessRisk } from '@/lib/policies/risk/assess'
import { classifyRisks } from '@/lib/policies/risk/classes'
import { type RiskOutlook, type RolePolicies, riskOutlook } from '@/lib/policies/risk/outlook'
import type { Result } from '@/lib/result'
import type { RoleDetail } from '@/lib/roles/model'
import { readManagedPolicy, readRole } from '@/lib/roles/queries'

/** A policy by name; its text is null where it may not be read. */
type PolicyText = { name: string; document: string | null }

/** What a role's assistant could do. `unreadable`: policies that the answer is without. */
export async function roleOutlook(role: RoleDetail): Promise<RiskOutlook & { unreadable: string[] }> {
  const texts = [...role.inlinePolicies, ...role.attachedPolicies]
  const boundary = role.permissionsBoundaryArn ? namedPolicy('boundary', role.boundaryDocument) : undefined
  const { policies, unreadable } = readable(texts)

  return {
    ...(await outlookOf({ policies, boundary: boundary ?? undefined })),
    unreadable: [...unreadable, ...(boundary === null ? ['the permissions boundary'] : [])],
  }
}

/** The sentence about these policies alone; null when none of them can be read. `unreadable`: what it is without. */
export async function policiesVerdict(texts: PolicyText[]): Promise<{ verdict: string | null; unreadable: string[] }> {
  const { policies, unreadable } = readable(texts)
  return { verdict: policies.length === 0 ? null : (await outlookOf({ policies })).verdict, unreadable }
}

/** The text of one of AWS's policies or of the account's, by its ARN. */
export async function managedPolicyText(connection: Connection, arn: string): Promise<PolicyText> {
  return { name: arn.slice(arn.lastIndexOf('/') + 1), document: await readManagedPolicy(connection, arn) }
}

/** What one policy allows, and what the role would gain by it. */
export type AttachableOutlook = { verdict: string; gains: string[] }

/** What a role would have beyond what it has, with one more policy; null when that policy can't be read. */
export function attachableOutlook(
  connection: Connection,
  { roleName, arn }: { roleName: string; arn: string },
): Promise<Result<AttachableOutlook | null>> {
  return attempt(async () => {
    const [role, added] = await Promise.all([
      readRole(connection, roleName, { withDocuments: true }),
      managedPolicyText(connection, arn),
    ])
    const { policies } = readable([added])
    return role && policies.length > 0 ? gainsOf(role, policies) : null
  })
}

async function gainsOf(role: RoleDetail, added: NamedPolicy[]): Promise<AttachableOutlook> {
  const boundary = role.permissionsBoundaryArn
    ? (namedPolicy('boundary', role.boundaryDocument) ?? undefined)
    : undefined
  const { policies } = readable([...role.inlinePolicies, ...role.attachedPolicies])
  const before = assessRisk(policies, boundary)
  const groups = classifyRisks(assessRisk([...policies, ...added], boundary), before)

  return {
    verdict: (await outlookOf({ policies: added })).verdict,
    gains: groups.flatMap(({ title, items }) => {
      const labels = items.flatMap(({ label, change, risk }) => (change && !risk.within ? [label] : []))
      return labels.length === 0 ? [] : [`${title}: ${someOf([...new Set(labels)])}`]
    }),
  }
}

const NAMED = 5

function someOf(labels: string[]): string {
  const rest = labels.length - NAMED
  return rest > 0 ? `${labels.slice(0, NAMED).join(', ')} and ${rest} more` : labels.join(', ')
}

const KEPT = 16
const known = new Map<string, Promise<RiskOutlook>>()

/** A policy over all services takes a second to weigh, so the last answers are kept; they follow from the texts alone. */
function outlookOf(now: RolePolicies): Promise<RiskOutlook> {
  const key = JSON.stringify(now)
  const answer = known.get(key) ?? weigh(now)
  known.delete(key)
  known.set(key, answer)

  for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - KEPT))) {
    known.delete(oldest)
  }
  answer.catch(() => known.delete(key))
  return answer
}

async function weigh(now: RolePolicies): Promise<RiskOutlook> {
  const all = [...now.policies, ...(now.boundary ? [now.boundary] : [])]
  const texts = all.map(({ document }) => JSON.stringify(document)).join('\n')
  const catalogue = await loadCatalogue(neededServices(texts, await loadCatalogue([])))
  return riskOutlook(now, catalogue)
}

function readable(texts: PolicyText[]): { policies: NamedPolicy[]; unreadable: string[] } {
  const read = texts.map(({ name, document }) => ({ name, policy: namedPolicy(name, document) }))
  return {
    policies: read.flatMap(({ policy }) => policy ?? []),
    unreadable: read.flatMap(({ name, policy }) => (policy ? [] : [name])),
  }
}
