'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { action, formAction } from '@/lib/auth/action'
import { specFromRuntime } from '@/lib/deployments/setup/export'
import { advanceOptionsSchema, deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import { acceptDrift } from '@/lib/drift/resolve'
import { advanceTakeBack } from '@/lib/drift/take-back'
import { ok } from '@/lib/result'
import { RUNTIME_ID } from '@/lib/runtimes/ids'

const runtimeId = z.string().regex(RUNTIME_ID, 'This is not a runtime id.')
const seen = z.string().regex(/^[0-9a-f]{64}$/)

/** Notes what is there as wanted. The spec of it is null where none can say it: that is no reason not to accept. */
export const acceptDriftAction = formAction({
  iam: true,
  input: z.object({ runtimeId, seen }),
  run: async ({ actor, connection }, input) => {
    const accepted = await acceptDrift(actor, connection, input.runtimeId, input.seen)

    if (!accepted.ok) {
      return accepted
    }
    const spec = await specFromRuntime(connection, input.runtimeId)
    refresh()
    return ok({ spec: spec.ok ? spec.data : null })
  },
})

/** One step of taking back: look at AWS, plan, perform the first change that is due. */
export const advanceTakeBackAction = action({
  iam: true,
  input: z.strictObject({ spec: deploymentSpecSchema, seen, ...advanceOptionsSchema.shape }),
  run: async ({ actor, connection }, { spec, seen, ...options }) =>
    ok(await advanceTakeBack(actor, connection, { spec, seen }, options)),
})
