import type { CustomJWTAuthorizerConfiguration } from '@aws-sdk/client-bedrock-agentcore-control'
import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { checkClaims } from '@/lib/practice/agentcore/data/claims'
import { findIssuer, isOwn } from '@/lib/practice/agentcore/data/issuer'
import { outsideIssuer } from '@/lib/practice/agentcore/data/outside-issuer'
import type { Call } from '@/lib/practice/wire/service'

/** 401 for a token that is one but doesn't fit; 403 for what isn't a token at all. */
export type Verdict = { ok: true; claims: JWTPayload } | { ok: false; status: 401 | 403; message: string }

/** AgentCore refuses a token that is about to expire. */
const MIN_REMAINING_SECONDS = 60

/** Checks a token of one of the account's own user pools, or of an issuer on this computer, as a runtime's JWT authorizer does. */
export async function verifyPracticeToken(
  token: string,
  authorizer: CustomJWTAuthorizerConfiguration,
  call: Call,
): Promise<Verdict> {
  if (!isToken(token)) {
    return { ok: false, status: 403, message: 'OAuth authorization failed: Failed to parse token' }
  }
  const issuer = await signerOf(call, authorizer.discoveryUrl ?? '')

  if (!issuer) {
    return invalid('Failed to retrieve the signing keys from the discovery URL.')
  }
  const verified = await verifySignature(token, issuer, call.now())

  if (!verified.ok) {
    return verified
  }
  const mismatch = checkClaims(verified.claims, authorizer, call.switches.claimMismatch)
  return mismatch === undefined ? verified : invalid(mismatch)
}

function isToken(token: string): boolean {
  try {
    decodeJwt(token)
    return true
  } catch {
    return false
  }
}

type Signer = { issuers: string[]; keys: JWTVerifyGetKey; algorithms: string[] }

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']

async function signerOf(call: Call, discoveryUrl: string): Promise<Signer | undefined> {
  const own = findIssuer(call, discoveryUrl)

  if (own || isOwn(call, discoveryUrl)) {
    return own && { issuers: own.issuers, keys: createLocalJWKSet(own.jwks), algorithms: ['RS256'] }
  }
  const other = await outsideIssuer(discoveryUrl)
  return other && { issuers: [other.issuer], keys: other.keys, algorithms: ALGORITHMS }
}

async function verifySignature(token: string, { issuers, keys, algorithms }: Signer, now: number): Promise<Verdict> {
  try {
    const options = {
      issuer: issuers,
      algorithms,
      currentDate: new Date(now + MIN_REMAINING_SECONDS * 1000),
    }
    const { payload } = await jwtVerify(token, keys, { ...options, requiredClaims: ['exp'] })
    return { ok: true, claims: payload }
  } catch (error) {
    return invalid(explain(error))
  }
}

function explain(error: unknown): string {
  if (error instanceof errors.JWTExpired) {
    return 'OAuth authorization failed: Token has expired'
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return `OAuth authorization failed: Claim '${error.claim}' value mismatch with configuration.`
  }
  return 'OAuth authorization failed: Invalid token signature'
}

function invalid(message: string): Verdict {
  return { ok: false, status: 401, message }
}
