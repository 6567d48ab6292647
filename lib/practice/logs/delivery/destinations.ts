import type {
  DeleteDeliveryDestinationRequest,
  DeliveryDestination,
  DescribeDeliveryDestinationsRequest,
  GetDeliveryDestinationRequest,
  PutDeliveryDestinationRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import {
  checkName,
  deliveryArn,
  deliveryConflict,
  deliverySlice,
  inRegion,
  invalidDelivery,
  keyOf,
  noDelivery,
  type StoredDestination,
} from '@/lib/practice/logs/delivery/slice'
import { groupArn, nameOf, page } from '@/lib/practice/logs/resources'
import { findGroup } from '@/lib/practice/logs/slice'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'

export const destinationOperations = {
  PutDeliveryDestination: operation({ authorization: onDestination, run: putDestination }),
  GetDeliveryDestination: operation({ authorization: onDestination, run: getDestination }),
  DescribeDeliveryDestinations: operation({ run: describeDestinations }),
  DeleteDeliveryDestination: operation({ authorization: onDestination, run: deleteDestination }),
}

function onDestination({ name }: GetDeliveryDestinationRequest, call: Call): AuthorizationRequest[] {
  return [{ action: `logs:${call.operation}`, resource: deliveryArn(call, 'delivery-destination', name) }]
}

function putDestination(input: PutDeliveryDestinationRequest, call: Call) {
  const name = checkName(input.name)
  const arn = checkTarget(input, call)
  const { destinations, deliveries } = deliverySlice(call.state)
  const known = destinations[keyOf(call, name)]
  const isUsed = inRegion(deliveries, call).some(({ destination }) => destination === name)

  if (known && known.groupArn !== arn && isUsed) {
    throw deliveryConflict(`The delivery destination ${name} has deliveries to another log group.`)
  }
  const made = { region: call.region, name, groupArn: arn, tags: { ...known?.tags, ...input.tags } }
  destinations[keyOf(call, name)] = made
  return { deliveryDestination: shown(made, call) }
}

/** The log group's ARN. */
function checkTarget(input: PutDeliveryDestinationRequest, call: Call): string {
  const given = input.deliveryDestinationConfiguration?.destinationResourceArn ?? ''
  const isGroup = given.startsWith(groupArn(call, '')) && given.length > groupArn(call, '').length

  if ((input.deliveryDestinationType ?? 'CWL') !== 'CWL' || (given !== '' && !given.includes(':logs:'))) {
    throw notHeld('deliveries to anything but a log group')
  }
  if (!isGroup) {
    throw invalidDelivery('destinationResourceArn must be the ARN of a log group of this account and region.')
  }
  if ((input.outputFormat ?? 'json') !== 'json') {
    throw invalidDelivery(`The output format ${input.outputFormat} is not valid here. Use json.`)
  }
  const name = nameOf({ logGroupIdentifier: given })

  if (!findGroup(call.state, call.region, name)) {
    throw noDelivery(`log group ${name}`)
  }
  return groupArn(call, name)
}

export function requireDestination(call: Call, name: string | undefined): StoredDestination {
  const destination = deliverySlice(call.state).destinations[keyOf(call, name)]

  if (!destination) {
    throw noDelivery(`delivery destination ${name}`)
  }
  return destination
}

function getDestination({ name }: GetDeliveryDestinationRequest, call: Call) {
  return { deliveryDestination: shown(requireDestination(call, name), call) }
}

function describeDestinations(input: DescribeDeliveryDestinationsRequest, call: Call) {
  const destinations = inRegion(deliverySlice(call.state).destinations, call)
  const { items, nextToken } = page(destinations, input, ({ name }) => name)
  return { deliveryDestinations: items.map((one) => shown(one, call)), nextToken }
}

function deleteDestination({ name }: DeleteDeliveryDestinationRequest, call: Call) {
  const { deliveries, destinations } = deliverySlice(call.state)
  const known = requireDestination(call, name)

  if (inRegion(deliveries, call).some(({ destination }) => destination === known.name)) {
    throw deliveryConflict(`The delivery destination ${name} has deliveries. Delete them first.`)
  }
  delete destinations[keyOf(call, name)]
  return {}
}

function shown({ name, groupArn: destinationResourceArn, tags }: StoredDestination, call: Call): DeliveryDestination {
  return {
    name,
    arn: deliveryArn(call, 'delivery-destination', name),
    deliveryDestinationType: 'CWL',
    outputFormat: 'json',
    deliveryDestinationConfiguration: { destinationResourceArn },
    ...(Object.keys(tags).length > 0 ? { tags } : {}),
  }
}
