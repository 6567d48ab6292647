'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { acceptDrift, takeBackSpec } from '@/lib/drift/resolve'
import { RUNTIME_ID } from '@/lib/runtimes/ids'

const input = z.strictObject({ runtimeId: z.string().regex(RUNTIME_ID, 'This is not a runtime id.') })

/** Notes what AWS has now as what Slipway left. */
export const acceptDriftAction = action({
  input,
  run: async ({ actor, connection }, { runtimeId }) => {
    const result = await acceptDrift(actor, connection, runtimeId)
    refresh()
    return result
  },
})

/** The spec to launch so that it is as it was; the launch itself is `advanceAction`. */
export const takeBackSpecAction = action({
  access: 'read',
  input,
  run: ({ connection }, { runtimeId }) => takeBackSpec(connection, runtimeId),
})
