import 'server-only'
import { type Actor, asWriter } from '@/lib/auth/actor'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { AppError, type Failure, fail, ok, type Result } from '@/lib/result'
import type { NewPassword, SignedOut, SignInOutcome } from '@/lib/tokens/model'
import type { ChallengeAnswer } from '@/lib/tokens/sign-in/challenge'
import { issueToken } from '@/lib/tokens/sign-in/issue'
import { openPending, sealPending } from '@/lib/tokens/sign-in/pending'
import { dropRefreshToken, keepRefreshToken, readRefreshToken } from '@/lib/tokens/sign-in/refresh-cookie'
import { renewTokens } from '@/lib/tokens/sign-in/renewal'
import { answerPending, endSignIn, type SignInAnswer, startSignIn } from '@/lib/tokens/sign-in/sign-in'
import { generatePassword } from '@/lib/tokens/user-pool/password'
import { type SignInClient, signInClient, signInPool, writePool } from '@/lib/tokens/user-pool/pool'
import type { Writer } from '@/lib/writer'

/** Signs a user of the runtime's pool in. The password goes to Cognito and nowhere else. */
export function signInUser(
  actor: Actor,
  connection: Connection,
  input: { runtimeId: string; userName: string; password: string; clientId?: string | undefined },
): Promise<Result<SignInOutcome>> {
  return attempt(async () => {
    const pool = await signInClient(connection, input.runtimeId, input.clientId)
    const answer = await startSignIn(pool, input)
    return outcome(actor, connection, pool, { ...input, answer })
  })
}

/** Answers what Cognito asked for in between. `challenge` is the sealed one that the question came with. */
export function answerChallenge(
  actor: Actor,
  connection: Connection,
  input: ChallengeAnswer & { runtimeId: string; challenge: string; password?: string | undefined },
): Promise<Result<SignInOutcome>> {
  return attempt(async () => {
    const { runtimeId } = input
    const pending = await openPending(actor, connection, runtimeId, input.challenge)

    if (!pending) {
      throw new AppError(TOO_LATE)
    }
    // Both change the user; the other answers only prove who it is.
    const writer = /^(NEW_PASSWORD_REQUIRED|MFA_SETUP)$/.test(pending.name) ? asWriter(actor) : ok(null)

    if (!writer.ok) {
      throw new AppError(writer.error)
    }
    const pool = await signInClient(connection, runtimeId, pending.clientId)
    const answer = await answerPending(pool, pending, input)
    return outcome(actor, connection, pool, { runtimeId, userName: pending.userName, answer })
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
    return fail(NOTHING_KEPT)
  }
  const { userName } = kept
  const result = await attempt(async () => {
    const pool = await signInClient(connection, runtimeId, kept.clientId)
    const tokens = await renewTokens(pool, kept.refreshToken)
    return outcome(actor, connection, pool, { runtimeId, userName, answer: { state: 'tokens', tokens } })
  })

  if (!result.ok && result.error.code === 'credentials-expired') {
    await dropRefreshToken(connection, runtimeId)
  }
  return result
}

/** Ends the kept sign-in at Cognito and forgets it here. What is over already counts as ended. */
export async function signOutUser(
  actor: Actor,
  connection: Connection,
  { runtimeId, everywhere }: { runtimeId: string; everywhere: boolean },
): Promise<Result<SignedOut>> {
  const kept = await readRefreshToken(actor, connection, runtimeId)

  if (!kept) {
    return fail(NOTHING_KEPT)
  }
  const result = await attempt(async () => {
    await endSignIn(await signInClient(connection, runtimeId, kept.clientId), kept.refreshToken, everywhere)
    return { userName: kept.userName, everywhere }
  })
  const isOver = !result.ok && result.error.code === 'credentials-expired'

  if (result.ok || isOver) {
    await dropRefreshToken(connection, runtimeId)
  }
  return isOver ? { ok: true, data: { userName: kept.userName, everywhere } } : result
}

/** Sets a generated password on a user of a pool that Slipway made. Answered once, kept nowhere. */
export async function resetPassword(
  writer: Writer,
  connection: Connection,
  input: { runtimeId: string; userName: string },
): Promise<Result<NewPassword>> {
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
    const cognito = writePool(writer, connection, pool.userPoolId)
    await cognito.adminSetUserPassword(request)
    return { userName: input.userName, password }
  })
}

type Answered = { runtimeId: string; userName: string; answer: SignInAnswer }

async function outcome(
  actor: Actor,
  connection: Connection,
  { authorizer, client, clientId }: SignInClient,
  { runtimeId, userName, answer }: Answered,
): Promise<SignInOutcome> {
  if (answer.state === 'challenge') {
    const { challenge, pending } = answer
    const minutes = client?.AuthSessionValidity
    const sealed = await sealPending(actor, connection, runtimeId, { ...pending, clientId }, minutes)
    return { state: 'challenge', userName, challenge, sealed }
  }
  const { refreshToken } = answer.tokens

  if (refreshToken !== undefined) {
    await keepRefreshToken(actor, connection, runtimeId, { userName, refreshToken, clientId })
  }
  return { state: 'token', token: issueToken(answer.tokens, userName, authorizer, Date.now()) }
}

const TOO_LATE: Failure = {
  code: 'credentials-expired',
  message: 'Cognito waits only a few minutes for an answer, and they are over.',
  remedy: 'Sign in once more.',
}

const NOTHING_KEPT: Failure = {
  code: 'credentials-expired',
  message: 'This browser keeps no sign-in for this runtime any more.',
  remedy: 'Sign in with user name and password.',
}
