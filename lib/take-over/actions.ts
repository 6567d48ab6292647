'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { advanceOptionsSchema } from '@/lib/deployments/spec/schema'
import { ok } from '@/lib/result'
import { RUNTIME_ID } from '@/lib/runtimes/ids'
import { advanceTakeOver } from '@/lib/take-over/advance-take-over'

const runtimeId = z.string().regex(RUNTIME_ID, 'This is not a runtime id.')
const seen = z.string().regex(/^[0-9a-f]{64}$/)

/** One step: look at AWS, and set or remove the tags. */
export const advanceTakeOverAction = action({
  iam: true,
  input: z.strictObject({ runtimeId, seen, isRelease: z.boolean(), ...advanceOptionsSchema.shape }),
  run: async ({ actor, connection }, { runtimeId, seen, isRelease, ...options }) =>
    ok(await advanceTakeOver(actor, connection, { runtimeId, seen, isRelease }, options)),
})
