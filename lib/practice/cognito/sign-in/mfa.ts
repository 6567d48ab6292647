import { randomInt } from 'node:crypto'
import { attributeList } from '@/lib/practice/cognito/directory/users'
import { maskDestination, sendMessage } from '@/lib/practice/cognito/sign-in/messages'
import { sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import { openSession } from '@/lib/practice/cognito/sign-in/sessions'
import { type SignIn, signedIn } from '@/lib/practice/cognito/sign-in/tokens'
import type { Factor, Pool, User } from '@/lib/practice/cognito/slice'

export type AuthAnswer = {
  AuthenticationResult?: object
  ChallengeName?: string
  Session?: string
  ChallengeParameters?: Record<string, string>
  AvailableChallenges?: string[]
}

/** What comes after a right password: a new one, a second factor, or the tokens. */
export function afterPassword(signIn: SignIn): AuthAnswer {
  if (signIn.user.status === 'FORCE_CHANGE_PASSWORD') {
    const { sub: _sub, ...attributes } = Object.fromEntries(
      attributeList(signIn.user).map(({ Name, Value }) => [Name, Value]),
    )
    return challenge(signIn, 'NEW_PASSWORD_REQUIRED', {
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(attributes),
    })
  }
  return secondFactor(signIn)
}

export function secondFactor(signIn: SignIn): AuthAnswer {
  const { pool, user } = signIn
  const mode = pool.mfa.MfaConfiguration ?? 'OFF'
  const factors = mode === 'OFF' ? [] : factorsOf(pool, user)
  const preferred = factors.find((factor) => factor === user.preferredFactor)
  const [only] = factors

  if (only && (preferred || factors.length === 1)) {
    return askFor(signIn, preferred ?? only)
  }
  if (only) {
    return challenge(signIn, 'SELECT_MFA_TYPE', { MFAS_CAN_CHOOSE: JSON.stringify(factors) })
  }
  if (mode === 'ON') {
    return challenge(signIn, 'MFA_SETUP', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' })
  }
  return { AuthenticationResult: signedIn(signIn), ChallengeParameters: {} }
}

/** Asks for a code of this factor; sends one when it is of that kind. */
export function askFor(signIn: SignIn, factor: Factor): AuthAnswer {
  const { call, user } = signIn

  if (factor === 'SOFTWARE_TOKEN_MFA') {
    return challenge(signIn, factor, {})
  }
  const medium = factor === 'SMS_MFA' ? 'SMS' : 'EMAIL'
  const destination = user.attributes[factor === 'SMS_MFA' ? 'phone_number' : 'email'] ?? ''
  const code = String(randomInt(1_000_000)).padStart(factor === 'SMS_MFA' ? 6 : 8, '0')
  sendMessage(call.state, { at: call.now(), medium, destination, text: `Your authentication code is ${code}.` })
  const parameters = {
    CODE_DELIVERY_DELIVERY_MEDIUM: medium,
    CODE_DELIVERY_DESTINATION: maskDestination({ medium, destination }),
  }
  return challenge(signIn, factor, parameters, sha256(code))
}

/** The user's own factors, and those that a pool with required MFA takes from an address it knows. */
export function factorsOf(pool: Pool, user: User): Factor[] {
  const isRequired = pool.mfa.MfaConfiguration === 'ON'
  const offered: [Factor, boolean][] = [
    ['SOFTWARE_TOKEN_MFA', false],
    ['SMS_MFA', isRequired && pool.mfa.SmsMfaConfiguration !== undefined && Boolean(user.attributes.phone_number)],
    ['EMAIL_OTP', isRequired && pool.mfa.EmailMfaConfiguration !== undefined && Boolean(user.attributes.email)],
  ]
  return offered.filter(([factor, isGiven]) => isGiven || user.factors.includes(factor)).map(([factor]) => factor)
}

function challenge(signIn: SignIn, name: string, parameters: Record<string, string>, codeHash?: string): AuthAnswer {
  return {
    ChallengeName: name,
    Session: openSession(signIn, name, codeHash === undefined ? {} : { codeHash }),
    ChallengeParameters: { USER_ID_FOR_SRP: signIn.user.username, ...parameters },
  }
}
