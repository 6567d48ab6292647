import { z } from 'zod'

const runtimeId = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,99}-[a-zA-Z0-9]{10}$/, 'This is not a runtime id.')
const userName = z.string().regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u, 'Use 1 to 128 characters without spaces.')
const password = z.string().min(1, 'Type the password.').max(256, 'Cognito allows at most 256 characters.')
const clientId = z.string().regex(/^[\w+]{1,128}$/, 'This is not the id of an app client.')
const flag = z.enum(['true', 'false']).default('false')

const ATTRIBUTE = 'attribute.'

/** `clientId`: one of several app clients that the runtime allows. */
export const signInInput = z.object({ runtimeId, userName, password, clientId: clientId.optional() })
export const refreshInput = z.object({ runtimeId })
export const resetPasswordInput = z.object({ runtimeId, userName })
export const signOutInput = z.object({ runtimeId, everywhere: flag.transform((value) => value === 'true') })

/** The form of one challenge: which fields it has depends on it. Required attributes come as `attribute.NAME`. */
export const challengeInput = z
  .object({
    runtimeId,
    challenge: z.string().min(1).max(8192),
    newPassword: password.optional(),
    code: z
      .string()
      .trim()
      .regex(/^\d{6,8}$/, 'The code has six to eight digits.')
      .optional(),
    choice: z
      .string()
      .regex(/^[A-Z_]{1,32}$/)
      .optional(),
    password: z.string().max(256).optional(),
  })
  .catchall(z.string().max(2048))
  .transform(({ runtimeId, challenge, newPassword, code, choice, password, ...rest }) => ({
    ...{ runtimeId, challenge, newPassword, code, choice, password },
    attributes: Object.fromEntries(
      Object.entries(rest)
        .filter(([name]) => name.startsWith(ATTRIBUTE))
        .map(([name, value]) => [name.slice(ATTRIBUTE.length), value]),
    ),
  }))

/** A pasted access token: three base64url parts, so that it can stand in a header. */
export const accessTokenText = z
  .string()
  .trim()
  .max(16_384, 'This is too long for a token.')
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'An access token has three parts of letters, digits, - and _, joined by dots.')
