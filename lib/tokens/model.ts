import type { ClaimCheck } from '@/lib/tokens/claims'

/** An access token on its one way to the person who asked for it. */
export type IssuedToken = {
  accessToken: string
  userName: string
  /** ISO 8601. */
  issuedAt: string
  expiresAt: string
  checks: ClaimCheck[]
}

export type SignInOutcome =
  | { state: 'token'; token: IssuedToken }
  /** Cognito wants a new password first. `challenge` is sealed: only this server can open it. */
  | { state: 'new-password'; userName: string; challenge: string }

/** Shown once and kept nowhere. */
export type NewPassword = { userName: string; password: string }

/** A signed-in user whose refresh token this browser keeps, sealed. */
export type KeptSignIn = { userName: string }
