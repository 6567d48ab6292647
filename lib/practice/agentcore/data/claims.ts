import type {
  CustomClaimValidationType,
  CustomJWTAuthorizerConfiguration,
} from '@aws-sdk/client-bedrock-agentcore-control'
import type { JWTPayload } from 'jose'

/**
 * The first of the authorizer's demands that a token doesn't meet, in AgentCore's words. All that are configured must be met.
 * `forced` names a claim that never matches, to practise with.
 */
export function checkClaims(
  claims: JWTPayload,
  { allowedClients, allowedAudience, allowedScopes, customClaims = [] }: CustomJWTAuthorizerConfiguration,
  forced: string | null,
): string | undefined {
  const checks: [claim: string, isMet: boolean][] = [
    ['client_id', !allowedClients || includesAny(allowedClients, [claims.client_id])],
    ['aud', !allowedAudience || includesAny(allowedAudience, listOf(claims.aud))],
    ['scope', !allowedScopes || includesAny(allowedScopes, String(claims.scope ?? '').split(' '))],
    ...customClaims.map((rule): [string, boolean] => [rule.inboundTokenClaimName ?? '', claimMatches(rule, claims)]),
  ]

  if (forced !== null) {
    checks.unshift([forced, false])
  }
  const failed = checks.find(([, isMet]) => !isMet)
  return failed && `Claim '${failed[0]}' value mismatch with configuration.`
}

function claimMatches(rule: CustomClaimValidationType, claims: JWTPayload): boolean {
  const { claimMatchOperator, claimMatchValue } = rule.authorizingClaimMatchValue ?? {}
  const actual = listOf(claims[rule.inboundTokenClaimName ?? ''])
  const { matchValueString, matchValueStringList = [] } = claimMatchValue ?? {}

  switch (claimMatchOperator) {
    case 'EQUALS':
      return actual.length === 1 && actual[0] === matchValueString
    case 'CONTAINS':
      return actual.includes(matchValueString)
    case 'CONTAINS_ANY':
      return includesAny(matchValueStringList, actual)
    default:
      return false
  }
}

function includesAny(allowed: string[], actual: unknown[]): boolean {
  return actual.some((value) => typeof value === 'string' && allowed.includes(value))
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) {
    return []
  }
  return Array.isArray(value) ? value : [value]
}
