import { actionRules } from '@/lib/policies/findings/action-rules'
import { arnRules } from '@/lib/policies/findings/arn-rules'
import { conditionKeyRules } from '@/lib/policies/findings/condition-key-rules'
import { duplicateRules } from '@/lib/policies/findings/duplicate-rules'
import { emptyRules } from '@/lib/policies/findings/empty-rules'
import { operatorRules } from '@/lib/policies/findings/operator-rules'
import type { RuleFamily } from '@/lib/policies/findings/rule'
import { sidRules } from '@/lib/policies/findings/sid-rules'
import { sizeRules } from '@/lib/policies/findings/size-rules'
import { structureRules } from '@/lib/policies/findings/structure-rules'
import { versionRules } from '@/lib/policies/findings/version-rules'

export const RULE_FAMILIES: RuleFamily[] = [
  structureRules,
  versionRules,
  sidRules,
  duplicateRules,
  emptyRules,
  sizeRules,
  actionRules,
  arnRules,
  operatorRules,
  conditionKeyRules,
]
