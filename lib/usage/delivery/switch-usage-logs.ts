import 'server-only'
import { attempt, isAwsError, nullWhenMissing } from '@/lib/aws/attempt'
import { writeClients } from '@/lib/aws/clients'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import type { AwsClients } from '@/lib/aws/read-clients'
import { exclusively } from '@/lib/exclusively'
import { AppError, type Failure, type Result } from '@/lib/result'
import { named } from '@/lib/usage/delivery/named-call'
import { deliveryName, USAGE_RETENTION_DAYS, usageGroupName } from '@/lib/usage/delivery/names'
import { OWN_TAGS, readUsageParts, USAGE_LOGS, type UsageParts } from '@/lib/usage/delivery/usage-delivery'
import type { Writer } from '@/lib/writer'

type Runtime = { id: string; arn: string }
type Logs = AwsClients['logs']

/** Takes back one thing that this run made, or may have made: an answer can get lost. */
type Undo = () => Promise<unknown>

/**
 * Has a runtime's usage records written to a log group. What is there already stays and is used, so another run completes one that was cut
 * off; a run that fails takes back what it made itself.
 */
export function switchUsageLogsOn(
  writer: Writer,
  connection: Connection,
  runtime: Runtime,
): Promise<Result<UsageParts>> {
  return exclusively(keyOf(connection, runtime), () =>
    attempt(async () => {
      const { logs } = writeClients(writer, connection)
      const made: Undo[] = []

      try {
        await makeParts(logs, await readUsageParts(connection, runtime), { runtime, connection, made })
        return await readUsageParts(connection, runtime)
      } catch (error) {
        await takeBack(made)
        throw error
      }
    }),
  )
}

type Making = { runtime: Runtime; connection: Connection; made: Undo[] }

async function makeParts(logs: Logs, before: UsageParts, { runtime, connection, made }: Making): Promise<void> {
  if (before.deliveryId !== null && before.group !== null) {
    return
  }
  const group = before.group ?? (await makeGroup(logs, { runtime, connection, made }))
  const logGroupName = group.name

  if (group.isOwn && group.retentionDays === null) {
    await named(
      'logs:PutRetentionPolicy',
      logs.putRetentionPolicy({ logGroupName, retentionInDays: USAGE_RETENTION_DAYS }),
    )
  }
  const name = deliveryName(runtime.id)
  const source = before.source?.name ?? name

  if (!before.source) {
    made.push(() => logs.deleteDeliverySource({ name }))
    await named(
      'logs:PutDeliverySource and bedrock-agentcore:AllowVendedLogDeliveryForResource',
      logs.putDeliverySource({ name, resourceArn: runtime.arn, logType: USAGE_LOGS }),
    )
  }
  // Written even where it is there: the group that it names may have been deleted.
  const destination = before.destination?.name ?? name

  if (!before.destination) {
    made.push(() => logs.deleteDeliveryDestination({ name }))
  }
  const { deliveryDestination } = await named(
    'logs:PutDeliveryDestination',
    logs.putDeliveryDestination({
      ...{ name: destination, outputFormat: 'json' },
      deliveryDestinationConfiguration: { destinationResourceArn: group.arn },
    }),
  )
  if (before.deliveryId === null) {
    made.push(async () => {
      const { deliveryId } = await readUsageParts(connection, runtime)
      return deliveryId === null ? null : logs.deleteDelivery({ id: deliveryId })
    })
    await unlessThere(
      named(
        'logs:CreateDelivery',
        logs.createDelivery({ deliverySourceName: source, deliveryDestinationArn: deliveryDestination?.arn }),
      ),
    )
  }
}

async function makeGroup(logs: Logs, { runtime, connection, made }: Making) {
  const logGroupName = usageGroupName(runtime.id)
  const answer = await unlessThere(named('logs:CreateLogGroup', logs.createLogGroup({ logGroupName, tags: OWN_TAGS })))

  if (answer !== null) {
    made.push(() => logs.deleteLogGroup({ logGroupName }))
  }
  const { group } = await readUsageParts(connection, runtime)

  if (!group) {
    throw new AppError(GROUP_GONE)
  }
  return group
}

/**
 * Stops the records. `group` is the log group that whoever asks was told would go with all its lines: it goes if it is still the one, and
 * Slipway made it. What is gone already is no failure.
 */
export function switchUsageLogsOff(
  writer: Writer,
  connection: Connection,
  runtime: Runtime,
  { group }: { group: string | null },
): Promise<Result<UsageParts>> {
  return exclusively(keyOf(connection, runtime), () =>
    attempt(async () => {
      const { logs } = writeClients(writer, connection)
      const { source, destination, deliveryId, group: found } = await readUsageParts(connection, runtime)

      if (deliveryId !== null) {
        await nullWhenMissing(named('logs:DeleteDelivery', logs.deleteDelivery({ id: deliveryId })))
      }
      if (source && !source.isShared) {
        await nullWhenMissing(named('logs:DeleteDeliverySource', logs.deleteDeliverySource({ name: source.name })))
      }
      if (destination && !destination.isShared) {
        await nullWhenMissing(
          named('logs:DeleteDeliveryDestination', logs.deleteDeliveryDestination({ name: destination.name })),
        )
      }
      if (found?.isOwn && found.name === group && !destination?.isShared) {
        await nullWhenMissing(named('logs:DeleteLogGroup', logs.deleteLogGroup({ logGroupName: found.name })))
      }
      return readUsageParts(connection, runtime)
    }),
  )
}

function keyOf(connection: Connection, { arn }: Runtime): string {
  return `usage logs ${connectionKey(connection)} ${arn}`
}

/** The newest first. What can't be taken back is left to a further run, which finds it. */
async function takeBack(made: Undo[]): Promise<void> {
  for (const undo of made.reverse()) {
    await attempt(undo)
  }
}

/** Null where another run, or an earlier try whose answer was lost, has made it. */
async function unlessThere<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (isAwsError(error, 'ConflictException', 'ResourceAlreadyExistsException')) {
      return null
    }
    throw error
  }
}

const GROUP_GONE: Failure = {
  code: 'conflict',
  message: 'The log group for usage records was deleted while the logs were being switched on.',
  remedy: 'Try again.',
}
