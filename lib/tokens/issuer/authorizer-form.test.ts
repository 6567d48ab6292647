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

  it('warns of a combination that no token of Cognito meets', () => {
    const auth = {
      type: 'jwt' as const,
      discoveryUrl,
      allowedClients: ['a'],
      allowedAudience: ['b'],
      allowedScopes: [],
      customClaims: [],
    }
    expect(authorizerDoubts({ ...auth, userPoolId: 'us-east-1_x' })).toHaveLength(1)
    expect(authorizerDoubts(auth)).toEqual([])
    expect(authorizerDoubts({ ...auth, userPoolId: 'us-east-1_x', allowedAudience: [] })).toEqual([])
  })
})
