import 'server-only'
import { attempt, nullWhenMissing } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import { type LogGroupSummary, logGroupName, RUNTIME_LOG_PREFIX, toLogGroup } from '@/lib/logs/model'
import type { Result } from '@/lib/result'

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

/** Streams end and begin with sessions; the newest is among the first few. */
const STREAMS_READ = 5

/** When a runtime last wrote to its log, in ISO 8601; null when it never did. AWS may be late by some minutes. */
export function lastLogLineAt(connection: Connection, runtimeId: string): Promise<Result<string | null>> {
  return attempt(async () => {
    const logGroup = { logGroupName: logGroupName(runtimeId, 'DEFAULT') }
    const newestFirst = { orderBy: 'LastEventTime', descending: true, limit: STREAMS_READ } as const
    const request = awsClients(connection).logs.describeLogStreams({ ...logGroup, ...newestFirst })
    const { logStreams = [] } = (await nullWhenMissing(request)) ?? {}
    // AWS tells a young stream's last line some time after its first.
    const times = logStreams.map(
      ({ lastEventTimestamp, firstEventTimestamp, creationTime }) =>
        lastEventTimestamp ?? firstEventTimestamp ?? creationTime ?? 0,
    )
    return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
  })
}
