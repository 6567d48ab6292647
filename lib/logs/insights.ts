import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import {
  type InsightsEstimate,
  type InsightsProgress,
  type InsightsSearch,
  insightsEstimate,
  insightsEvent,
  insightsQuery,
} from '@/lib/logs/insights-model'
import type { Result } from '@/lib/result'
import { AppError } from '@/lib/result'

/** What a search would scan and cost at most, before it is started. Reads the group's size only, which costs nothing. */
export function estimateInsights(
  connection: Connection,
  { group, from, to }: Pick<InsightsSearch, 'group' | 'from' | 'to'>,
): Promise<Result<InsightsEstimate>> {
  return attempt(async () => {
    const page = await awsClients(connection).logs.describeLogGroups({ logGroupNamePrefix: group, limit: 50 })
    const found = page.logGroups?.find(({ logGroupName }) => logGroupName === group)

    if (!found) {
      throw new AppError({
        code: 'not-found',
        message: 'This log group does not exist.',
        remedy: 'AWS makes it at the first call of the runtime.',
      })
    }
    const { storedBytes = 0, creationTime: createdAt = 0, retentionInDays: retentionDays = null } = found
    return insightsEstimate({ storedBytes, createdAt, retentionDays }, { from, to, now: Date.now() })
  })
}

/** Starts a search where the data is. AWS bills what it scans. Answers the query's id. */
export function startInsights(connection: Connection, search: InsightsSearch): Promise<Result<string>> {
  return attempt(async () => {
    const { queryId } = await awsClients(connection).logs.startQuery({
      logGroupName: search.group,
      startTime: Math.floor(search.from / 1000),
      endTime: Math.floor(search.to / 1000),
      queryString: insightsQuery(search),
    })
    return queryId ?? ''
  })
}

/** How far a search is, with what it found. Ask about once a second. */
export function insightsProgress(connection: Connection, queryId: string): Promise<Result<InsightsProgress>> {
  return attempt(async () => {
    const answer = await awsClients(connection).logs.getQueryResults({ queryId })
    const { recordsMatched = 0, recordsScanned = 0, bytesScanned = 0 } = answer.statistics ?? {}
    return {
      state: STATES[answer.status ?? ''] ?? 'running',
      events: (answer.results ?? []).map(insightsEvent).reverse(),
      matched: recordsMatched,
      scanned: { records: recordsScanned, bytes: bytesScanned },
    }
  })
}

/** Ends a search that is still running; what it has scanned is billed. */
export function stopInsights(connection: Connection, queryId: string): Promise<Result<null>> {
  return attempt(async () => {
    await awsClients(connection).logs.stopQuery({ queryId })
    return null
  })
}

const STATES: Record<string, InsightsProgress['state']> = {
  Complete: 'done',
  Cancelled: 'stopped',
  Failed: 'failed',
  Timeout: 'failed',
}
