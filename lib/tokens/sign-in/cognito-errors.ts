import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import { AppError, type Failure } from '@/lib/result'
import { asFailure } from '@/lib/troubles/explain/as-failure'
import { knownTrouble } from '@/lib/troubles/explain/known'

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
  if (!(error instanceof Error)) {
    return undefined
  }
  const { name, message } = error
  const trouble = knownTrouble(`${name}: ${message}`, { from: 'call' }, ['cognito'])
  const shape = trouble && SHAPES[trouble.rule]

  if (trouble && shape) {
    const { command: _, ...failure } = asFailure(trouble)
    return { ...failure, code: shape.code, ...shape.words, ...(shape.fields ? { fields: shape.fields(message) } : {}) }
  }
  return isAwsError(error, 'NotAuthorizedException', 'UserNotFoundException') ? WRONG_PASSWORD : undefined
}

/** `words`: what is said here instead, where the trouble is what these AWS credentials may do. */
type Shape = {
  code: Failure['code']
  words?: Pick<Failure, 'message' | 'remedy'>
  fields?: (message: string) => Record<string, string[]>
}

/** A message says what happened, and the one at the field what to do there: both are read, one after the other. */
const SHAPES: Record<string, Shape> = {
  'cognito-secret': {
    code: 'access-denied',
    words: {
      message: 'The app client has a secret, and these AWS credentials may not read it.',
      remedy: 'Allow cognito-idp:DescribeUserPoolClient on the pool, or allow an app client without a secret.',
    },
  },
  'cognito-secret-wrong': { code: 'access-denied' },
  'cognito-secret-none': { code: 'access-denied' },
  'cognito-flow-off': { code: 'conflict' },
  'cognito-revocation': { code: 'conflict' },
  'cognito-refresh': { code: 'credentials-expired' },
  'cognito-access-token': { code: 'credentials-expired' },
  'cognito-session': { code: 'credentials-expired' },
  'cognito-attempts': { code: 'throttled' },
  'cognito-disabled': { code: 'conflict' },
  'cognito-temporary': { code: 'conflict' },
  'cognito-reset': { code: 'conflict' },
  'cognito-unconfirmed': { code: 'conflict' },
  'cognito-code': { code: 'invalid-input', fields: () => ({ code: ['Type the newest code.'] }) },
  'cognito-code-used': { code: 'invalid-input', fields: () => ({ code: ['Type a newer code.'] }) },
  'cognito-password-policy': { code: 'invalid-input', fields: (message) => ({ newPassword: [message] }) },
}

const WRONG_PASSWORD: Failure = {
  code: 'invalid-input',
  message: 'User name or password is not right.',
  remedy: 'Try again; Cognito locks a user out for a while after several failures.',
  fields: { password: ['Type it again, and check the user name.'] },
}
