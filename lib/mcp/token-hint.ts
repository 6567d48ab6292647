import type { InboundAuth } from '@/lib/runtimes/model'

/** Where the token for a test comes from. The sign-in of a runtime stands on its tab Connect, and only a user pool has one. */
export function tokenHint(auth: InboundAuth, hasSignIn: boolean): string {
  if (hasSignIn) {
    return 'Left empty, a fresh one is taken from the sign-in that this browser keeps.'
  }
  return auth.type === 'jwt' && auth.userPoolId === undefined
    ? "Paste one from this runtime's issuer."
    : 'Paste one, or sign in under Connect first.'
}
