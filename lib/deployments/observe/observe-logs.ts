import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import type { LogGroup } from '@/lib/aws/types'
import type { Account, ObservedLogGroup } from '@/lib/deployments/observe/observed'

export async function readLogGroup(
  connection: Connection,
  account: Account,
  name: string,
): Promise<ObservedLogGroup | null> {
  const groups = await readLogGroups(connection, account, name)
  return groups.find((group) => group.name === name) ?? null
}

/** The log groups whose names start with `prefix`, with their tags. */
export async function readLogGroups(
  connection: Connection,
  account: Account,
  prefix: string,
): Promise<ObservedLogGroup[]> {
  const groups = await everyPage(async (nextToken) => {
    const page = await awsClients(connection).logs.describeLogGroups({ logGroupNamePrefix: prefix, nextToken })
    return { items: page.logGroups, nextToken: page.nextToken }
  })
  return Promise.all(groups.map((group) => withTags(connection, account, group)))
}

/** The form of a log group's ARN that the tag operations take: without `:*`. */
function logGroupArn({ partition, region, accountId }: Account, name: string): string {
  return `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`
}

async function withTags(connection: Connection, account: Account, group: LogGroup): Promise<ObservedLogGroup> {
  const name = group.logGroupName ?? ''
  return {
    name,
    retentionDays: group.retentionInDays ?? null,
    ...(group.kmsKeyId ? { kmsKeyId: group.kmsKeyId } : {}),
    tags: await readTags(connection, logGroupArn(account, name)),
  }
}

async function readTags(connection: Connection, resourceArn: string): Promise<Record<string, string>> {
  try {
    const answer = await awsClients(connection).logs.listTagsForResource({ resourceArn })
    return answer.tags ?? {}
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) {
      return {}
    }
    throw error
  }
}
