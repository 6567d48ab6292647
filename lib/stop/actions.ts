'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { testCredential } from '@/lib/mcp/credential'
import { ok, type Result } from '@/lib/result'
import { RUNTIME_ID } from '@/lib/runtimes/ids'
import { getRuntime } from '@/lib/runtimes/queries'
import type { StopReport } from '@/lib/stop/model'
import { resumeRuntime, stopRuntime } from '@/lib/stop/stop'

const runtimeId = z.string().regex(RUNTIME_ID, 'This is not a runtime id.')
const reason = z.string().trim().min(1, 'Say why, for whoever resumes it.').max(200)

/**
 * It only takes away, so no recent sign-in is asked for although it changes IAM: signing in again would cost the minute that counts.
 * The page waits a few seconds for the first refused call; a deny that takes longer shows when it is looked at again.
 */
export const stopAction = formAction({
  input: z.object({ runtimeId, reason, isRoleShared: z.literal('on').optional() }),
  run: async ({ actor, connection }, input) => {
    const runtime = await getRuntime(connection, input.runtimeId)

    if (!runtime.ok) {
      return runtime
    }
    // Only a token runtime lacks one, where this browser keeps no sign-in: then its sessions end by their time-out.
    const credential = await testCredential(actor, connection, runtime.data, undefined)
    const options = {
      ...{ reason: input.reason, isRoleShared: input.isRoleShared === 'on', verifyMs: 8000 },
      credential: credential.ok ? credential.data : undefined,
    }
    return shown(await stopRuntime(actor, connection, runtime.data, options))
  },
})

export const resumeAction = formAction({
  iam: true,
  input: z.object({ runtimeId }),
  run: async ({ actor, connection }, input) => {
    const runtime = await getRuntime(connection, input.runtimeId)
    return runtime.ok ? shown(await resumeRuntime(actor, connection, runtime.data)) : runtime
  },
})

function shown(report: StopReport): Result<StopReport> {
  refresh()
  return ok(report)
}
