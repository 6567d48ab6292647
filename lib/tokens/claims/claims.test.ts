import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkClaims, decodeClaims, expiryOf, type JwtAuthorizer } from '@/lib/tokens/claims/claims'
import { issueToken } from '@/lib/tokens/sign-in/issue'
import { open, seal } from '@/lib/tokens/sign-in/seal'

const now = Date.parse('2026-11-23T12:00:00Z')
const seconds = now / 1000
const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbC'
const authorizer: JwtAuthorizer = {
  type: 'jwt',
  discoveryUrl: `${issuer}/.well-known/openid-configuration`,
  allowedClients: ['client1'],
  allowedAudience: [],
  allowedScopes: [],
  customClaims: [],
}
const access = { iss: issuer, token_use: 'access', client_id: 'client1', exp: seconds + 3600 }
const verdict = (claims: object, claim: string, by = authorizer) =>
  checkClaims({ ...claims }, by, now).find((check) => check.claim === claim)?.verdict
const encode = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`

describe('an issued token', () => {
  it('never seems to live longer than it does when this clock is behind the issuer’s', () => {
    const life = (claims: object) => {
      const { issuedAt, expiresAt } = issueToken({ accessToken: encode(claims) }, 'ada', authorizer, now)
      return (Date.parse(expiresAt) - Date.parse(issuedAt)) / 1000
    }
    expect(life(access)).toBe(3600)
    expect(life({ ...access, iat: seconds + 600, exp: seconds + 4200 })).toBe(3600)
    expect(life({ ...access, iat: seconds - 600 })).toBe(3600)
    expect(life({ ...access, iat: 1e300 })).toBe(3600)
  })
})

describe('decoding', () => {
  it('reads what was written, in any script', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (claims) => {
        expect(decodeClaims(encode(claims))).toEqual(JSON.parse(JSON.stringify(claims)))
      }),
    )
  })

  it('answers undefined for anything else', () => {
    fc.assert(fc.property(fc.string(), (text) => decodeClaims(`a.${text}!.c`) === undefined))
    for (const text of ['', 'a.b', 'a..c', encode([1]), encode(null), encode('x')]) {
      expect(decodeClaims(text), text).toBeUndefined()
    }
  })

  it('knows the end', () => {
    expect(expiryOf({ exp: 10 })).toBe(10_000)
    expect(expiryOf({ exp: '10' })).toBeUndefined()
    expect(verdict({ ...access, exp: 1e300 }, 'exp')).toBe('ok')
    expect(verdict({ ...access, exp: -1e300 }, 'exp')).toBe('failed')
  })
})

describe('checks against the authorizer', () => {
  it('passes the access token of the allowed client', () => {
    expect(checkClaims(access, authorizer, now).map((check) => check.verdict)).toEqual(['ok', 'ok', 'ok', 'ok'])
  })

  it.each([
    [61, 'ok'],
    [60, 'ok'],
    [59, 'failed'],
    [0, 'failed'],
    [-5, 'failed'],
  ])('with %d seconds left: %s', (left, expected) => {
    expect(verdict({ ...access, exp: seconds + left }, 'exp')).toBe(expected)
  })

  it('fails what the authorizer would refuse', () => {
    expect(verdict({ ...access, exp: undefined }, 'exp')).toBe('failed')
    expect(verdict({ ...access, iss: `${issuer}X` }, 'iss')).toBe('failed')
    expect(verdict({ ...access, token_use: 'id' }, 'token_use')).toBe('failed')
    expect(verdict({ ...access, client_id: 'other' }, 'client_id')).toBe('failed')
    expect(verdict({}, 'client_id')).toBe('failed')
  })

  it('checks audience and scope only where they are asked for', () => {
    const strict = { ...authorizer, allowedClients: [], allowedAudience: ['a'], allowedScopes: ['read'] }
    const id = { ...access, token_use: 'id', aud: ['x', 'a'], scope: 'write read' }

    expect(verdict(access, 'aud')).toBeUndefined()
    expect(verdict(id, 'aud', strict)).toBe('ok')
    expect(verdict(id, 'scope', strict)).toBe('ok')
    expect(verdict(id, 'token_use', strict)).toBe('ok')
    expect(verdict(access, 'aud', strict)).toBe('failed')
    expect(verdict({ ...id, scope: 'readonly' }, 'scope', strict)).toBe('failed')
  })

  it.each([
    ['EQUALS', ['dev'], 'dev', 'ok'],
    ['EQUALS', ['dev'], ['dev', 'ops'], 'failed'],
    ['EQUALS', ['dev'], undefined, 'failed'],
    ['CONTAINS', ['dev'], ['ops', 'dev'], 'ok'],
    ['CONTAINS', ['dev'], ['developers'], 'failed'],
    ['CONTAINS_ANY', ['a', 'dev'], ['dev'], 'ok'],
    ['CONTAINS_ANY', ['a', 'b'], ['dev'], 'failed'],
    ['NEWER_OPERATOR', ['dev'], 'dev', 'unchecked'],
  ])('a claim with the rule %s %j and the value %j: %s', (operator, values, team, expected) => {
    const strict = { ...authorizer, customClaims: [{ claim: 'team', operator, values }] }
    expect(verdict({ ...access, team }, 'team', strict)).toBe(expected)
  })
})

describe('sealed content', () => {
  const secret = 'a secret of at least thirty-two characters'
  const bound = { audience: 'refresh practice/us-east-1 tools', subject: 'owner' }
  const content = { userName: 'sam', refreshToken: 'very-secret' }

  it('opens for the same purpose and person only, and hides what it holds', async () => {
    const sealed = await seal(secret, { ...bound, expiresInSeconds: 60, content })

    expect(sealed).not.toContain('very-secret')
    expect(await open(secret, sealed, bound)).toMatchObject(content)
    expect(await open(secret, sealed, { ...bound, subject: 'other' })).toBeUndefined()
    expect(await open(secret, sealed, { ...bound, audience: 'refresh practice/us-east-1 x' })).toBeUndefined()
    expect(await open(`${secret}!`, sealed, bound)).toBeUndefined()
    expect(await open(secret, withTagChanged(sealed), bound)).toBeUndefined()
    expect(await open(secret, 'not sealed', bound)).toBeUndefined()
  })

  it('does not open when too old', async () => {
    const sealed = await seal(secret, { ...bound, expiresInSeconds: -1, content })
    expect(await open(secret, sealed, bound)).toBeUndefined()
  })
})

/** The last part's first character exchanged for another one, so that the tag is never the right one by chance. */
function withTagChanged(sealed: string): string {
  const tag = sealed.lastIndexOf('.') + 1
  return `${sealed.slice(0, tag)}${sealed[tag] === 'A' ? 'B' : 'A'}${sealed.slice(tag + 1)}`
}
