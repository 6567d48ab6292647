import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import { AppError } from '@/lib/errors'
import type { Failure } from '@/lib/result'
import { checkClaims, decodeClaims, expiryOf, type JwtAuthorizer } from '@/lib/tokens/claims'
import type { IssuedToken } from '@/lib/tokens/model'

type CognitoAuth = {
  AuthenticationResult?: { AccessToken?: string; IdToken?: string; RefreshToken?: string } | undefined
  ChallengeName?: string | undefined
  Session?: string | undefined
}

export type AuthAnswer =
  | { state: 'new-password'; session: string }
  | {
      state: 'tokens'
      refreshToken: string | undefined
      issue: (userName: string, authorizer: JwtAuthorizer) => IssuedToken
    }

/** Makes one sign-in call and reads its answer. What a person can mend is thrown as an AppError. */
export async function cognitoAnswer(call: () => Promise<CognitoAuth>): Promise<AuthAnswer> {
  const { AuthenticationResult: tokens, ChallengeName, Session } = await translated(call)

  if (ChallengeName === 'NEW_PASSWORD_REQUIRED' && Session) {
    return { state: 'new-password', session: Session }
  }
  if (!tokens?.AccessToken) {
    throw new AppError({
      code: 'aws-rejected',
      message: `Cognito asks for a further step that Slipway does not do yet: ${ChallengeName ?? 'unknown'}.`,
      remedy: 'Sign in with another program and paste the access token into the connection test.',
    })
  }
  const { AccessToken, IdToken, RefreshToken } = tokens
  return { state: 'tokens', refreshToken: RefreshToken, issue: issuer(AccessToken, IdToken) }
}

/** An authorizer that checks the audience needs the ID token: access tokens of Cognito have none. */
function issuer(accessToken: string, idToken: string | undefined) {
  return (userName: string, authorizer: JwtAuthorizer): IssuedToken => {
    const needsIdToken = authorizer.allowedClients.length === 0 && authorizer.allowedAudience.length > 0
    const token = needsIdToken ? (idToken ?? accessToken) : accessToken
    const claims = decodeClaims(token) ?? {}
    const now = Date.now()

    return {
      accessToken: token,
      userName,
      issuedAt: new Date(now).toISOString(),
      expiresAt: new Date(expiryOf(claims) ?? now).toISOString(),
      checks: checkClaims(claims, authorizer, now),
    }
  }
}

async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: '', message: '' }

    if (isAwsError(error, 'NotAuthorizedException', 'UserNotFoundException')) {
      throw new AppError({ ...notAuthorized(message), details: `${name}: ${message}` })
    }
    if (isAwsError(error, 'RefreshTokenReuseException')) {
      throw new AppError({ ...EXPIRED, details: `${name}: ${message}` })
    }
    if (isAwsError(error, 'InvalidPasswordException')) {
      const fields = { newPassword: [message] }
      throw new AppError({ code: 'invalid-input', message: 'The pool does not accept this password.', fields })
    }
    if (isAwsError(error, 'PasswordResetRequiredException', 'UserNotConfirmedException')) {
      throw new AppError({
        code: 'conflict',
        message: 'This user cannot sign in before an administrator has set a new password.',
        remedy: 'Set a new password, then sign in with it.',
        details: `${name}: ${message}`,
      })
    }
    throw error
  }
}

const EXPIRED: Failure = {
  code: 'credentials-expired',
  message: 'The sign-in that this browser kept is over.',
  remedy: 'Sign in with user name and password.',
}

function notAuthorized(message: string): Failure {
  if (/refresh token/i.test(message)) {
    return EXPIRED
  }
  if (/secret/i.test(message)) {
    return {
      code: 'conflict',
      message: 'The app client has a secret, which Slipway does not keep.',
      remedy: 'Allow an app client without a secret on the runtime.',
    }
  }
  return {
    code: 'invalid-input',
    message: 'User name or password is not right.',
    remedy: 'Try again; Cognito locks a user out for a while after several failures.',
    fields: { password: ['User name or password is not right.'] },
  }
}
