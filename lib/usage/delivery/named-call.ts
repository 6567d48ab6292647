import 'server-only'
import { failureOf, isAwsError } from '@/lib/aws/attempt'
import { AppError } from '@/lib/result'

/** The answer of a call to CloudWatch Logs; a refusal, which need not name what was missing, then names `actions`. */
export async function named<T>(actions: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!isAwsError(error, 'AccessDenied', 'AccessDeniedException')) {
      throw error
    }
    const failure = failureOf(error)
    throw new AppError(
      failure.message.includes(actions)
        ? failure
        : { ...failure, message: `${failure.message} This takes ${actions}.` },
    )
  }
}
