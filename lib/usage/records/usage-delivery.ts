import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import type { Result } from '@/lib/result'

export const USAGE_LOGS = 'USAGE_LOGS'

/** How a runtime's usage records get to a log group: the names that an undo takes them by, and the group's. */
export type UsageDelivery = { sourceName: string; deliveryId: string; destinationName: string; group: string }

/** The delivery of a runtime's usage records to a log group; null: there is none. */
export function readUsageDelivery(connection: Connection, runtimeArn: string): Promise<Result<UsageDelivery | null>> {
  return attempt(async () => {
    const { logs } = awsClients(connection)
    const sources = await everyPage(async (nextToken) => {
      const page = await logs.describeDeliverySources({ nextToken })
      return { items: page.deliverySources, nextToken: page.nextToken }
    })
    const source = sources.find(
      ({ logType, resourceArns = [] }) => logType === USAGE_LOGS && resourceArns.includes(runtimeArn),
    )

    if (source?.name === undefined) {
      return null
    }
    const deliveries = await everyPage(async (nextToken) => {
      const page = await logs.describeDeliveries({ nextToken })
      return { items: page.deliveries, nextToken: page.nextToken }
    })
    const delivery = deliveries.find(
      ({ deliverySourceName, deliveryDestinationType }) =>
        deliverySourceName === source.name && deliveryDestinationType === 'CWL',
    )
    const destinationName = delivery?.deliveryDestinationArn?.split(':').at(-1)

    if (delivery?.id === undefined || !destinationName) {
      return null
    }
    const { deliveryDestination } = await logs.getDeliveryDestination({ name: destinationName })
    const arn = deliveryDestination?.deliveryDestinationConfiguration?.destinationResourceArn ?? ''
    const group = arn.split(':log-group:')[1]?.replace(/:\*$/, '')
    return group ? { sourceName: source.name, deliveryId: delivery.id, destinationName, group } : null
  })
}
