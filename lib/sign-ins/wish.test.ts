import { describe, expect, it } from 'vitest'
import { advice } from '@/lib/sign-ins/advice'
import type { Issuer } from '@/lib/sign-ins/issuer'
import { redirectHost, takesAnyPort, tokenToSend, wishOf } from '@/lib/sign-ins/wish'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'

const SUFFIX = '/.well-known/openid-configuration'
const ENTRA = 'https://login.microsoftonline.com/tenant/v2.0'
const AUTH0 = 'https://tenant.auth0.com'
const GOOGLE = 'https://accounts.google.com'
const OKTA = 'https://org.okta.com/oauth2/default'
const ISSUER = {
  issuer: 'x',
  jwks_uri: 'x',
  token_endpoint: 'x',
  scopes_supported: ['openid', 'offline_access'],
} as Issuer

function at(issuer: string, rules: Partial<JwtAuthorizer> = {}): JwtAuthorizer {
  const none = { allowedClients: [], allowedAudience: [], allowedScopes: [], customClaims: [] }
  return { type: 'jwt', discoveryUrl: `${issuer}${SUFFIX}`, ...none, ...rules }
}

describe('what is asked for', () => {
  it.each([
    [
      'Entra ID: a token of the API, not of Graph',
      at(ENTRA, { allowedAudience: ['api'] }),
      'openid offline_access api/.default',
      undefined,
    ],
    ['Auth0: the API', at(AUTH0, { allowedAudience: ['https://api'] }), 'openid offline_access', 'https://api'],
    [
      'Okta: what the runtime asks for',
      at(OKTA, { allowedScopes: ['mcp', 'more'] }),
      'openid offline_access mcp',
      undefined,
    ],
  ])('%s', (_, authorizer, scope, audience) => {
    expect(wishOf(authorizer, ISSUER, {})).toMatchObject({ scope, audience, resource: undefined })
    expect(wishOf(authorizer, ISSUER, { scope: 'a  b' }).scope).toBe('openid offline_access a b')
  })

  it('never is a resource by itself, and no offline access where the issuer has none', () => {
    const google = wishOf(at(GOOGLE, { allowedAudience: ['app'] }), { ...ISSUER, scopes_supported: ['openid'] }, {})
    expect(google).toEqual({
      ...{ scope: 'openid', audience: undefined, resource: undefined },
      extra: { access_type: 'offline', prompt: 'consent' },
    })
  })

  it('is sent as the token that the runtime can verify, and comes back by a name that the issuer takes', () => {
    expect(tokenToSend(at(GOOGLE), {})).toBe('id')
    expect(tokenToSend(at(OKTA), {})).toBe('access')
    expect(tokenToSend(at('https://cognito', { userPoolId: 'p', allowedAudience: ['c'] }), {})).toBe('id')
    expect([redirectHost(at(ENTRA)), takesAnyPort(at(ENTRA))]).toEqual(['localhost', true])
    expect([redirectHost(at(OKTA)), takesAnyPort(at(OKTA))]).toEqual(['127.0.0.1', false])
  })
})

describe('what to change', () => {
  const check = (claim: string) => ({ claim, verdict: 'failed', why: '' }) as const

  it.each([
    ['token', undefined, at(AUTH0, { allowedAudience: ['https://api'] }), '--audience https://api'],
    ['token', undefined, at(OKTA), 'custom authorization server'],
    ['token', undefined, at(GOOGLE), '--id-token'],
    ['token', undefined, at('https://other'), '--id-token'],
    ['aud', { aud: '00000003-0000-0000-c000-000000000000' }, at(ENTRA), 'Expose an API'],
    ['signature', { aud: 'https://graph.microsoft.com' }, at(ENTRA), 'Expose an API'],
    ['aud', {}, at('https://cognito', { userPoolId: 'p', allowedAudience: ['c'] }), 'Allow the app client'],
    ['client_id', { client_id: 'b' }, at(OKTA, { allowedClients: ['a'] }), '--client-id a'],
    ['scope', { scp: ['mcp'] }, at(OKTA, { allowedScopes: ['mcp'] }), 'scp'],
    ['team', {}, at(OKTA), 'put team into the token'],
  ])('%s %j', (claim, claims, authorizer, words) => {
    expect(advice(check(claim), claims, authorizer)).toContain(words)
  })
})
