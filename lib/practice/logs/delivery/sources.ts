import type {
  DeleteDeliverySourceRequest,
  DeliverySource,
  DescribeConfigurationTemplatesRequest,
  DescribeDeliverySourcesRequest,
  GetDeliverySourceRequest,
  PutDeliverySourceRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { parseRuntimeArn } from '@/lib/practice/agentcore/arns'
import { findRuntime } from '@/lib/practice/agentcore/store'
import {
  checkName,
  deliveryArn,
  deliveryConflict,
  deliverySlice,
  inRegion,
  invalidDelivery,
  keyOf,
  noDelivery,
  type StoredSource,
} from '@/lib/practice/logs/delivery/slice'
import { page } from '@/lib/practice/logs/resources'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'

const SERVICE = 'bedrock-agentcore'
const LOG_TYPES = ['APPLICATION_LOGS', 'TRACES', 'USAGE_LOGS']
const PERMISSION = `${SERVICE}:AllowVendedLogDeliveryForResource`

export const sourceOperations = {
  DescribeConfigurationTemplates: operation({ run: describeTemplates }),
  PutDeliverySource: operation({ authorization: authorizePut, run: putSource }),
  GetDeliverySource: operation({ authorization: onSource, run: getSource }),
  DescribeDeliverySources: operation({ run: describeSources }),
  DeleteDeliverySource: operation({ authorization: onSource, run: deleteSource }),
}

function onSource({ name }: GetDeliverySourceRequest, call: Call): AuthorizationRequest[] {
  return [{ action: `logs:${call.operation}`, resource: deliveryArn(call, 'delivery-source', name) }]
}

/** Who lets a runtime's logs out needs a permission on the runtime too. */
function authorizePut(input: PutDeliverySourceRequest, call: Call): AuthorizationRequest[] {
  return [...onSource({ name: input.name }, call), { action: PERMISSION, resource: input.resourceArn ?? '*' }]
}

/** What can be delivered here; AWS has more types, and more destinations. */
function describeTemplates(input: DescribeConfigurationTemplatesRequest) {
  const { service, logTypes, resourceTypes, deliveryDestinationTypes } = input
  const fits = (wanted: readonly string[] | undefined, own: string) => wanted === undefined || wanted.includes(own)
  const isAsked =
    (service === undefined || service === SERVICE) &&
    fits(logTypes, 'USAGE_LOGS') &&
    fits(resourceTypes, 'runtime') &&
    fits(deliveryDestinationTypes, 'CWL')
  const fields = ['resource_arn', 'event_timestamp', 'resource', 'attributes', 'metrics']
  const template = {
    service: SERVICE,
    logType: 'USAGE_LOGS',
    resourceType: 'runtime',
    deliveryDestinationType: 'CWL' as const,
    defaultDeliveryConfigValues: { recordFields: fields },
    allowedFields: fields.map((name) => ({ name, mandatory: name === 'event_timestamp' })),
    allowedOutputFormats: ['json' as const],
    allowedActionForAllowVendedLogsDeliveryForResource: PERMISSION,
  }
  return { configurationTemplates: isAsked ? [template] : [] }
}

function putSource(input: PutDeliverySourceRequest, call: Call) {
  const { resourceArn = '', logType = '', tags = {} } = input
  const name = checkName(input.name)
  const { sources } = deliverySlice(call.state)
  const known = sources[keyOf(call, name)]
  checkResource(resourceArn, logType, call)

  if (known && (known.resourceArn !== resourceArn || known.logType !== logType)) {
    throw deliveryConflict(`The delivery source ${name} exists with another resource or log type.`)
  }
  const isTaken = (one: StoredSource) => one.resourceArn === resourceArn && one.logType === logType
  const other = inRegion(sources, call).find((one) => one !== known && isTaken(one))

  if (other && other.name !== name) {
    throw deliveryConflict(`The resource and log type are used by the delivery source ${other.name} already.`)
  }
  const made = { region: call.region, name, resourceArn, logType, tags: { ...known?.tags, ...tags } }
  sources[keyOf(call, name)] = made
  return { deliverySource: shown(made, call) }
}

function checkResource(resourceArn: string, logType: string, call: Call): void {
  const place = parseRuntimeArn(resourceArn)

  if (!place || place.endpointName !== undefined) {
    throw notHeld('the delivery of logs of anything but AgentCore runtimes')
  }
  if (!LOG_TYPES.includes(logType)) {
    throw invalidDelivery(`The log type ${logType} is not valid for this resource: ${LOG_TYPES.join(', ')}.`)
  }
  if (logType !== 'USAGE_LOGS') {
    throw notHeld(`the delivery of ${logType}`)
  }
  if (place.region !== call.region || !findRuntime(call.state, call.now(), place.id)) {
    throw noDelivery(`resource ${resourceArn}`)
  }
}

export function requireSource(call: Call, name: string | undefined): StoredSource {
  const source = deliverySlice(call.state).sources[keyOf(call, name)]

  if (!source) {
    throw noDelivery(`delivery source ${name}`)
  }
  return source
}

function getSource({ name }: GetDeliverySourceRequest, call: Call) {
  return { deliverySource: shown(requireSource(call, name), call) }
}

function describeSources(input: DescribeDeliverySourcesRequest, call: Call) {
  const sources = inRegion(deliverySlice(call.state).sources, call)
  const { items, nextToken } = page(sources, input, ({ name }) => name)
  return { deliverySources: items.map((source) => shown(source, call)), nextToken }
}

function deleteSource({ name }: DeleteDeliverySourceRequest, call: Call) {
  const { deliveries, sources } = deliverySlice(call.state)
  const source = requireSource(call, name)

  if (inRegion(deliveries, call).some((one) => one.source === source.name)) {
    throw deliveryConflict(`The delivery source ${name} has deliveries. Delete them first.`)
  }
  delete sources[keyOf(call, name)]
  return {}
}

/** A source outlives its runtime. */
function shown({ name, resourceArn, logType, tags }: StoredSource, call: Call): DeliverySource {
  const isThere = findRuntime(call.state, call.now(), parseRuntimeArn(resourceArn)?.id ?? '') !== undefined
  return {
    name,
    arn: deliveryArn(call, 'delivery-source', name),
    resourceArns: [resourceArn],
    service: SERVICE,
    logType,
    ...(isThere ? { status: 'ACTIVE' } : { status: 'INACTIVE', statusReason: 'RESOURCE_DELETED' }),
    ...(Object.keys(tags).length > 0 ? { tags } : {}),
  }
}
