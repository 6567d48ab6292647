'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { attempt } from '@/lib/aws/attempt'
import { perform } from '@/lib/deployments/advance/perform'
import { RUNTIME_ID } from '@/lib/runtimes/ids'
import { getRuntime } from '@/lib/runtimes/queries'
import { BUDGET_TAG, parseBudget } from '@/lib/usage/budget/budget'

const input = z.object({
  runtimeId: z.string().regex(RUNTIME_ID, 'This is not a runtime id.'),
  budget: z
    .string()
    .trim()
    .refine((text) => text === '' || parseBudget(text) !== null, 'Give dollars from 0.01 to 100000, or nothing.'),
})

/** Sets what a runtime may cost in a month, in dollars; an empty text takes the budget away. */
export const setBudgetAction = formAction({
  input,
  run: async ({ actor, connection }, { runtimeId, budget }) => {
    const runtime = await getRuntime(connection, runtimeId)

    if (!runtime.ok) {
      return runtime
    }
    const resourceArn = runtime.data.arn
    const written = await attempt(async () => {
      await perform(
        actor,
        connection,
        budget === ''
          ? { operation: 'bedrock-agentcore:UntagResource', input: { resourceArn, tagKeys: [BUDGET_TAG] } }
          : {
              operation: 'bedrock-agentcore:TagResource',
              input: { resourceArn, tags: { [BUDGET_TAG]: String(Number(budget)) } },
            },
      )
      return { budget: budget === '' ? null : Number(budget) }
    })

    if (written.ok) {
      refresh()
    }
    return written
  },
})
