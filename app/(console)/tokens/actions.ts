'use server'

import { formAction } from '@/lib/auth/action'
import { answerNewPassword, refreshToken, resetPassword, signInUser } from '@/lib/tokens/mutations'
import { newPasswordInput, refreshInput, resetPasswordInput, signInInput } from '@/lib/tokens/schema'

/** Signing a user in changes nothing in AWS, so read-only mode allows it. */
export const signInUserAction = formAction({
  access: 'read',
  input: signInInput,
  run: ({ actor, connection }, input) => signInUser(actor, connection, input),
})

/** Replaces a temporary password, which is a change. */
export const answerNewPasswordAction = formAction({
  input: newPasswordInput,
  run: ({ actor, connection }, input) => answerNewPassword(actor, connection, input),
})

export const refreshTokenAction = formAction({
  access: 'read',
  input: refreshInput,
  run: ({ actor, connection }, input) => refreshToken(actor, connection, input),
})

export const resetPasswordAction = formAction({
  input: resetPasswordInput,
  run: ({ actor, connection }, input) => resetPassword(actor, connection, input),
})
