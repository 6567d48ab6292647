import type { FindingType } from '@/lib/policies/findings/model'

/** Access Analyzer's checks that can concern an identity policy and have no rule here, each with the reason. */
export const ACCESS_ANALYZER_ONLY: Record<string, string> = {
  UNIQUE_SIDS_RECOMMENDED: 'For kinds of policies where IAM does not insist. It does for roles: UNIQUE_SIDS_REQUIRED.',
  UNSUPPORTED_GLOBAL_CONDITION_KEY: 'Concerns aws:ARN, of which DEPRECATED_GLOBAL_CONDITION_KEY speaks here.',
  UNSUPPORTED_ACTION_FOR_CONDITION_KEY:
    'AWS does not publish its pairs of actions and keys. SLIPWAY_CONDITION_KEY_NOT_FOR_ACTIONS judges by the catalogue.',
  USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES:
    'AWS does not publish which services send the key. SLIPWAY_CONDITION_KEY_NOT_FOR_ACTIONS judges by the catalogue.',
  VARIABLE_USAGE_TOO_PERMISSIVE: 'AWS does not say which keys it means; a guess would be wrong more often than right.',
  WILDCARD_USAGE_TOO_PERMISSIVE: 'AWS does not say which keys it means; a guess would be wrong more often than right.',
}

/**
 * What Access Analyzer calls less than it is, by its own type: it takes an empty list for useless, but IAM refuses to save it
 * (MalformedPolicyDocument: "Policy statement must contain resources").
 */
export const MILDER_AT_AWS: Record<string, FindingType> = {
  EMPTY_ARRAY_ACTION: 'suggestion',
  EMPTY_ARRAY_RESOURCE: 'suggestion',
  EMPTY_ARRAY_PRINCIPAL: 'suggestion',
  EMPTY_OBJECT_PRINCIPAL: 'suggestion',
}
