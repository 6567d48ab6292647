import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claims } from '@/lib/tokens/claims/claims'
import { authorizerForm, jwtAuthorizerInput } from '@/lib/tokens/issuer/authorizer-form'
import { authorizerOf, proposalOf, textsOf, verdictOf } from '@/lib/tokens/issuer/proposal'
import { whyNoToken } from '@/lib/tokens/issuer/token-source'

const now = Date.parse('2026-11-23T12:00:00Z')
const exp = now / 1000 + 3600
const TENANT = '6f7c0c5e-0000-4000-8000-000000000001'
const GRAPH = '00000003-0000-0000-c000-000000000000'

/** What is ticked at first, and all that is offered, each as its line. */
function proposed(claims: Claims) {
  const proposal = proposalOf({ exp, ...claims })
  const ticked = proposal?.demands.filter(({ isProposed }) => isProposed) ?? []
  return {
    ...{ provider: proposal?.provider, discoveryUrl: proposal?.discoveryUrl, unmatched: proposal?.unmatched },
    ticked: ticked.map(({ list, line }) => `${list}: ${line}`),
    offered: proposal?.demands.map(({ line }) => line),
    traps: proposal?.traps.join('\n') ?? '',
    verdict: proposal && verdictOf({ exp, ...claims }, authorizerOf(textsOf(proposal, ticked)), now).verdict,
  }
}

