import { z } from 'zod'
import { RUNTIME_ID } from '@/lib/runtimes/ids'

const text = z
  .string()
  .trim()
  .max(1000)
  .optional()
  .transform((value) => value || undefined)

export const endSignInInput = z.object({ runtimeId: z.string().regex(RUNTIME_ID) })

/** What a person may say of a sign-in; the runtime and its issuer say the rest. */
export const beginSignInInput = endSignInInput.extend({
  clientId: text,
  clientSecret: text,
  scope: text,
  audience: text,
  idToken: z.boolean().optional(),
})

export const attemptInput = z.object({ id: z.uuid() })
