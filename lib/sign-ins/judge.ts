import 'server-only'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { AppError } from '@/lib/result'
import { advice } from '@/lib/sign-ins/advice'
import type { Issuer } from '@/lib/sign-ins/issuer'
import { type ClaimCheck, checkClaims, decodeClaims, type JwtAuthorizer } from '@/lib/tokens/claims/claims'

const TIMEOUT_MS = 15_000
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** Whether a runtime will take a token, and for each demand that it does not meet what to change, a sentence each. */
export type Judgement = { passes: boolean; checks: ClaimCheck[]; advice: string[] }

/** Looks at a token as the runtime's authorizer will: its form, signature and end, then every claim that is asked for. `now` in milliseconds. */
export async function judge(token: string, authorizer: JwtAuthorizer, issuer: Issuer, now: number): Promise<Judgement> {
  const claims = decodeClaims(token)
  const checks = claims
    ? [await signatureCheck(token, issuer, now), ...checkClaims(claims, authorizer, now, issuer.issuer)]
    : [OPAQUE]
  const failed = checks.filter(({ verdict }) => verdict === 'failed')
  return { passes: failed.length === 0, checks, advice: failed.map((check) => advice(check, claims, authorizer)) }
}

const OPAQUE: ClaimCheck = {
  claim: 'token',
  verdict: 'failed',
  why: 'It is opaque, not a JWT, so the runtime can’t verify it.',
}

async function signatureCheck(token: string, issuer: Issuer, now: number): Promise<ClaimCheck> {
  const keys = createRemoteJWKSet(new URL(issuer.jwks_uri), { timeoutDuration: TIMEOUT_MS })

  try {
    await jwtVerify(token, keys, { algorithms: ALGORITHMS, currentDate: new Date(now) })
    return SIGNED
  } catch (error) {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
      return SIGNED
    }
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) {
      const why = 'None of the keys that the issuer publishes has signed it.'
      return { claim: 'signature', verdict: 'failed', why }
    }
    throw new AppError({
      code: 'unavailable',
      message: 'The keys of the issuer can’t be read, so its tokens can’t be verified.',
      remedy: `Open ${issuer.jwks_uri} on this computer.`,
    })
  }
}

const SIGNED: ClaimCheck = { claim: 'signature', verdict: 'ok', why: 'A key that the issuer publishes has signed it.' }
