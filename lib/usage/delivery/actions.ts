'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { deploymentOfRuntimeId } from '@/lib/deployments/teardown/teardown-model'
import { RUNTIME_ID } from '@/lib/runtimes/ids'
import { getRuntime } from '@/lib/runtimes/queries'
import { switchUsageLogsOff, switchUsageLogsOn } from '@/lib/usage/delivery/switch-usage-logs'

const runtimeId = z.string().regex(RUNTIME_ID, 'This is not a runtime id.')

/** Has the usage records of a runtime written to a log group, which AWS bills. */
export const usageLogsOnAction = formAction({
  input: z.object({ runtimeId }),
  run: async ({ actor, connection }, input) => {
    const runtime = await getRuntime(connection, input.runtimeId)
    const done = runtime.ok ? await switchUsageLogsOn(actor, connection, runtime.data) : runtime
    refresh()
    return done
  },
})

/** Stops them; `group` is the log group that goes along, as the question named it. */
export const usageLogsOffAction = formAction({
  input: z
    .object({ runtimeId, group: z.string().max(512), confirmation: z.string() })
    .refine(
      (input) => deploymentOfRuntimeId(input.runtimeId) === input.confirmation,
      'This is not the name of the runtime.',
    ),
  run: async ({ actor, connection }, input) => {
    const runtime = await getRuntime(connection, input.runtimeId)
    const done = runtime.ok
      ? await switchUsageLogsOff(actor, connection, runtime.data, { group: input.group || null })
      : runtime
    refresh()
    return done
  },
})
