import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { isRuntimeLogGroup } from '@/lib/logs/model'
import { RETENTION_DAYS } from '@/lib/logs/retention'
import { readOnlyFailure } from '@/lib/read-only'
import { fail, type Result } from '@/lib/result'

/** How long AWS keeps the lines of a runtime's group, in days; null keeps them for ever. Older lines go within about three days. */
export async function setRetention(
  actor: Actor,
  connection: Connection,
  { group, days }: { group: string; days: number | null },
): Promise<Result<null>> {
  const refusal = refusalOf(actor, group)

  if (refusal) {
    return refusal
  }
  if (days !== null && !RETENTION_DAYS.some((allowed) => allowed === days)) {
    return fail({
      code: 'invalid-input',
      message: `CloudWatch Logs has no retention of ${days} days.`,
      remedy: 'Choose one of the periods in the list.',
    })
  }
  return attempt(async () => {
    const { logs } = awsClients(connection)
    await (days === null
      ? logs.deleteRetentionPolicy({ logGroupName: group })
      : logs.putRetentionPolicy({ logGroupName: group, retentionInDays: days }))
    return null
  })
}

/** Deletes a runtime's group with all its lines, for good. Only groups of runtimes; AWS makes a new one at the next call. */
export async function deleteLogGroup(actor: Actor, connection: Connection, group: string): Promise<Result<null>> {
  const refusal = refusalOf(actor, group)
  return (
    refusal ??
    attempt(async () => {
      await awsClients(connection).logs.deleteLogGroup({ logGroupName: group })
      return null
    })
  )
}

function refusalOf(actor: Actor, group: string) {
  if (!actor.canWrite) {
    return fail(readOnlyFailure)
  }
  return isRuntimeLogGroup(group)
    ? undefined
    : fail({
        code: 'refused',
        message: 'This is not the log group of a runtime.',
        remedy: 'Slipway changes only log groups under /aws/bedrock-agentcore/runtimes/.',
      })
}
