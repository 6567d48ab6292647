import type { ClaimFact } from '@/lib/tokens/claims/claim-facts'
import type { ClaimCheck } from '@/lib/tokens/claims/claims'
import type { Challenge } from '@/lib/tokens/sign-in/challenge'

/** An access token on its one way to the person who asked for it. */
export type IssuedToken = {
  accessToken: string
  userName: string
  /** ISO 8601, by this server's clock. */
  issuedAt: string
  expiresAt: string
  checks: ClaimCheck[]
  facts: ClaimFact[]
}

export type SignInOutcome =
  | { state: 'token'; token: IssuedToken }
  /** Cognito asks for something first. `sealed` is for this server only. */
  | { state: 'challenge'; userName: string; challenge: Challenge; sealed: string }

/** Shown once and kept nowhere. */
export type NewPassword = { userName: string; password: string }

/** A signed-in user whose refresh token this browser keeps, sealed. */
export type KeptSignIn = {
  userName: string
  /** When this browser forgets it, in ISO 8601; Cognito may end it sooner. */
  until?: string | undefined
}

/** `everywhere`: all sign-ins of the user were ended, not only this browser's. */
export type SignedOut = { userName: string; everywhere: boolean }
