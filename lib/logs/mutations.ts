import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { writeClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { accountOf } from '@/lib/connections/identity'
import { exclusively } from '@/lib/exclusively'
import { isRuntimeLogGroup } from '@/lib/logs/model'
import { RETENTION_DAYS } from '@/lib/logs/retention'
import { AppError, type Failure, fail, type Result } from '@/lib/result'
import type { Writer } from '@/lib/writer'

/**
 * How long AWS keeps the lines of a runtime's group, in days; null keeps them for ever. Older lines go within about three days. `shown`: what
 * it was when the choice was made; a `conflict` when somebody else has set another since.
 */
export async function setRetention(
  writer: Writer,
  connection: Connection,
  { group, days, shown }: { group: string; days: number | null; shown: number | null },
): Promise<Result<null>> {
  const refusal = refusalOf(group)

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
  const key = `retention ${await accountOf(connection)} ${connection.region} ${group}`
  return exclusively(key, () => attempt(() => putRetention(writer, connection, { group, days, shown })))
}

async function putRetention(
  writer: Writer,
  connection: Connection,
  { group, days, shown }: { group: string; days: number | null; shown: number | null },
): Promise<null> {
  const { logs } = writeClients(writer, connection)
  const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: group, limit: 50 })
  const found = logGroups.find(({ logGroupName }) => logGroupName === group)
  const current = found?.retentionInDays ?? null

  // A group that isn't in the answer is AWS's to refuse.
  if (found && current !== shown && current !== days) {
    throw new AppError(SET_ELSEWHERE)
  }
  await (days === null
    ? logs.deleteRetentionPolicy({ logGroupName: group })
    : logs.putRetentionPolicy({ logGroupName: group, retentionInDays: days }))
  return null
}

/** Deletes a runtime's group with all its lines, for good. Only groups of runtimes; AWS makes a new one at the next call. */
export async function deleteLogGroup(writer: Writer, connection: Connection, group: string): Promise<Result<null>> {
  const refusal = refusalOf(group)
  return (
    refusal ??
    attempt(async () => {
      await writeClients(writer, connection).logs.deleteLogGroup({ logGroupName: group })
      return null
    })
  )
}

function refusalOf(group: string) {
  return isRuntimeLogGroup(group)
    ? undefined
    : fail({
        code: 'refused',
        message: 'This is not the log group of a runtime.',
        remedy: 'Slipway changes only log groups under /aws/bedrock-agentcore/runtimes/.',
      })
}

const SET_ELSEWHERE: Failure = {
  code: 'conflict',
  message: 'Somebody set another retention a moment ago, so nothing was changed.',
  remedy: 'The list shows what it is now. Choose again if you still want another.',
}
