import { randomInt } from 'node:crypto'
import { invalidParameter } from '@/lib/practice/cognito/errors'
import { maskDestination, sendMessage } from '@/lib/practice/cognito/sign-in/messages'
import type { AuthAnswer } from '@/lib/practice/cognito/sign-in/mfa'
import { sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import { openSession } from '@/lib/practice/cognito/sign-in/sessions'
import type { SignIn } from '@/lib/practice/cognito/sign-in/tokens'

/** How a user may begin a choice-based sign-in: what the pool allows, and an address to send to. */
export function firstFactors({ pool, user }: SignIn): string[] {
  const allowed: readonly string[] = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ['PASSWORD']
  const { email, phone_number: phone } = user.attributes
  return allowed.filter(
    (factor) => factor === 'PASSWORD' || (factor === 'EMAIL_OTP' && email) || (factor === 'SMS_OTP' && phone),
  )
}

/** Asks which one it shall be. */
export function offerFactors(signIn: SignIn): AuthAnswer {
  return {
    ChallengeName: 'SELECT_CHALLENGE',
    Session: openSession(signIn, 'SELECT_CHALLENGE'),
    ChallengeParameters: { USER_ID_FOR_SRP: signIn.user.username },
    AvailableChallenges: firstFactors(signIn),
  }
}

/** Sends the code with which a sign-in begins that has no password. */
export function sendFirstCode(signIn: SignIn, factor: string): AuthAnswer {
  if (!/^(EMAIL|SMS)_OTP$/.test(factor) || !firstFactors(signIn).includes(factor)) {
    throw invalidParameter('Invalid challenge selection.')
  }
  const { call, user } = signIn
  const medium = factor === 'SMS_OTP' ? 'SMS' : 'EMAIL'
  const destination = (medium === 'SMS' ? user.attributes.phone_number : user.attributes.email) ?? ''
  const code = String(randomInt(1_000_000)).padStart(medium === 'SMS' ? 6 : 8, '0')
  sendMessage(call.state, { at: call.now(), medium, destination, text: `Your sign-in code is ${code}.` })
  return {
    ChallengeName: factor,
    Session: openSession(signIn, factor, { codeHash: sha256(code) }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      CODE_DELIVERY_DELIVERY_MEDIUM: medium,
      CODE_DELIVERY_DESTINATION: maskDestination({ medium, destination }),
    },
  }
}
