import type {
  AdminSetUserMFAPreferenceRequest,
  AssociateSoftwareTokenRequest,
  SetUserMFAPreferenceRequest,
  VerifySoftwareTokenRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter, notFound } from '@/lib/practice/cognito/errors'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { finishSession, openSession, readSession } from '@/lib/practice/cognito/sign-in/sessions'
import { tokenOwner } from '@/lib/practice/cognito/sign-in/tokens'
import { makeTotpSecret, totpStep } from '@/lib/practice/cognito/sign-in/totp'
import {
  type AuthSession,
  type Factor,
  poolOf,
  requireClient,
  requirePool,
  requireUser,
  type User,
} from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

export const mfaSetupOperations = {
  AssociateSoftwareToken: operation({ authorization: null, run: associateSoftwareToken }),
  VerifySoftwareToken: operation({ authorization: null, run: verifySoftwareToken }),
  SetUserMFAPreference: operation({
    authorization: null,
    run: (input: SetUserMFAPreferenceRequest, call) => setPreference(tokenOwner(call, input.AccessToken).user, input),
  }),
  AdminSetUserMFAPreference: operation({
    authorization: onPool<AdminSetUserMFAPreferenceRequest>,
    run: (input: AdminSetUserMFAPreferenceRequest, call) =>
      setPreference(requireUser(requirePool(call, input.UserPoolId), input.Username), input),
  }),
}

type Preference = Pick<SetUserMFAPreferenceRequest, 'SMSMfaSettings' | 'SoftwareTokenMfaSettings' | 'EmailMfaSettings'>

function associateSoftwareToken(input: AssociateSoftwareTokenRequest, call: Call) {
  const { user, session } = ownerOf(input, call)
  user.pendingTotpSecret = makeTotpSecret()
  const answer = { SecretCode: user.pendingTotpSecret }
  return session ? { ...answer, Session: nextSession(call, session, user, false) } : answer
}

function verifySoftwareToken(input: VerifySoftwareTokenRequest, call: Call) {
  const { user, session } = ownerOf(input, call)

  if (user.pendingTotpSecret === undefined) {
    throw new ServiceError('SoftwareTokenMFANotFoundException', 'Software Token MFA not found for the user.')
  }
  const step = totpStep(user.pendingTotpSecret, input.UserCode ?? '', call.now())

  if (step === undefined) {
    throw new ServiceError('EnableSoftwareTokenMFAException', 'Code mismatch')
  }
  user.totpSecret = user.pendingTotpSecret
  user.totpStep = step
  delete user.pendingTotpSecret

  if (!session) {
    return { Status: 'SUCCESS' }
  }
  user.factors = withFactor(user, 'SOFTWARE_TOKEN_MFA', true)
  return { Status: 'SUCCESS', Session: nextSession(call, session, user, true) }
}

/** By access token, or in the middle of a sign-in by session. */
function ownerOf(
  input: Pick<VerifySoftwareTokenRequest, 'AccessToken' | 'Session'>,
  call: Call,
): { user: User; session?: AuthSession } {
  if (input.AccessToken !== undefined) {
    return { user: tokenOwner(call, input.AccessToken).user }
  }
  const session = readSession(call, input.Session, 'MFA_SETUP')
  const user = poolOf(call.state, session.poolId)?.users[`/${session.username}`]

  if (!user) {
    throw notFound('User does not exist.')
  }
  return { user, session }
}

function nextSession(call: Call, session: AuthSession, user: User, isVerified: boolean): string {
  const pool = requirePool(call, session.poolId)
  finishSession(session)
  return openSession({ call, pool, client: requireClient(pool, session.clientId), user }, 'MFA_SETUP', { isVerified })
}

function setPreference(user: User, input: Preference) {
  const settings: [Factor, Preference['SMSMfaSettings'], isPossible: boolean, refusal: string][] = [
    [
      'SOFTWARE_TOKEN_MFA',
      input.SoftwareTokenMfaSettings,
      user.totpSecret !== undefined,
      'User has not verified software token mfa',
    ],
    [
      'SMS_MFA',
      input.SMSMfaSettings,
      Boolean(user.attributes.phone_number),
      'User does not have delivery config set to turn on SMS_MFA',
    ],
    [
      'EMAIL_OTP',
      input.EmailMfaSettings,
      Boolean(user.attributes.email),
      'User does not have delivery config set to turn on EMAIL_OTP',
    ],
  ]

  if (settings.filter(([, setting]) => setting?.PreferredMfa).length > 1) {
    throw invalidParameter('Only one MFA method can be preferred.')
  }
  for (const [factor, setting, isPossible, refusal] of settings) {
    if (setting?.Enabled && !isPossible) {
      throw invalidParameter(refusal)
    }
    if (setting) {
      apply(user, factor, setting)
    }
  }
  return {}
}

function apply(user: User, factor: Factor, setting: NonNullable<Preference['SMSMfaSettings']>): void {
  user.factors = withFactor(user, factor, setting.Enabled ?? false)

  if (setting.PreferredMfa) {
    user.preferredFactor = factor
  } else if (user.preferredFactor === factor) {
    delete user.preferredFactor
  }
}

function withFactor(user: User, factor: Factor, isEnabled: boolean): Factor[] {
  const others = user.factors.filter((known) => known !== factor)
  return isEnabled ? [...others, factor] : others
}
