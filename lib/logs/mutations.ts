import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { type Failure, fail, type Result } from '@/lib/result'

/** How long CloudWatch keeps the lines of a group: one of RETENTION_DAYS, or null for ever. */
export async function setRetention(
  actor: Actor,
  connection: Connection,
  { group, days }: { group: string; days: number | null },
): Promise<Result<null>> {
  if (!actor.canWrite) {
    return fail(READ_ONLY)
  }
  return attempt(async () => {
    const { logs } = awsClients(connection)
    await (days === null
      ? logs.deleteRetentionPolicy({ logGroupName: group })
      : logs.putRetentionPolicy({ logGroupName: group, retentionInDays: days }))
    return null
  })
}

/** Deletes a group with all its lines. AWS makes it anew when its runtime writes again. */
export async function deleteLogGroup(actor: Actor, connection: Connection, group: string): Promise<Result<null>> {
  if (!actor.canWrite) {
    return fail(READ_ONLY)
  }
  return attempt(async () => {
    await awsClients(connection).logs.deleteLogGroup({ logGroupName: group })
    return null
  })
}

const READ_ONLY: Failure = {
  code: 'read-only',
  message: 'This console is in read-only mode.',
  remedy: 'Start Slipway without SLIPWAY_READ_ONLY to make changes.',
}
