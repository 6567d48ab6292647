import 'server-only'
import { AuthorizationResponseError, ResponseBodyError, WWWAuthenticateChallengeError } from 'oauth4webapi'
import { AppError, type Failure } from '@/lib/result'

/** Runs requests to an issuer. What it refuses, and what it answers against the rules, is thrown as an AppError. */
export async function asked<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw translated(error)
  }
}

/** The issuer's own code for a refusal: `invalid_grant`, `slow_down`. Undefined for anything else. */
export function refusalOf(error: unknown): string | undefined {
  return error instanceof ResponseBodyError || error instanceof AuthorizationResponseError ? error.error : undefined
}

function translated(error: unknown): unknown {
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    return new AppError(
      { ...(WORDS[error.error] ?? other(error.error)), details: `${error.error}: ${error.error_description ?? ''}` },
      { cause: error },
    )
  }
  if (error instanceof WWWAuthenticateChallengeError) {
    return new AppError(WORDS.invalid_client ?? other('invalid_client'), { cause: error })
  }
  if (error instanceof AppError || !(error instanceof Error)) {
    return error
  }
  if (isOutOfReach(error)) {
    return new AppError(
      {
        code: 'unavailable',
        message: 'The issuer does not answer.',
        remedy: 'Look at the connection to it, then try again.',
        details: error.message,
      },
      { cause: error },
    )
  }
  return 'code' in error && String(error.code).startsWith('OAUTH_')
    ? new AppError(
        {
          code: 'refused',
          message: 'The issuer’s answer is not one that can be trusted.',
          remedy: 'Look whether client and issuer are the ones you mean.',
          details: error.message,
        },
        { cause: error },
      )
    : error
}

/** No answer, or one by a server that has trouble of its own. */
function isOutOfReach(error: Error): boolean {
  const { name, cause } = error
  const isServerError = cause instanceof Response && cause.status >= 500
  return name === 'TimeoutError' || name === 'AbortError' || error.constructor === TypeError || isServerError
}

/** By the codes of RFC 6749 (4.1.2.1, 5.2), RFC 8628 (3.5) and OpenID Connect. */
const WORDS: Record<string, Failure> = {
  access_denied: {
    code: 'access-denied',
    message: 'The sign-in was refused: by the person, or by a rule of the identity provider.',
    remedy: 'Sign in again, and agree; or have the provider’s administrator assign you to the application.',
  },
  expired_token: {
    code: 'timeout',
    message: 'The code has expired before anybody signed in with it.',
    remedy: 'Start again.',
  },
  invalid_client: {
    code: 'refused',
    message: 'The issuer does not take this client, or not without its secret.',
    remedy: 'Give another --client-id, or the client’s secret with --secret-stdin.',
  },
  invalid_grant: {
    code: 'credentials-expired',
    message: 'The sign-in has ended at the issuer.',
    remedy: 'Sign in again.',
  },
  invalid_scope: {
    code: 'refused',
    message: 'The issuer does not give this client that scope.',
    remedy: 'Give the scopes that the client may have, with --scope.',
  },
  invalid_target: {
    code: 'refused',
    message: 'The issuer does not know that resource.',
    remedy: 'Leave --resource out, or give what the issuer has registered.',
  },
  unauthorized_client: {
    code: 'refused',
    message: 'This client may not sign in this way.',
    remedy: 'Allow the grant in the settings of the client: authorization code, device code or client credentials.',
  },
}

function other(code: string): Failure {
  return {
    code: 'refused',
    message: `The issuer refuses the sign-in (${code}).`,
    remedy: 'Look up what it says in its manual.',
  }
}
