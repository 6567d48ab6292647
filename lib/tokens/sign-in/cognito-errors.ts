import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import type { Failure } from '@/lib/result'
import { AppError } from '@/lib/result'

/** Makes one call to Cognito; what a person can mend about its refusal is thrown as an AppError. */
export async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const failure = failureOf(error)

    if (failure) {
      const { name, message } = error as Error
      throw new AppError({ details: `${name}: ${message}`, ...failure })
    }
    throw error
  }
}

function failureOf(error: unknown): Failure | undefined {
  const message = error instanceof Error ? error.message : ''

  if (isAwsError(error, 'NotAuthorizedException', 'UserNotFoundException')) {
    return notAuthorized(message)
  }
  if (isAwsError(error, 'InvalidPasswordException', 'PasswordHistoryPolicyViolationException')) {
    return {
      code: 'invalid-input',
      message: 'The pool does not accept this password.',
      fields: { newPassword: [message] },
    }
  }
  if (
    isAwsError(error, 'InvalidParameterException') &&
    /flow not enabled|is not enabled for the client/i.test(message)
  ) {
    return FLOW_OFF
  }
  return Object.entries(BY_NAME).find(([name]) => isAwsError(error, name))?.[1]
}

function notAuthorized(message: string): Failure {
  return BY_WORDS.find(([pattern]) => pattern.test(message))?.[1] ?? WRONG_PASSWORD
}

const EXPIRED: Failure = {
  code: 'credentials-expired',
  message: 'The sign-in that was kept is over.',
  remedy: 'Sign in with user name and password.',
}

const FLOW_OFF: Failure = {
  code: 'conflict',
  message: 'The app client does not allow signing in with a password.',
  remedy: 'Switch on USER_PASSWORD_AUTH under "User pool settings", then sign in.',
}

/** A message says what happened, and the one at the field what to do there: both are read, one after the other. */
const WRONG_CODE: Failure = {
  code: 'invalid-input',
  message: 'This code is not right.',
  remedy: 'Take the newest one; a few tries are allowed.',
  fields: { code: ['Type the newest code.'] },
}

const OLD_CODE: Failure = {
  code: 'invalid-input',
  message: 'This code is used up or too old.',
  remedy: 'Wait for the next one of the authenticator, or sign in again to be sent another.',
  fields: { code: ['Type a newer code.'] },
}

const NO_PASSWORD: Failure = {
  code: 'conflict',
  message: 'This user cannot sign in before an administrator has set a new password.',
  remedy: 'Set a new password, then sign in with it.',
}

const BY_NAME: Record<string, Failure> = {
  CodeMismatchException: WRONG_CODE,
  EnableSoftwareTokenMFAException: WRONG_CODE,
  ExpiredCodeException: OLD_CODE,
  RefreshTokenReuseException: EXPIRED,
  PasswordResetRequiredException: NO_PASSWORD,
  UserNotConfirmedException: {
    code: 'conflict',
    message: 'This user has signed up but was never confirmed.',
    remedy: 'Confirm the user where the pool is managed, then sign in.',
  },
  UnsupportedOperationException: {
    code: 'conflict',
    message: 'The app client does not allow revoking tokens.',
    remedy: 'Switch on token revocation under "User pool settings", or sign out everywhere.',
  },
}

const BY_WORDS: [RegExp, Failure][] = [
  [/refresh token|access token has/i, EXPIRED],
  [
    /configured with secret|secret hash|client secret/i,
    {
      code: 'access-denied',
      message: 'The app client has a secret, and these AWS credentials may not read it.',
      remedy: 'Allow cognito-idp:DescribeUserPoolClient on the pool, or allow an app client without a secret.',
    },
  ],
  [
    /invalid session/i,
    {
      code: 'credentials-expired',
      message: 'Cognito waits only a few minutes for an answer, and they are over.',
      remedy: 'Sign in once more.',
    },
  ],
  [
    /attempts exceeded/i,
    {
      code: 'throttled',
      message: 'Too many wrong passwords: Cognito has locked this user out for a while.',
      remedy: 'Wait up to 15 minutes, or set a new password, which ends the lock.',
    },
  ],
  [
    /user is disabled/i,
    {
      code: 'conflict',
      message: 'This user is disabled.',
      remedy: 'Enable the user where the pool is managed, then sign in.',
    },
  ],
  [
    /temporary password has expired/i,
    {
      code: 'conflict',
      message: 'The temporary password has expired.',
      remedy: 'Set a new password, then sign in with it.',
    },
  ],
]

const WRONG_PASSWORD: Failure = {
  code: 'invalid-input',
  message: 'User name or password is not right.',
  remedy: 'Try again; Cognito locks a user out for a while after several failures.',
  fields: { password: ['Type it again, and check the user name.'] },
}
