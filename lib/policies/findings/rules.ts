import { actionRules } from '@/lib/policies/findings/action-rules'
import { arnHeadRules } from '@/lib/policies/findings/arn-head-rules'
import { arnRules } from '@/lib/policies/findings/arn-rules'
import { breadthRules } from '@/lib/policies/findings/breadth-rules'
import { conditionKeyRules } from '@/lib/policies/findings/condition-key-rules'
import { conditionTypeRules } from '@/lib/policies/findings/condition-type-rules'
import { contextRules } from '@/lib/policies/findings/context-rules'
import { duplicateRules } from '@/lib/policies/findings/duplicate-rules'
import { emptyRules } from '@/lib/policies/findings/empty-rules'
import { fitRules } from '@/lib/policies/findings/fit-rules'
import { formatRules } from '@/lib/policies/findings/format-rules'
import { ipRules } from '@/lib/policies/findings/ip-rules'
import { nullRules } from '@/lib/policies/findings/null-rules'
import { operatorRules } from '@/lib/policies/findings/operator-rules'
import { principalRules } from '@/lib/policies/findings/principal-rules'
import { redundancyRules } from '@/lib/policies/findings/redundancy-rules'
import { riskRules } from '@/lib/policies/findings/risk-rules'
import { roleRules } from '@/lib/policies/findings/role-rules'
import type { RuleFamily } from '@/lib/policies/findings/rule'
import { sidRules } from '@/lib/policies/findings/sid-rules'
import { sizeRules } from '@/lib/policies/findings/size-rules'
import { structureRules } from '@/lib/policies/findings/structure-rules'
import { tagRules } from '@/lib/policies/findings/tag-rules'
import { trustRules } from '@/lib/policies/findings/trust-rules'
import { valueRules } from '@/lib/policies/findings/value-rules'
import { variableRules } from '@/lib/policies/findings/variable-rules'
import { versionRules } from '@/lib/policies/findings/version-rules'

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
