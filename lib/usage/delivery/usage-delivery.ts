import 'server-only'
import { attempt, nullWhenMissing } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import type { Result } from '@/lib/result'
import { named } from '@/lib/usage/delivery/named-call'
import { deliveryName, usageGroupName } from '@/lib/usage/delivery/names'

export const USAGE_LOGS = 'USAGE_LOGS'
const MANAGED_BY = 'managed-by'

/** What makes a group Slipway's, so that it may go with the usage logs. */
export const OWN_TAGS = { [MANAGED_BY]: 'slipway' }

/** How a runtime's usage records get to a log group: the names that an undo takes them by, and the group's. */
type UsageDelivery = { sourceName: string; deliveryId: string; destinationName: string; group: string }

/** `isShared`: another delivery uses it too, so it can't go. */
type End = { name: string; isShared: boolean }

/** The parts of a delivery as AWS has them; each may be missing after a try that was cut off. `group`: where the records are to go. */
export type UsageParts = {
  source: End | null
  destination: (End & { arn: string }) | null
  deliveryId: string | null
  group: { name: string; arn: string; retentionDays: number | null; isOwn: boolean; bytes: number } | null
}

/** The delivery of a runtime's usage records to a log group; null: there is none. */
export async function readUsageDelivery(
  connection: Connection,
  runtimeArn: string,
): Promise<Result<UsageDelivery | null>> {
  return attempt(async () => {
    const { source, deliveries } = await readEnds(connection, runtimeArn)
    const delivery = source ? toGroup(deliveries, source) : undefined
    const destinationName = nameIn(delivery?.deliveryDestinationArn)

    if (!source || delivery?.id === undefined || !destinationName) {
      return null
    }
    const target = await readDestination(connection, destinationName)
    return target?.group ? { sourceName: source, deliveryId: delivery.id, destinationName, group: target.group } : null
  })
}

/** All that is there of a runtime's delivery, whole or not. */
export function findUsageParts(
  connection: Connection,
  runtime: { id: string; arn: string },
): Promise<Result<UsageParts>> {
  return attempt(() => readUsageParts(connection, runtime))
}

/** The same; throws AWS's errors. */
export async function readUsageParts(
  connection: Connection,
  { id, arn }: { id: string; arn: string },
): Promise<UsageParts> {
  const { source, deliveries } = await readEnds(connection, arn)
  const delivery = source ? toGroup(deliveries, source) : undefined
  const destinationName = nameIn(delivery?.deliveryDestinationArn) || deliveryName(id)
  const target = await readDestination(connection, destinationName)
  const others = deliveries.filter((other) => other.id !== delivery?.id)
  return {
    source: source
      ? { name: source, isShared: others.some(({ deliverySourceName }) => deliverySourceName === source) }
      : null,
    destination: target && {
      name: destinationName,
      arn: target.arn,
      isShared: others.some(({ deliveryDestinationArn }) => deliveryDestinationArn === target.arn),
    },
    deliveryId: delivery?.id ?? null,
    group: await readGroup(connection, target?.group || usageGroupName(id)),
  }
}

type Delivery = {
  id?: string | undefined
  deliverySourceName?: string | undefined
  deliveryDestinationArn?: string | undefined
  deliveryDestinationType?: string | undefined
}

async function readEnds(connection: Connection, runtimeArn: string) {
  const { logs } = awsClients(connection)
  const [sources, deliveries] = await Promise.all([
    everyPage(async (nextToken) => {
      const page = await named('logs:DescribeDeliverySources', logs.describeDeliverySources({ nextToken }))
      return { items: page.deliverySources, nextToken: page.nextToken }
    }),
    everyPage(async (nextToken) => {
      const page = await named('logs:DescribeDeliveries', logs.describeDeliveries({ nextToken }))
      return { items: page.deliveries, nextToken: page.nextToken }
    }),
  ])
  const source = sources.find(
    ({ logType, resourceArns = [] }) => logType === USAGE_LOGS && resourceArns.includes(runtimeArn),
  )
  return { source: source?.name, deliveries }
}

function toGroup(deliveries: readonly Delivery[], source: string): Delivery | undefined {
  return deliveries.find(
    ({ deliverySourceName, deliveryDestinationType }) =>
      deliverySourceName === source && deliveryDestinationType === 'CWL',
  )
}

function nameIn(arn: string | undefined): string {
  return arn?.split(':').at(-1) ?? ''
}

async function readDestination(connection: Connection, name: string) {
  const answer = await nullWhenMissing(
    named('logs:GetDeliveryDestination', awsClients(connection).logs.getDeliveryDestination({ name })),
  )
  const { arn, deliveryDestinationConfiguration } = answer?.deliveryDestination ?? {}
  const group = deliveryDestinationConfiguration?.destinationResourceArn?.split(':log-group:')[1]?.replace(/:\*$/, '')
  return arn === undefined ? null : { arn, group: group ?? '' }
}

async function readGroup(connection: Connection, name: string): Promise<UsageParts['group']> {
  const { logs } = awsClients(connection)
  const { logGroups = [] } = await named(
    'logs:DescribeLogGroups',
    logs.describeLogGroups({ logGroupNamePrefix: name, limit: 50 }),
  )
  const found = logGroups.find(({ logGroupName }) => logGroupName === name)
  const arn = found?.logGroupArn ?? found?.arn?.replace(/:\*$/, '')

  if (!found || arn === undefined) {
    return null
  }
  const answer = await nullWhenMissing(
    named('logs:ListTagsForResource', logs.listTagsForResource({ resourceArn: arn })),
  )
  const { retentionInDays, storedBytes } = found
  const isOwn = answer?.tags?.[MANAGED_BY] === OWN_TAGS[MANAGED_BY]
  return { name, arn, retentionDays: retentionInDays ?? null, isOwn, bytes: storedBytes ?? 0 }
}

/** What deleting the runtime would leave; nothing where there is none of it, and where that may not be read. */
export async function leftoverNotes(connection: Connection, runtime: { id: string; arn: string }): Promise<string[]> {
  const read = await findUsageParts(connection, runtime)
  return read.ok && (read.data.source || read.data.deliveryId !== null)
    ? [
        'Usage logs are on. Switch them off under Usage first: a deletion leaves their log group, source and destination.',
      ]
    : []
}
