import 'server-only'
import { type AwsErrorFacts, failureOfAwsError } from '@/lib/aws/failures'
import { AppError, fail, ok, type Result } from '@/lib/result'

/**
 * Runs calls to AWS and turns what AWS answers into a Result, in words a person can act on. Anything that is
 * neither AWS's answer nor an AppError is a bug and goes on being thrown.
 */
export async function attempt<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await run())
  } catch (error) {
    return fail(failureOf(error))
  }
}

/** The Failure of a caught AWS error or AppError; rethrows what is neither. */
export function failureOf(error: unknown) {
  if (error instanceof AppError) {
    return error.failure
  }
  const facts = awsErrorFacts(error)

  if (!facts) {
    throw error
  }
  return failureOfAwsError(facts)
}

/** The answer, or null where there is no such thing. Other errors are thrown on. */
export async function nullWhenMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (isAwsError(error, ...MISSING)) {
      return null
    }
    throw error
  }
}

/** True for an SDK exception of that name: `isAwsError(error, 'NoSuchEntityException')`. */
export function isAwsError(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name)
}

function awsErrorFacts(error: unknown): AwsErrorFacts | undefined {
  if (!(error instanceof Error)) {
    return undefined
  }
  const { $metadata, code, errno } = error as {
    $metadata?: { httpStatusCode?: number; requestId?: string }
    code?: string
    errno?: number
  }
  const isNetwork = errno !== undefined || /^E[A-Z]+$/.test(code ?? '') || NETWORK_NAMES.has(error.name)

  if (!$metadata && !isNetwork && !/CredentialsProviderError|TokenProviderError/.test(error.name)) {
    return undefined
  }
  return {
    name: error.name,
    message: error.message,
    status: $metadata?.httpStatusCode,
    requestId: $metadata?.requestId,
    isNetwork,
  }
}

const MISSING = ['NoSuchEntityException', 'ResourceNotFoundException', 'UserNotFoundException']
const NETWORK_NAMES = new Set(['TimeoutError', 'NetworkingError', 'AbortError', 'RequestTimeout'])
