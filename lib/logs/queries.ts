import 'server-only'
import { attempt, isAwsError } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import {
  type LogGroupSummary,
  logGroupName,
  type RecentLines,
  RUNTIME_LOG_PREFIX,
  toLogGroup,
  toLogLine,
} from '@/lib/logs/model'
import type { Result } from '@/lib/result'

type Range = {
  /** How far back, in milliseconds. */
  sinceMs: number
  /** Most lines to answer; the newest ones win. */
  limit: number
}

/** Pages may be empty while there is more: AWS filters after it pages. */
const MAX_PAGES = 10

/** The newest lines of one endpoint of a runtime, newest last. */
export function recentLines(
  connection: Connection,
  runtimeId: string,
  endpoint: string,
  range: Range,
): Promise<Result<RecentLines>> {
  const group = logGroupName(runtimeId, endpoint)

  return attempt(async () => {
    try {
      return await readNewest(connection, group, range)
    } catch (error) {
      if (isAwsError(error, 'ResourceNotFoundException')) {
        return { state: 'no-group', group }
      }
      throw error
    }
  })
}

/** The log groups of this account and region's runtimes, deleted ones included: AWS keeps their groups. */
export function listRuntimeLogGroups(connection: Connection): Promise<Result<LogGroupSummary[]>> {
  return attempt(async () => {
    const groups = await everyPage(async (nextToken) => {
      const request = { logGroupNamePrefix: RUNTIME_LOG_PREFIX, limit: 50, nextToken }
      const page = await awsClients(connection).logs.describeLogGroups(request)
      return { items: page.logGroups, nextToken: page.nextToken }
    })
    return groups.flatMap((group) => toLogGroup(group) ?? [])
  })
}

async function readNewest(connection: Connection, group: string, { sinceMs, limit }: Range): Promise<RecentLines> {
  const startTime = Date.now() - sinceMs
  const lines: ReturnType<typeof toLogLine>[] = []
  let nextToken: string | undefined
  let pages = 0

  do {
    const page = await awsClients(connection).logs.filterLogEvents({
      logGroupName: group,
      startTime,
      limit,
      // Newest first, so that a busy group needs one page instead of all of them.
      startFromHead: false,
      nextToken,
    })
    lines.push(...(page.events ?? []).map(toLogLine))
    nextToken = page.nextToken
    pages += 1
  } while (nextToken && lines.length < limit && pages < MAX_PAGES)

  // Reversed first: lines of the same millisecond keep the order in which they were written.
  lines.reverse().sort((a, b) => a.at.localeCompare(b.at))
  return {
    state: 'lines',
    group,
    lines: lines.slice(-limit),
    isTruncated: nextToken !== undefined || lines.length > limit,
  }
}
