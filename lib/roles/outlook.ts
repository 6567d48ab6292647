import 'server-only'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { parsePolicy } from '@/lib/policies/document/document'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { type RiskOutlook, riskOutlook } from '@/lib/policies/risk/outlook'
import type { RoleDetail } from '@/lib/roles/model'

/** What a role's assistant could do. `unreadable`: policies that the answer is without. */
export async function roleOutlook(role: RoleDetail): Promise<RiskOutlook & { unreadable: string[] }> {
  const texts = [...role.inlinePolicies, ...role.attachedPolicies]
  const read = texts.map(({ name, document }) => ({ name, policy: named(name, document) }))
  const boundary = role.permissionsBoundaryArn ? named('boundary', role.boundaryDocument) : undefined
  const all = texts.map(({ document }) => document ?? '').join('\n')
  const catalogue = await loadCatalogue(neededServices(all, await loadCatalogue([])))
  const outlook = riskOutlook(
    { policies: read.flatMap(({ policy }) => policy ?? []), boundary: boundary ?? undefined },
    catalogue,
  )
  return {
    ...outlook,
    unreadable: [
      ...read.flatMap(({ name, policy }) => (policy ? [] : [name])),
      ...(boundary === null ? ['the permissions boundary'] : []),
    ],
  }
}

function named(name: string, text: string | null): NamedPolicy | null {
  const parsed = text === null ? null : parsePolicy(text)
  return parsed?.ok ? { name, document: parsed.data } : null
}
