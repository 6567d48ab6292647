import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toInboundAuth } from '@/lib/runtimes/model'
import { authorizerDoubts, authorizerForm, jwtAuthorizerInput } from '@/lib/tokens/issuer/authorizer-form'

const discoveryUrl = 'https://issuer.example/.well-known/openid-configuration'
const valid = (fields: object) => authorizerForm.safeParse({ discoveryUrl, ...fields }).success

describe('the authorizer’s form', () => {
  it.each([
    [{ allowedClients: 'a\n b \n\na' }, true],
    [{ allowedAudience: 'x' }, true],
    [{ customClaims: 'team EQUALS dev' }, true],
    [{}, false],
    [{ allowedClients: 'a b' }, false],
    [{ customClaims: 'team IS dev' }, false],
    [{ customClaims: 'team CONTAINS_ANY a,,b' }, false],
    [{ allowedClients: 'a', discoveryUrl: 'https://issuer.example/' }, false],
    [{ allowedClients: 'a', discoveryUrl: 'ftp://x/.well-known/openid-configuration' }, false],
  ])('with %j: %s', (fields, expected) => {
    expect(valid(fields)).toBe(expected)
  })

  it('sends what AWS reads back as the same rules', () => {
    const word = fc.stringMatching(/^[a-z0-9._-]{1,12}$/)
    const rule = fc.oneof(
      fc.tuple(word, fc.constantFrom('EQUALS', 'CONTAINS'), word).map((parts) => parts.join(' ')),
      fc
        .tuple(word, fc.array(word, { minLength: 1, maxLength: 3 }))
        .map(([claim, values]) => `${claim} CONTAINS_ANY ${values.join(', ')}`),
    )
    const list = fc.uniqueArray(word, { maxLength: 4 })
    fc.assert(
      fc.property(list, list, fc.uniqueArray(rule, { minLength: 1, maxLength: 4 }), (clients, scopes, rules) => {
        const fields = {
          allowedClients: clients.join('\n'),
          allowedScopes: scopes.join('\r\n'),
          customClaims: rules.join('\n'),
        }
        const form = authorizerForm.parse({ discoveryUrl, ...fields })
        const read = toInboundAuth({ customJWTAuthorizer: jwtAuthorizerInput(form) as never })
        expect(read).toMatchObject({
          discoveryUrl,
          allowedClients: clients,
          allowedScopes: scopes,
          customClaims: form.customClaims,
        })
        const written = form.customClaims.map(
          ({ claim, operator, values }) => `${claim} ${operator} ${values.join(', ')}`,
        )
        expect(written).toEqual(rules)
      }),
    )
  })

  const auth = {
    type: 'jwt' as const,
    discoveryUrl,
    allowedClients: ['app'],
    allowedAudience: [] as string[],
    allowedScopes: [],
    customClaims: [],
  }

  it('warns of what no access token of Cognito meets', () => {
    const doubts = (more: object) => authorizerDoubts({ ...auth, userPoolId: 'us-east-1_x', ...more })
    expect(doubts({ allowedAudience: ['b'] })).toEqual([expect.stringMatching(/Leave the audience out/)])
    expect(doubts({ allowedAudience: ['b'], allowedClients: [] })).toEqual([
      expect.stringMatching(/have no audience.*Allow the app client instead/),
    ])
    expect(doubts({})).toEqual([])
    expect(authorizerDoubts({ ...auth, allowedAudience: ['b'] })).toEqual([])
  })

  it.each([
    ['https://login.microsoftonline.com/T/v2.0', /Entra ID.*azp EQUALS app.*accessTokenAcceptedVersion/],
    ['https://sts.windows.net/T', /Entra ID.*azp EQUALS app/],
    ['https://org.okta.com/oauth2/default', /Okta.*cid EQUALS app/],
    ['https://tenant.eu.auth0.com', /Auth0.*azp EQUALS app/],
    ['https://id.example.com/realms/main', /Keycloak.*azp EQUALS app/],
    ['https://id.example.com/auth/realms/main', /Keycloak.*azp EQUALS app/],
  ])('says of clients of %s which setting works', (issuer, says) => {
    const there = { ...auth, discoveryUrl: `${issuer}/.well-known/openid-configuration` }
    expect(authorizerDoubts(there)).toEqual([expect.stringMatching(says)])
    expect(authorizerDoubts({ ...there, allowedClients: [], allowedAudience: ['api'] })).toEqual([])
  })

  it('knows nothing against other issuers, however they are called', () => {
    const named = (host: string) => `https://${host}/.well-known/openid-configuration`
    for (const host of ['okta.com.example.org', 'login.microsoftonline.com.evil.org', 'id.example.com/realms']) {
      expect(authorizerDoubts({ ...auth, discoveryUrl: named(host) })).toEqual([])
    }
  })
})
