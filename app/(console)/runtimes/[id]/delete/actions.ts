'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { advanceOptionsSchema } from '@/lib/deployments/spec/schema'
import { advanceTeardown } from '@/lib/deployments/teardown/teardown'
import { ok } from '@/lib/result'

/** One step of a teardown: look at AWS, plan, delete the first ticked thing that may go. */
export const advanceTeardownAction = action({
  input: z.strictObject({
    name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,99}$/),
    selectedIds: z.array(z.string().min(1).max(2048)).min(1).max(100),
    ...advanceOptionsSchema.shape,
  }),
  run: async ({ actor, connection }, { name, selectedIds, ...options }) =>
    ok(await advanceTeardown(actor, connection, name, selectedIds, options)),
})
