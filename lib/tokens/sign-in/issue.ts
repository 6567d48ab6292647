import { claimFacts } from '@/lib/tokens/claims/claim-facts'
import { type Claims, checkClaims, decodeClaims, expiryOf, type JwtAuthorizer } from '@/lib/tokens/claims/claims'
import type { IssuedToken } from '@/lib/tokens/model'

type Tokens = { accessToken: string; idToken?: string | undefined }

/**
 * The token that a runtime's authorizer wants, with what it will make of it. One that checks the audience needs the
 * ID token: access tokens of Cognito have none. `now` in milliseconds; `issuer` as in `checkClaims`.
 */
export function issueToken(
  { accessToken, idToken }: Tokens,
  userName: string,
  authorizer: JwtAuthorizer,
  now: number,
  issuer?: string,
): IssuedToken {
  const needsIdToken = authorizer.allowedClients.length === 0 && authorizer.allowedAudience.length > 0
  const token = needsIdToken ? (idToken ?? accessToken) : accessToken
  const claims = decodeClaims(token) ?? {}
  const checks = checkClaims(claims, authorizer, now, issuer)

  return {
    accessToken: token,
    userName,
    // With a clock that is behind the issuer's, its life would seem longer than it is.
    issuedAt: new Date(Math.max(now, issuedAtOf(claims) ?? now)).toISOString(),
    expiresAt: new Date(expiryOf(claims) ?? now).toISOString(),
    checks,
    facts: claimFacts(
      claims,
      checks.map(({ claim }) => claim),
    ),
  }
}

function issuedAtOf({ iat }: Claims): number | undefined {
  return typeof iat === 'number' && Number.isFinite(new Date(iat * 1000).getTime()) ? iat * 1000 : undefined
}
