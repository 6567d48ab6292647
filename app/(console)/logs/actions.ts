'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { LOG_GROUP_NAME } from '@/lib/logs/group-name'
import { RUNTIME_LOG_PREFIX } from '@/lib/logs/model'
import { deleteLogGroup, setRetention } from '@/lib/logs/mutations'
import { RETENTION_DAYS } from '@/lib/logs/retention'

// Other log groups of the account are none of Slipway's business.
const group = z.string().regex(LOG_GROUP_NAME, 'This is not the name of a log group.').startsWith(RUNTIME_LOG_PREFIX)

export const setRetentionAction = formAction({
  input: z.object({
    group,
    days: z
      .enum(['ever', ...RETENTION_DAYS.map(String)], 'AWS keeps lines for certain numbers of days only.')
      .transform(daysOf),
    shown: z
      .string()
      .regex(/^(ever|\d{1,5})$/)
      .transform(daysOf),
  }),
  run: async ({ actor, connection }, input) => {
    const done = await setRetention(actor, connection, input)
    refresh()
    return done
  },
})

export const deleteLogGroupAction = formAction({
  input: z
    .object({ group, confirmation: z.string() })
    .refine((input) => input.group === RUNTIME_LOG_PREFIX + input.confirmation, 'This is not the name of the group.'),
  run: async ({ actor, connection }, input) => {
    const done = await deleteLogGroup(actor, connection, input.group)
    refresh()
    return done
  },
})

function daysOf(text: string): number | null {
  return text === 'ever' ? null : Number(text)
}
