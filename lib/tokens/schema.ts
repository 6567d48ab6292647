import { z } from 'zod'

const runtimeId = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,99}-[a-zA-Z0-9]{10}$/, 'This is not a runtime id.')
const userName = z.string().regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u, 'Use 1 to 128 characters without spaces.')
const password = z.string().min(1, 'Type the password.').max(256, 'Cognito allows at most 256 characters.')

export const signInInput = z.object({ runtimeId, userName, password })
export const newPasswordInput = z.object({ runtimeId, challenge: z.string().min(1).max(8192), newPassword: password })
export const refreshInput = z.object({ runtimeId })
export const resetPasswordInput = z.object({ runtimeId, userName })

/** A pasted access token: three base64url parts, so that it can stand in a header. */
export const accessTokenText = z
  .string()
  .trim()
  .max(16_384, 'This is too long for a token.')
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'An access token has three parts of letters, digits, - and _, joined by dots.')
