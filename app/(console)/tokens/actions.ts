'use server'

import { formAction } from '@/lib/auth/action'
import { checkIssuer } from '@/lib/tokens/issuer/issuer'
import { answerChallenge, refreshToken, resetPassword, signInUser, signOutUser } from '@/lib/tokens/mutations'
import { challengeInput, refreshInput, resetPasswordInput, signInInput, signOutInput } from '@/lib/tokens/schema'

/** Signing a user in changes nothing in AWS, so read-only mode allows it. */
export const signInUserAction = formAction({
  access: 'read',
  input: signInInput,
  run: ({ actor, connection }, input) => signInUser(actor, connection, input),
})

/** A code proves who somebody is; a new password or authenticator is a change, which `answerChallenge` itself refuses. */
export const answerChallengeAction = formAction({
  access: 'read',
  input: challengeInput,
  run: ({ actor, connection }, input) => answerChallenge(actor, connection, input),
})

export const refreshTokenAction = formAction({
  access: 'read',
  input: refreshInput,
  run: ({ actor, connection }, input) => refreshToken(actor, connection, input),
})

/** Ends the user's own sign-in and no setting of the pool, so read-only mode allows it. */
export const signOutUserAction = formAction({
  access: 'read',
  input: signOutInput,
  run: ({ actor, connection }, input) => signOutUser(actor, connection, input),
})

export const resetPasswordAction = formAction({
  input: resetPasswordInput,
  run: ({ actor, connection }, input) => resetPassword(actor, connection, input),
})

/** Reads the discovery document that AWS has for the runtime, and its keys. */
export const checkIssuerAction = formAction({
  access: 'read',
  input: refreshInput,
  run: ({ connection }, input) => checkIssuer(connection, input.runtimeId),
})
