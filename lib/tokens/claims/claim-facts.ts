import type { Claims } from '@/lib/tokens/claims/claims'

/** A claim that no authorizer check is about; `meaning` is empty for one that is not a standard or Cognito's. */
export type ClaimFact = { claim: string; value: string; meaning: string }

/** The claims besides `checked`, in the token's order, with what they mean. Times are shown as ISO 8601. */
export function claimFacts(claims: Claims, checked: string[]): ClaimFact[] {
  return Object.entries(claims)
    .filter(([claim]) => !checked.includes(claim))
    .map(([claim, value]) => ({ claim, value: textOf(claim, value), meaning: MEANINGS.get(claim) ?? '' }))
}

function textOf(claim: string, value: unknown): string {
  if (TIMES.includes(claim) && typeof value === 'number' && Math.abs(value) < 8_640_000_000_000) {
    return new Date(value * 1000).toISOString()
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const TIMES = ['iat', 'auth_time', 'nbf', 'exp']

const MEANINGS = new Map([
  ['sub', 'The user, by an id that never changes.'],
  ['username', 'The user’s name in the pool.'],
  ['cognito:username', 'The user’s name in the pool.'],
  ['cognito:groups', 'Groups of the user; an authorizer can ask for one as a custom claim.'],
  ['client_id', 'The program that asked for the token; in Cognito the app client.'],
  ['aud', 'Whom the token is meant for.'],
  ['scope', 'What the token allows.'],
  ['token_use', 'Whether it is an access token or an ID token.'],
  ['iat', 'When this token was made.'],
  ['nbf', 'When it begins to be valid.'],
  ['auth_time', 'When the user signed in.'],
  ['exp', 'When it ends.'],
  ['jti', 'The id of this one token.'],
  ['origin_jti', 'The sign-in that it comes from; revoking ends all of its tokens.'],
  ['event_id', 'The sign-in’s id in Cognito’s logs.'],
  ['version', 'The version of the token’s format.'],
  ['iss', 'Who made the token.'],
  ['azp', 'The program that asked for the token.'],
  ['cid', 'The program that asked for the token, as Okta calls it.'],
  ['appid', 'The program that asked for the token, as Entra ID’s version 1 calls it.'],
  ['scp', 'What the token allows, as Entra ID and Okta call it.'],
  ['groups', 'Groups of the person.'],
  ['roles', 'Roles that the person or program was given.'],
  ['tid', 'The tenant of Entra ID.'],
  ['oid', 'The person or program in its tenant, by an id that never changes.'],
  ['ver', 'The version of the token’s format.'],
  ['typ', 'What kind of token it is.'],
  ['sid', 'The session at the issuer.'],
  ['email', 'The person’s address.'],
  ['email_verified', 'Whether the issuer has tried that address.'],
  ['name', 'The person’s name.'],
  ['preferred_username', 'The name that the person signs in with.'],
  ['hd', 'The organization’s domain at Google.'],
  ['nonce', 'Ties an ID token to one sign-in.'],
  ['at_hash', 'Ties an ID token to its access token.'],
])
