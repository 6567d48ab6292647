'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { estimateInsights, insightsProgress, startInsights, stopInsights } from '@/lib/logs/insights'
import { MAX_RESULTS } from '@/lib/logs/insights-model'
import { isRuntimeLogGroup } from '@/lib/logs/model'

const group = z.string().refine(isRuntimeLogGroup, 'This is not the log group of a runtime.')
const time = z.number().int().min(0).max(8_640_000_000_000_000)
const range = { group, from: time, to: time }
const query = z.object({ queryId: z.string().regex(/^[\w-]{1,256}$/, 'This is not the id of a query.') })

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
