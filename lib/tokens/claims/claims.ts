import type { ClaimRule, InboundAuth } from '@/lib/runtimes/model'

export type Claims = Record<string, unknown>
export type JwtAuthorizer = Extract<InboundAuth, { type: 'jwt' }>

export type ClaimCheck = {
  claim: string
  /** What the token holds, as text; absent when it holds nothing. */
  value?: string
  verdict: 'ok' | 'failed' | 'unchecked'
  /** One sentence. */
  why: string
}

/** AgentCore refuses a token with less life than this (peers facts, section 1.5). */
export const MIN_LIFE_SECONDS = 60

/** The payload of a JWT, unverified: AgentCore verifies it. Undefined when the text is not a JWT. */
export function decodeClaims(token: string): Claims | undefined {
  const [, payload, signature] = token.split('.')

  if (payload === undefined || signature === undefined) {
    return undefined
  }
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims) ? (claims as Claims) : undefined
  } catch {
    return undefined
  }
}

/** The last moment that a Date can hold. */
const LAST_DATE_MS = 8.64e15

/** When the token expires, in milliseconds since the epoch; undefined when it doesn't say. */
export function expiryOf(claims: Claims): number | undefined {
  return typeof claims.exp === 'number' && Number.isFinite(claims.exp)
    ? Math.max(-LAST_DATE_MS, Math.min(LAST_DATE_MS, claims.exp * 1000))
    : undefined
}

/**
 * What a runtime's authorizer will make of a token, check by check; all must pass. The signature is not checked
 * here. `now` in milliseconds; `issuer` as the discovery document names it, where that was read.
 */
export function checkClaims(claims: Claims, authorizer: JwtAuthorizer, now: number, issuer?: string): ClaimCheck[] {
  return [
    expiryCheck(claims, now),
    issuerCheck(claims, authorizer, issuer),
    tokenUseCheck(claims, authorizer),
    ...listChecks(claims, authorizer),
    ...authorizer.customClaims.map((rule) => customCheck(claims, rule)),
  ]
}

function expiryCheck(claims: Claims, now: number): ClaimCheck {
  const expiry = expiryOf(claims)
  const check = { claim: 'exp', ...(expiry === undefined ? {} : { value: new Date(expiry).toISOString() }) }

  if (expiry === undefined) {
    return { ...check, verdict: 'failed', why: 'The token does not say when it expires.' }
  }
  const left = expiry - now

  if (left <= 0) {
    return { ...check, verdict: 'failed', why: 'The token has expired.' }
  }
  return left < MIN_LIFE_SECONDS * 1000
    ? { ...check, verdict: 'failed', why: 'Less than 60 seconds are left, which AgentCore does not accept.' }
    : { ...check, verdict: 'ok', why: 'The token is still valid.' }
}

function issuerCheck(claims: Claims, { discoveryUrl }: JwtAuthorizer, issuer: string | undefined): ClaimCheck {
  const expected = issuer ?? discoveryUrl.replace(/\/\.well-known\/openid-configuration$/, '')
  // Auth0 ends its name with a slash, which only its document says.
  const isSame = claims.iss === expected || (issuer === undefined && claims.iss === `${expected}/`)
  return {
    ...base(claims, 'iss'),
    verdict: isSame ? 'ok' : 'failed',
    why: isSame ? 'It comes from the issuer that the runtime trusts.' : `The runtime trusts ${expected} only.`,
  }
}

/** An ID token and an access token of Cognito differ in which claims they carry, so the wrong one never passes. */
function tokenUseCheck(claims: Claims, authorizer: JwtAuthorizer): ClaimCheck {
  const wanted =
    authorizer.allowedClients.length > 0 ? 'access' : authorizer.allowedAudience.length > 0 ? 'id' : undefined
  const use = base(claims, 'token_use')

  if (wanted === undefined || claims.token_use === undefined) {
    return { ...use, verdict: 'unchecked', why: 'Any kind of token will do.' }
  }
  return claims.token_use === wanted
    ? { ...use, verdict: 'ok', why: `It is the ${wanted} token that this authorizer needs.` }
    : { ...use, verdict: 'failed', why: `This authorizer needs the ${wanted} token, and this is another one.` }
}

function listChecks(claims: Claims, authorizer: JwtAuthorizer): ClaimCheck[] {
  const lists: [claim: string, held: string[], allowed: string[]][] = [
    ['client_id', texts(claims.client_id), authorizer.allowedClients],
    ['aud', texts(claims.aud), authorizer.allowedAudience],
    ['scope', texts(claims.scope).flatMap((scope) => scope.split(' ')), authorizer.allowedScopes],
  ]
  return lists
    .filter(([, , allowed]) => allowed.length > 0)
    .map(([claim, held, allowed]) => {
      const passes = held.some((value) => allowed.includes(value))
      return {
        ...base(claims, claim),
        verdict: passes ? 'ok' : 'failed',
        why: passes ? 'The runtime allows it.' : `The runtime allows ${allowed.join(', ')} only.`,
      }
    })
}

function customCheck(claims: Claims, { claim, operator, values }: ClaimRule): ClaimCheck {
  const held = texts(claims[claim])
  const [first = ''] = values

  switch (operator) {
    case 'EQUALS':
      return ruleCheck(claims, claim, held.length === 1 && held[0] === first, `equal ${first}`)
    case 'CONTAINS':
      return ruleCheck(claims, claim, held.includes(first), `contain ${first}`)
    case 'CONTAINS_ANY':
      return ruleCheck(
        claims,
        claim,
        held.some((one) => values.includes(one)),
        `contain one of ${values.join(', ')}`,
      )
    default:
      return {
        ...base(claims, claim),
        verdict: 'unchecked',
        why: 'The authorizer checks this claim in a way that only AWS knows.',
      }
  }
}

function ruleCheck(claims: Claims, claim: string, passes: boolean, wanted: string): ClaimCheck {
  const why = passes ? 'It is what the runtime asks for.' : `The runtime wants this claim to ${wanted}.`
  return { ...base(claims, claim), verdict: passes ? 'ok' : 'failed', why }
}

function base(claims: Claims, claim: string): Pick<ClaimCheck, 'claim' | 'value'> {
  const value = Object.hasOwn(claims, claim) ? claims[claim] : undefined
  return value === undefined ? { claim } : { claim, value: typeof value === 'string' ? value : JSON.stringify(value) }
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string')
}
