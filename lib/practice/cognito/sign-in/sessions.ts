import { randomBytes } from 'node:crypto'
import { notAuthorized } from '@/lib/practice/cognito/errors'
import { sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import type { SignIn } from '@/lib/practice/cognito/sign-in/tokens'
import { type AuthSession, type Client, cognitoSlice } from '@/lib/practice/cognito/slice'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const MAX_FAILURES = 5
const MINUTE_MS = 60_000
const KEPT_MS = 60 * MINUTE_MS

/** Opens the way to a challenge's answer, for as long as the client's AuthSessionValidity says. */
export function openSession(
  { call, pool, client, user }: SignIn,
  challenge: string,
  more: Pick<AuthSession, 'codeHash' | 'isVerified'> = {},
): string {
  const slice = cognitoSlice(call.state)
  const text = `AYABe${randomBytes(180).toString('base64url')}`
  const recent = Object.entries(slice.sessions).filter(([, { expiresAt }]) => expiresAt + KEPT_MS > call.now())
  const session: AuthSession = {
    poolId: pool.id,
    clientId: client.id,
    username: user.username,
    challenge,
    expiresAt: call.now() + (client.settings.AuthSessionValidity ?? 3) * MINUTE_MS,
    isUsed: false,
    failures: 0,
    ...more,
  }
  slice.sessions = { ...Object.fromEntries(recent), [sha256(text)]: session }
  return text
}

/** The session, when it is one, is alive and was not used. Throws in AWS's words. */
export function readSession(call: Call, text: string | undefined, challenge: string, client?: Client): AuthSession {
  const session = cognitoSlice(call.state).sessions[sha256(text ?? '')]

  if (!session || session.challenge !== challenge || (client && session.clientId !== client.id)) {
    throw notAuthorized('Invalid session for the user.')
  }
  if (session.isUsed) {
    throw notAuthorized('Invalid session for the user, session can only be used once.')
  }
  if (session.expiresAt <= call.now()) {
    throw notAuthorized('Invalid session for the user, session is expired.')
  }
  return session
}

/** Counts a wrong code; a few may be tried in one session. */
export function wrongCode(session: AuthSession): ServiceError {
  session.failures += 1
  session.isUsed = session.failures >= MAX_FAILURES
  return new ServiceError('CodeMismatchException', 'Invalid code received for user')
}

export function finishSession(session: AuthSession): void {
  session.isUsed = true
}
