import type {
  AdminRespondToAuthChallengeRequest,
  RespondToAuthChallengeRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter, notAuthorized } from '@/lib/practice/cognito/errors'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { byPassword } from '@/lib/practice/cognito/sign-in/auth'
import { type AuthAnswer, askFor, factorsOf, secondFactor } from '@/lib/practice/cognito/sign-in/mfa'
import { checkPolicy, hashPassword } from '@/lib/practice/cognito/sign-in/password'
import { checkSecretHash, sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import { finishSession, readSession, wrongCode } from '@/lib/practice/cognito/sign-in/sessions'
import { type SignIn, signedIn } from '@/lib/practice/cognito/sign-in/tokens'
import { totpStep } from '@/lib/practice/cognito/sign-in/totp'
import { firstFactors, sendFirstCode } from '@/lib/practice/cognito/sign-in/user-auth'
import { type AuthSession, clientAnywhere, findUser, requireClient, requirePool } from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

export const challengeOperations = {
  RespondToAuthChallenge: operation({ authorization: null, run: respond }),
  AdminRespondToAuthChallenge: operation({
    authorization: onPool,
    run: (input: AdminRespondToAuthChallengeRequest, call: Call) => {
      requireClient(requirePool(call, input.UserPoolId), input.ClientId)
      return respond(input, call)
    },
  }),
}

type Answers = Record<string, string>
type Answered = { signIn: SignIn; session: AuthSession; answers: Answers }

function respond(input: RespondToAuthChallengeRequest, call: Call): AuthAnswer | Promise<AuthAnswer> {
  const { pool, client } = clientAnywhere(call, input.ClientId)
  const answers = input.ChallengeResponses ?? {}
  const name = input.ChallengeName ?? ''
  const username = required(answers, 'USERNAME')
  checkSecretHash(client, answers.SECRET_HASH, [username])
  const session = readSession(call, input.Session, name, client)
  const user = pool.users[`/${session.username}`]

  if (!user || findUser(pool, username) !== user) {
    throw notAuthorized('Invalid session for the user.')
  }
  if (!user.isEnabled) {
    throw notAuthorized('User is disabled.')
  }
  const answered = { signIn: { call, pool, client, user }, session, answers }

  switch (name) {
    case 'NEW_PASSWORD_REQUIRED':
      return newPassword(answered)
    case 'SOFTWARE_TOKEN_MFA':
      return softwareToken(answered)
    case 'SMS_MFA':
    case 'EMAIL_OTP':
    case 'SMS_OTP':
      return sentCode(answered, `${name}_CODE`)
    case 'SELECT_MFA_TYPE':
      return selectFactor(answered)
    case 'SELECT_CHALLENGE':
      return selectFirst(answered)
    default:
      return setupDone(answered)
  }
}

async function newPassword({ signIn, session, answers }: Answered): Promise<AuthAnswer> {
  const { user, call, pool } = signIn
  const password = required(answers, 'NEW_PASSWORD')
  checkPolicy(pool, password)
  user.passwordHash = await hashPassword(password)
  delete user.passwordExpiresAt
  Object.assign(user, { status: 'CONFIRMED', modifiedAt: call.now() })
  const attributes = Object.entries(answers)
    .filter(([name]) => name.startsWith('userAttributes.'))
    .map(([name, value]) => [name.slice('userAttributes.'.length), value])
  user.attributes = { ...user.attributes, ...Object.fromEntries(attributes), sub: user.sub }
  finishSession(session)
  return secondFactor(signIn)
}

/** A code counts once, and in its own 30 seconds or a step beside them. */
function softwareToken({ signIn, session, answers }: Answered): AuthAnswer {
  const { user, call } = signIn
  const step = totpStep(user.totpSecret ?? '', required(answers, 'SOFTWARE_TOKEN_MFA_CODE'), call.now())

  if (step === undefined) {
    throw wrongCode(session)
  }
  if (step <= (user.totpStep ?? 0)) {
    throw new ServiceError('ExpiredCodeException', 'Your software token has already been used once.')
  }
  user.totpStep = step
  return tokens({ signIn, session, answers })
}

function sentCode(answered: Answered, parameter: string): AuthAnswer {
  const { session, answers } = answered

  if (session.codeHash !== sha256(required(answers, parameter))) {
    throw wrongCode(session)
  }
  return tokens(answered)
}

function selectFactor({ signIn, session, answers }: Answered): AuthAnswer {
  const answer = required(answers, 'ANSWER')
  const factor = factorsOf(signIn.pool, signIn.user).find((known) => known === answer)

  if (!factor) {
    throw invalidParameter('Invalid MFA selection.')
  }
  finishSession(session)
  return askFor(signIn, factor)
}

/** Passwordless or not: the first step of a choice-based sign-in. */
function selectFirst({ signIn, session, answers }: Answered): AuthAnswer | Promise<AuthAnswer> {
  const answer = required(answers, 'ANSWER')

  if (answer === 'PASSWORD' && firstFactors(signIn).includes(answer)) {
    const password = required(answers, 'PASSWORD')
    finishSession(session)
    return byPassword(signIn, password)
  }
  const next = sendFirstCode(signIn, answer)
  finishSession(session)
  return next
}

function setupDone(answered: Answered): AuthAnswer {
  if (!answered.session.isVerified) {
    throw invalidParameter('User has not verified software token mfa')
  }
  return tokens(answered)
}

function tokens({ signIn, session }: Answered): AuthAnswer {
  finishSession(session)
  return { AuthenticationResult: signedIn(signIn), ChallengeParameters: {} }
}

function required(answers: Answers, name: string): string {
  const value = answers[name]

  if (value === undefined) {
    throw invalidParameter(`Missing required parameter ${name}`)
  }
  return value
}
