import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { challengeInput } from '@/lib/tokens/schema'
import { otpauthLink, readChallenge, unanswerable } from '@/lib/tokens/sign-in/challenge'

describe('a challenge', () => {
  it('names the attributes that a user lacks', () => {
    const ChallengeParameters = { requiredAttributes: '["userAttributes.email","given_name"]' }
    expect(readChallenge({ ChallengeName: 'NEW_PASSWORD_REQUIRED', ChallengeParameters })).toEqual({
      kind: 'new-password',
      attributes: ['email', 'given_name'],
    })
  })

  it('is not offered when nothing of it can be answered here', () => {
    expect(readChallenge({ ChallengeName: 'SELECT_CHALLENGE', AvailableChallenges: ['WEB_AUTHN'] })).toBeUndefined()
    expect(
      readChallenge({ ChallengeName: 'MFA_SETUP', ChallengeParameters: { MFAS_CAN_SETUP: '["SMS_MFA"]' } }),
    ).toBeUndefined()
    expect(readChallenge({ ChallengeName: 'MFA_SETUP' })).toBe('setup')
  })

  it('never breaks, whatever the parameters hold', () => {
    const names = ['NEW_PASSWORD_REQUIRED', 'SELECT_MFA_TYPE', 'MFA_SETUP', 'toString', '']
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.dictionary(fc.string(), fc.json()), (ChallengeName, all) => {
        const parameters = { ...all, requiredAttributes: Object.values(all)[0] ?? '{' }
        readChallenge({ ChallengeName, ChallengeParameters: parameters })
        expect(unanswerable(ChallengeName).message).toMatch(/\.$/)
      }),
    )
  })

  it('makes a link that an authenticator reads back, for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (user) => {
        const link = new URL(otpauthLink('ABC234', 'us-east-1_Pool', user))
        expect(link.searchParams.get('secret')).toBe('ABC234')
        expect(decodeURIComponent(link.pathname.split(':').slice(1).join(':'))).toBe(user)
      }),
    )
  })
})

describe('the form of a challenge', () => {
  const base = { runtimeId: 'tools-AbCdEf1234', challenge: 'sealed' }

  it('takes required attributes by name, and nothing else along with them', () => {
    const input = { ...base, newPassword: 'x', 'attribute.email': 'a@example.com', other: 'y' }
    expect(challengeInput.parse(input)).toMatchObject({ newPassword: 'x', attributes: { email: 'a@example.com' } })
    expect(Object.keys(challengeInput.parse(input).attributes)).toEqual(['email'])
  })

  it.each(['12345', '123456789', 'abcdef', ''])('does not take %j for a code', (code) => {
    expect(challengeInput.safeParse({ ...base, code }).success).toBe(false)
  })
})
