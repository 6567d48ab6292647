'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { action, formAction } from '@/lib/auth/action'
import { LOG_GROUP_NAME } from '@/lib/logs/group-name'
import { estimateInsights, insightsProgress, startInsights, stopInsights } from '@/lib/logs/insights'
import { MAX_RESULTS } from '@/lib/logs/insights-model'
import { isRuntimeLogGroup, RUNTIME_LOG_PREFIX } from '@/lib/logs/model'
import { deleteLogGroup, setRetention } from '@/lib/logs/mutations'
import { RETENTION_DAYS } from '@/lib/logs/retention'

// Other log groups of the account are none of Slipway's business.
const group = z.string().regex(LOG_GROUP_NAME, 'This is not the name of a log group.').startsWith(RUNTIME_LOG_PREFIX)

const searchedGroup = z.string().refine(isRuntimeLogGroup, 'This is not the log group of a runtime.')
const time = z.number().int().min(0).max(8_640_000_000_000_000)
const range = { group: searchedGroup, from: time, to: time }
const query = z.object({ queryId: z.string().regex(/^[\w-]{1,256}$/, 'This is not the id of a query.') })

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

/** What a search would scan and cost; nothing is started. */
export const estimateSearchAction = action({
  access: 'read',
  input: z.object(range),
  run: ({ connection }, input) => estimateInsights(connection, input),
})

/** Starts a search. It changes nothing, so read-only mode allows it; AWS bills what it scans. */
export const startSearchAction = action({
  access: 'read',
  input: z.object({ ...range, text: z.string().max(1000), limit: z.number().int().min(1).max(MAX_RESULTS) }),
  run: ({ connection }, input) => startInsights(connection, input),
})

export const searchProgressAction = action({
  access: 'read',
  input: query,
  run: ({ connection }, { queryId }) => insightsProgress(connection, queryId),
})

export const stopSearchAction = action({
  access: 'read',
  input: query,
  run: ({ connection }, { queryId }) => stopInsights(connection, queryId),
})

function daysOf(text: string): number | null {
  return text === 'ever' ? null : Number(text)
}
