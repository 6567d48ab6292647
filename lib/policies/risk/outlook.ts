import { summarise } from '@/lib/policies/access/summarise'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { assessRisk } from '@/lib/policies/risk/assess'
import { classifyRisks, goneRisks, type RiskGroup } from '@/lib/policies/risk/classes'
import { changeable, riskVerdict } from '@/lib/policies/risk/verdict'

export type RolePolicies = { policies: NamedPolicy[]; boundary?: NamedPolicy | undefined }

/** What the assistant could do, in a sentence and by class; `gone`: titles of what the saved policies allow and these don't. */
export type RiskOutlook = { verdict: string; groups: RiskGroup[]; gone: string[] }

/** The catalogue has to have the services that the policies name (needed-services.ts), or the verdict claims less. */
export function riskOutlook(now: RolePolicies, catalogue: Catalogue, saved?: RolePolicies): RiskOutlook {
  const risks = assessRisk(now.policies, now.boundary)
  const before = saved && assessRisk(saved.policies, saved.boundary)
  const groups = classifyRisks(risks, before)
  const changes = changeable(summarise(now.policies, catalogue, now.boundary))
  // An empty catalogue is one that is still on its way.
  const isComplete = changes.isComplete && catalogue.prefixes().length > 0

  return {
    verdict: riskVerdict(groups, { ...changes, isComplete }),
    groups,
    gone: before ? goneRisks(risks, before).map(({ title }) => title) : [],
  }
}
