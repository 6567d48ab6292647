import { conditionKeyRules } from '@/lib/policies/findings/conditions/condition-key-rules'
import { conditionTypeRules } from '@/lib/policies/findings/conditions/condition-type-rules'
import { contextRules } from '@/lib/policies/findings/conditions/context-rules'
import { ipRules } from '@/lib/policies/findings/conditions/ip-rules'
import { nullRules } from '@/lib/policies/findings/conditions/null-rules'
import { operatorRules } from '@/lib/policies/findings/conditions/operator-rules'
import { tagRules } from '@/lib/policies/findings/conditions/tag-rules'
import { valueRules } from '@/lib/policies/findings/conditions/value-rules'
import { variableRules } from '@/lib/policies/findings/conditions/variable-rules'
import { breadthRules } from '@/lib/policies/findings/danger/breadth-rules'
import { riskRules } from '@/lib/policies/findings/danger/risk-rules'
import { roleRules } from '@/lib/policies/findings/danger/role-rules'
import { trustRules } from '@/lib/policies/findings/danger/trust-rules'
import { actionRules } from '@/lib/policies/findings/elements/action-rules'
import { arnHeadRules } from '@/lib/policies/findings/elements/arn-head-rules'
import { arnRules } from '@/lib/policies/findings/elements/arn-rules'
import { duplicateRules } from '@/lib/policies/findings/elements/duplicate-rules'
import { emptyRules } from '@/lib/policies/findings/elements/empty-rules'
import { fitRules } from '@/lib/policies/findings/elements/fit-rules'
import { formatRules } from '@/lib/policies/findings/elements/format-rules'
import { principalRules } from '@/lib/policies/findings/elements/principal-rules'
import { redundancyRules } from '@/lib/policies/findings/elements/redundancy-rules'
import { sidRules } from '@/lib/policies/findings/elements/sid-rules'
import { sizeRules } from '@/lib/policies/findings/elements/size-rules'
import { structureRules } from '@/lib/policies/findings/elements/structure-rules'
import { versionRules } from '@/lib/policies/findings/elements/version-rules'
import type { RuleFamily } from '@/lib/policies/findings/rule'

/** Every rule, by what it looks at. */
export const RULE_FAMILIES: RuleFamily[] = [
  structureRules,
  versionRules,
  sidRules,
  duplicateRules,
  emptyRules,
  sizeRules,
  actionRules,
  arnHeadRules,
  arnRules,
  operatorRules,
  conditionKeyRules,
  conditionTypeRules,
  valueRules,
  formatRules,
  ipRules,
  nullRules,
  variableRules,
  tagRules,
  roleRules,
  redundancyRules,
  contextRules,
  breadthRules,
  riskRules,
  fitRules,
  principalRules,
  trustRules,
]
