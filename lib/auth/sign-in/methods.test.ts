import { describe, expect, it } from 'vitest'
import { signInMethods } from '@/lib/auth/sign-in/methods'
import { signInProblem } from '@/lib/auth/sign-in/sign-in-problem'
import { parseEnv } from '@/lib/env'

const oidc = {
  SLIPWAY_OIDC_ISSUER: 'https://id.example/',
  SLIPWAY_OIDC_CLIENT_ID: 'slipway',
  SLIPWAY_OIDC_CLIENT_SECRET: 'hidden',
  SLIPWAY_ALLOWED_EMAILS: 'a@example.com',
}

describe('signInMethods', () => {
  it('offers what is configured', () => {
    expect(signInMethods(parseEnv({}))).toEqual({ linkHash: undefined, password: undefined, oidc: undefined })
    expect(signInMethods(parseEnv({ ...oidc, SLIPWAY_PASSWORD: 'long enough' }))).toMatchObject({
      password: 'long enough',
      oidc: { issuer: 'https://id.example', clientId: 'slipway' },
    })
  })

  it.each([
    [{ ...oidc, SLIPWAY_ALLOWED_EMAILS: '' }, 'SLIPWAY_ALLOWED_EMAILS'],
    [{ ...oidc, SLIPWAY_OIDC_CLIENT_SECRET: '' }, 'SLIPWAY_OIDC_CLIENT_SECRET'],
    [{ ...oidc, SLIPWAY_OIDC_ISSUER: 'http://id.example' }, 'https'],
    [{ SLIPWAY_PASSWORD: 'short' }, 'at least 8'],
    [{ SLIPWAY_SIGN_IN_TOKEN_HASH: 'the token itself' }, 'sha-256'],
  ])('refuses to start with %j', (settings, words) => {
    expect(() => signInMethods(parseEnv(settings))).toThrow(words)
  })
})

describe('signInProblem', () => {
  it('names the command that prints a link', () => {
    for (const code of ['link-used', 'link-wrong', 'busy']) {
      expect(signInProblem(code).remedy).toContain('npm run slipway -- link')
    }
  })

  it.each(['<b>', 'constructor', 'Pay to example.com', ''])('never shows the words of a link: %s', (code) => {
    expect(JSON.stringify(signInProblem(code))).not.toContain(code === '' ? '""' : code)
    expect(signInProblem(code).message).toBe('Signing in did not work.')
  })
})
