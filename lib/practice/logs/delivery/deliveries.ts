import { randomUUID } from 'node:crypto'
import type {
  CreateDeliveryRequest,
  DeleteDeliveryRequest,
  Delivery,
  DescribeDeliveriesRequest,
  GetDeliveryRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { parseRuntimeArn } from '@/lib/practice/agentcore/arns'
import { requireDestination } from '@/lib/practice/logs/delivery/destinations'
import {
  deliveryArn,
  deliveryConflict,
  deliverySlice,
  inRegion,
  noDelivery,
  type StoredDelivery,
  USAGE_STREAM,
} from '@/lib/practice/logs/delivery/slice'
import { requireSource } from '@/lib/practice/logs/delivery/sources'
import { nameOf, page, requireGroup } from '@/lib/practice/logs/resources'
import { ensureStream } from '@/lib/practice/logs/store'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'

/** Of deliveries that are gone, the newest. */
const KEPT_FLOWS = 200

export const deliveryOperations = {
  CreateDelivery: operation({ authorization: authorizeCreation, run: createDelivery }),
  GetDelivery: operation({ authorization: onDelivery, run: getDelivery }),
  DescribeDeliveries: operation({ run: describeDeliveries }),
  DeleteDelivery: operation({ authorization: onDelivery, run: deleteDelivery }),
}

function onDelivery({ id }: GetDeliveryRequest, call: Call): AuthorizationRequest[] {
  return [{ action: `logs:${call.operation}`, resource: deliveryArn(call, 'delivery', id) }]
}

function authorizeCreation(input: CreateDeliveryRequest, call: Call): AuthorizationRequest[] {
  const source = deliveryArn(call, 'delivery-source', input.deliverySourceName)
  return [source, input.deliveryDestinationArn ?? '*'].map((resource) => ({ action: 'logs:CreateDelivery', resource }))
}

function createDelivery(input: CreateDeliveryRequest, call: Call) {
  const source = requireSource(call, input.deliverySourceName)
  const destination = requireDestination(call, input.deliveryDestinationArn?.split(':delivery-destination:')[1])
  const { deliveries, flows } = deliverySlice(call.state)
  const pairs = inRegion(deliveries, call)

  if (input.recordFields !== undefined || input.fieldDelimiter !== undefined || input.s3DeliveryConfiguration) {
    throw notHeld('deliveries with fields, a delimiter or a configuration for S3')
  }
  if (pairs.some((one) => one.source === source.name && one.destination === destination.name)) {
    throw deliveryConflict(`A delivery from ${source.name} to ${destination.name} already exists.`)
  }
  const group = requireGroup({ logGroupIdentifier: destination.groupArn }, call)
  const now = call.now()
  const id = randomUUID().replaceAll('-', '').slice(0, 16)
  const { region } = call
  const made = { region, id, source: source.name, destination: destination.name, tags: { ...input.tags } }
  ensureStream(call.state, { region, group: nameOf({ logGroupName: group.name }), stream: USAGE_STREAM, now })
  deliveries[id] = made
  flows[id] = { region, runtimeId: parseRuntimeArn(source.resourceArn)?.id ?? '', groupKey: group.key, from: now }
  return { delivery: shown(made, call) }
}

function requireDelivery(call: Call, id = ''): StoredDelivery {
  const delivery = deliverySlice(call.state).deliveries[id]

  if (!delivery || delivery.region !== call.region) {
    throw noDelivery(`delivery ${id}`)
  }
  return delivery
}

function getDelivery({ id }: GetDeliveryRequest, call: Call) {
  return { delivery: shown(requireDelivery(call, id), call) }
}

function describeDeliveries(input: DescribeDeliveriesRequest, call: Call) {
  const { items, nextToken } = page(inRegion(deliverySlice(call.state).deliveries, call), input, ({ id }) => id)
  return { deliveries: items.map((one) => shown(one, call)), nextToken }
}

function deleteDelivery({ id }: DeleteDeliveryRequest, call: Call) {
  const { deliveries, flows } = deliverySlice(call.state)
  const { id: known } = requireDelivery(call, id)
  const flow = flows[known]
  delete deliveries[known]

  if (flow) {
    flow.to = call.now()
  }
  const ended = Object.entries(flows).filter(([, { to }]) => to !== undefined)
  const byEnd = ended.sort(([, one], [, other]) => (other.to ?? 0) - (one.to ?? 0))

  for (const [old] of byEnd.slice(KEPT_FLOWS)) {
    delete flows[old]
  }
  return {}
}

function shown({ id, source, destination, tags }: StoredDelivery, call: Call): Delivery {
  return {
    id,
    arn: deliveryArn(call, 'delivery', id),
    deliverySourceName: source,
    deliveryDestinationArn: deliveryArn(call, 'delivery-destination', destination),
    deliveryDestinationType: 'CWL',
    ...(Object.keys(tags).length > 0 ? { tags } : {}),
  }
}
