import { actionRules } from '@/lib/policies/findings/action-rules'
import type { RuleFamily } from '@/lib/policies/findings/rule'
import { structureRules } from '@/lib/policies/findings/structure-rules'

export const RULE_FAMILIES: RuleFamily[] = [structureRules, actionRules]
