import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import { type LogGroupSummary, RUNTIME_LOG_PREFIX, toLogGroup } from '@/lib/logs/model'
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
