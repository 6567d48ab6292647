import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { sessionSecret } from '@/lib/auth/secret'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { AppError } from '@/lib/errors'
import { fail, type Result } from '@/lib/result'
import { type AuthAnswer, cognitoAnswer } from '@/lib/tokens/cognito-answer'
import type { NewPassword, SignInOutcome } from '@/lib/tokens/model'
import { generatePassword } from '@/lib/tokens/password'
import { type SignInPool, signInPool } from '@/lib/tokens/pool'
import { dropRefreshToken, keepRefreshToken, readRefreshToken } from '@/lib/tokens/refresh-cookie'
import { open, seal } from '@/lib/tokens/seal'

/** Cognito's own lifetime of a challenge session, unless the app client has another. */
const CHALLENGE_SECONDS = 180

/** Signs a user of the runtime's pool in. The password goes to Cognito and nowhere else. */
export function signInUser(
  actor: Actor,
  connection: Connection,
  input: { runtimeId: string; userName: string; password: string },
): Promise<Result<SignInOutcome>> {
  return attempt(async () => {
    const pool = await signInPool(connection, input.runtimeId)
    const answer = await cognitoAnswer(() =>
      pool.cognito.initiateAuth({
        ClientId: pool.clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: input.userName, PASSWORD: input.password },
      }),
    )
    return outcome(actor, connection, pool, { ...input, answer })
  })
}

/** Answers NEW_PASSWORD_REQUIRED with the password that the user chose. */
export function answerNewPassword(
  actor: Actor,
  connection: Connection,
  input: { runtimeId: string; challenge: string; newPassword: string },
): Promise<Result<SignInOutcome>> {
  return attempt(async () => {
    const { userName, session } =
      (await open(sessionSecret(), input.challenge, challengeOf(actor, connection, input.runtimeId))) ?? {}

    if (!userName || !session) {
      throw new AppError({
        code: 'credentials-expired',
        message: 'Cognito waits three minutes for a new password, and they are over.',
        remedy: 'Sign in once more with the old password.',
      })
    }
    const pool = await signInPool(connection, input.runtimeId)
    const answer = await cognitoAnswer(() =>
      pool.cognito.respondToAuthChallenge({
        ClientId: pool.clientId,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: session,
        ChallengeResponses: { USERNAME: userName, NEW_PASSWORD: input.newPassword },
      }),
    )
    return outcome(actor, connection, pool, { runtimeId: input.runtimeId, userName, answer })
  })
}

/** A new access token for the sign-in that this browser keeps. */
export async function refreshToken(
  actor: Actor,
  connection: Connection,
  { runtimeId }: { runtimeId: string },
): Promise<Result<SignInOutcome>> {
  const kept = await readRefreshToken(actor, connection, runtimeId)

  if (!kept) {
    return fail({
      code: 'credentials-expired',
      message: 'This browser keeps no sign-in for this runtime any more.',
      remedy: 'Sign in with user name and password.',
    })
  }
  const result = await attempt(async () => {
    const pool = await signInPool(connection, runtimeId)
    // The one call that works with and without rotation of refresh tokens.
    const answer = await cognitoAnswer(() =>
      pool.cognito.getTokensFromRefreshToken({ ClientId: pool.clientId, RefreshToken: kept.refreshToken }),
    )
    return outcome(actor, connection, pool, { runtimeId, userName: kept.userName, answer })
  })

  if (!result.ok && result.error.code === 'credentials-expired') {
    await dropRefreshToken(connection, runtimeId)
  }
  return result
}

/** Sets a generated password on a user of a pool that Slipway made. Answered once, kept nowhere. */
export async function resetPassword(
  actor: Actor,
  connection: Connection,
  input: { runtimeId: string; userName: string },
): Promise<Result<NewPassword>> {
  if (!actor.canWrite) {
    return fail({ code: 'read-only', message: 'This console is in read-only mode.' })
  }
  return attempt(async () => {
    const pool = await signInPool(connection, input.runtimeId)
    const { UserPool } = await pool.cognito.describeUserPool({ UserPoolId: pool.userPoolId })

    if (UserPool?.UserPoolTags?.['slipway:deployment'] === undefined) {
      throw new AppError({
        code: 'refused',
        message: 'Slipway did not make this user pool, so it changes no password in it.',
        remedy: 'Set the password where the pool is managed.',
      })
    }
    const password = generatePassword()
    const request = { UserPoolId: pool.userPoolId, Username: input.userName, Password: password, Permanent: true }
    await pool.cognito.adminSetUserPassword(request)
    return { userName: input.userName, password }
  })
}

type Answered = { runtimeId: string; userName: string; answer: AuthAnswer }

async function outcome(
  actor: Actor,
  connection: Connection,
  pool: SignInPool,
  { runtimeId, userName, answer }: Answered,
): Promise<SignInOutcome> {
  if (answer.state === 'new-password') {
    const challenge = await seal(sessionSecret(), {
      ...challengeOf(actor, connection, runtimeId),
      expiresInSeconds: CHALLENGE_SECONDS,
      content: { userName, session: answer.session },
    })
    return { state: 'new-password', userName, challenge }
  }
  if (answer.refreshToken !== undefined) {
    await keepRefreshToken(actor, connection, runtimeId, { userName, refreshToken: answer.refreshToken })
  }
  return { state: 'token', token: answer.issue(userName, pool.authorizer) }
}

function challengeOf(actor: Actor, connection: Connection, runtimeId: string) {
  return { audience: `challenge ${connectionKey(connection)} ${runtimeId}`, subject: actor.name }
}