describe('what is proposed for a token of', () => {
  const cases: [string, Claims, string, string[], RegExp][] = [
    [
      'Amazon Cognito',
      { iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC', token_use: 'access', client_id: 'app' },
      'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC',
      ['allowedClients: app'],
      /a pool that exists/,
    ],
    [
      'Microsoft Entra ID',
      { iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, aud: 'api-id', azp: 'app', ver: '2.0', scp: 'run' },
      `https://login.microsoftonline.com/${TENANT}/v2.0`,
      ['allowedAudience: api-id'],
      /client is in azp/,
    ],
    [
      'Microsoft Entra ID',
      { iss: `https://sts.windows.net/${TENANT}/`, aud: 'api://api-id', appid: 'app', ver: '1.0' },
      `https://sts.windows.net/${TENANT}`,
      ['allowedAudience: api://api-id'],
      /requestedAccessTokenVersion/,
    ],
    [
      'Microsoft Entra ID',
      { iss: `https://sts.windows.net/${TENANT}/`, aud: GRAPH, appid: 'app', ver: '1.0' },
      `https://sts.windows.net/${TENANT}`,
      ['customClaims: appid EQUALS app'],
      /only Graph can verify/,
    ],
    [
      'Okta',
      { iss: 'https://dev.okta.com/oauth2/default', aud: 'api://default', cid: 'app', scp: ['openid', 'run'] },
      'https://dev.okta.com/oauth2/default',
      ['allowedAudience: api://default'],
      /cid/,
    ],
    [
      'Okta',
      { iss: 'https://dev.okta.com', aud: 'x', cid: 'app' },
      'https://dev.okta.com',
      ['allowedAudience: x'],
      /default/,
    ],
    [
      'Auth0',
      { iss: 'https://t.eu.auth0.com/', aud: ['https://api', 'https://t.eu.auth0.com/userinfo'], azp: 'app' },
      'https://t.eu.auth0.com',
      ['allowedAudience: https://api'],
      /opaque/,
    ],
    [
      'Keycloak',
      { iss: 'https://id.example.com/realms/r', aud: 'account', azp: 'app', scope: 'openid run' },
      'https://id.example.com/realms/r',
      ['customClaims: azp EQUALS app'],
      /audience mapper/,
    ],
    [
      'Google',
      { iss: 'https://accounts.google.com', aud: 'app.apps.googleusercontent.com', sub: '117', at_hash: 'x' },
      'https://accounts.google.com',
      ['allowedAudience: app.apps.googleusercontent.com', 'customClaims: sub EQUALS 117'],
      /Only ID tokens/,
    ],
    [
      'Another issuer',
      { iss: 'http://127.0.0.1:4000', aud: 'tools', client_id: 'app', nonce: 'n' },
      'http://127.0.0.1:4000',
      ['allowedAudience: tools'],
      /looks like an ID token[\s\S]*on this computer/,
    ],
  ]

  it.each(cases)('%s %j', (provider, claims, issuer, ticked, trap) => {
    const found = proposed(claims)
    // Of Microsoft Graph’s own tokens nobody else can check the signature.
    expect(found).toMatchObject({ provider, ticked, verdict: claims.aud === GRAPH ? 'fails' : 'passes' })
    expect(found.discoveryUrl).toBe(`${issuer}/.well-known/openid-configuration`)
    expect(found.traps).toMatch(trap)
  })

  it.each([
    undefined,
    1,
    'accounts.google.com',
    'http://id.example.com',
    'https://x y',
    'https://x/?a',
    'javascript:1',
  ])('no issuer that could be read: %j', (iss) => {
    expect(proposalOf({ iss, aud: 'tools', exp })).toBeUndefined()
  })

  it('leaves out what AgentCore’s patterns refuse, and says so for the client', () => {
    const iss = 'https://id.example.com'
    const found = proposed({
      iss,
      aud: 'a b',
      azp: 'https://app',
      sub: 'auth0|1',
      groups: ['a b', 'dev'],
      scope: 'a"b run',
    })
    expect(found).toMatchObject({ offered: ['run', 'groups CONTAINS dev'], unmatched: ['azp'] })
  })

  it('says what is wrong with a text that is no token', () => {
    expect(whyNoToken('a.b.c.d.e')).toMatch(/encrypted/)
    expect(whyNoToken('opaque')).toMatch(/Auth0/)
  })
})

// Of the service model (botocore 1.44.8), the claim's name read the narrow way.
const CLAIM_NAME = /^[A-Za-z0-9_.:]+$/
const CLAIM_VALUE = /^[A-Za-z0-9_.-]{1,255}$/
const SCOPE = /^[\x21\x23-\x5B\x5D-\x7E]{1,255}$/

const text = fc.oneof(fc.string(), fc.constantFrom('app', 'api://x', 'account', 'a b', 'tools', GRAPH))
const some = fc.oneof(text, fc.array(text, { maxLength: 7 }), fc.integer(), fc.constant(undefined))
const issuers = fc.oneof(
  fc.webUrl().map((url) => url.replace(/[?#].*$/, '')),
  fc.constantFrom(
    'https://t.auth0.com/',
    'https://accounts.google.com',
    `https://sts.windows.net/${TENANT}/`,
    'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC',
    'https://x//',
    'https://x/.well-known/openid-configuration',
  ),
)
const names = [
  'aud',
  'client_id',
  'azp',
  'cid',
  'appid',
  'scope',
  'scp',
  'sub',
  'hd',
  'groups',
  'roles',
  'cognito:groups',
]
const tokens = fc.record({
  iss: issuers,
  exp: fc.integer({ min: exp - 10_000, max: exp }),
  token_use: fc.constantFrom(undefined, 'access', 'id', 'other'),
  ...Object.fromEntries(names.map((name) => [name, some])),
})

describe('a proposal made from a token', () => {
  it('lets that token pass whichever of its demands are chosen, unless it is expired', () => {
    fc.assert(
      fc.property(tokens, fc.nat(), (claims: Claims, mask) => {
        const proposal = proposalOf(claims)
        const all = proposal?.demands ?? []
        const some = all.filter((_, index) => ((mask >> (index % 31)) & 1) === 1)
        const chosen = some.length > 0 ? some : all.filter(({ isProposed }) => isProposed)

        if (proposal && chosen.length > 0) {
          const { verdict } = verdictOf(claims, authorizerOf(textsOf(proposal, chosen)), now)
          const isGraph = [claims.aud].flat().includes(GRAPH)
          expect(verdict).toBe(isGraph ? 'fails' : Number(claims.exp) * 1000 - now >= 60_000 ? 'passes' : 'expired')
        }
      }),
    )
  })

  it('is what the form reads and AgentCore takes', () => {
    fc.assert(
      fc.property(tokens, (claims: Claims) => {
        const proposal = proposalOf(claims)
        const demands = proposal?.demands.filter(({ list }) => list !== 'customClaims').slice(0, 9) ?? []
        const rules = proposal?.demands.filter(({ list }) => list === 'customClaims').slice(0, 10) ?? []

        if (proposal && demands.length + rules.length > 0) {
          const texts = textsOf(proposal, [...demands, ...rules])
          const form = authorizerForm.parse(texts)
          expect({ type: 'jwt', ...form }).toEqual(authorizerOf(texts))
          const { customClaims = [], allowedScopes = [] } = jwtAuthorizerInput(form)
          for (const rule of customClaims) {
            expect(rule.inboundTokenClaimName).toMatch(CLAIM_NAME)
            expect(rule.authorizingClaimMatchValue.claimMatchValue.matchValueString).toMatch(CLAIM_VALUE)
          }
          expect(allowedScopes.every((one) => SCOPE.test(one))).toBe(true)
        }
      }),
    )
  })

  it('proposes something whenever it offers something, and nothing twice', () => {
    fc.assert(
      fc.property(tokens, (claims: Claims) => {
        const demands = proposalOf(claims)?.demands ?? []
        expect(demands.some(({ isProposed }) => isProposed)).toBe(demands.length > 0)
        expect(new Set(demands.map(({ list, line }) => `${list} ${line}`)).size).toBe(demands.length)
      }),
    )
  })
})
