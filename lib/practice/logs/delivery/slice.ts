import { groupArn } from '@/lib/practice/logs/resources'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'
import type { StateStore } from '@/lib/practice/wire/state'

export type StoredSource = {
  region: string
  name: string
  resourceArn: string
  logType: string
  tags: Record<string, string>
}

export type StoredDestination = { region: string; name: string; groupArn: string; tags: Record<string, string> }

export type StoredDelivery = {
  region: string
  id: string
  source: string
  destination: string
  tags: Record<string, string>
}

/** What goes, or went, from a runtime to a group. It outlives its delivery: what was delivered stays in the group. */
export type Flow = { region: string; runtimeId: string; groupKey: string; from: number; to?: number }

type DeliverySlice = {
  /** By region and name. */
  sources: Record<string, StoredSource>
  destinations: Record<string, StoredDestination>
  /** By id. */
  deliveries: Record<string, StoredDelivery>
  /** By the id of the delivery. */
  flows: Record<string, Flow>
}

export function deliverySlice(state: StateStore): DeliverySlice {
  return state.slice<DeliverySlice>('log-deliveries', () => ({
    sources: {},
    destinations: {},
    deliveries: {},
    flows: {},
  }))
}

export const USAGE_STREAM = 'BedrockAgentCoreRuntime_UsageLogs'

export function keyOf({ region }: { region: string }, name = ''): string {
  return `${region} ${name}`
}

/** `delivery-source`, `delivery-destination` or `delivery`, and its name or id. */
export function deliveryArn(call: Call, kind: string, name = ''): string {
  return groupArn(call, '').replace(/log-group:$/, `${kind}:${name}`)
}

export function invalidDelivery(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}

export function deliveryConflict(message: string): ServiceError {
  return new ServiceError('ConflictException', message)
}

export function noDelivery(what: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `The specified ${what} does not exist.`)
}

export function checkName(name = ''): string {
  if (!/^[\w-]{1,60}$/.test(name)) {
    throw invalidDelivery('name must have from 1 to 60 characters out of letters, digits, _ and -.')
  }
  return name
}

export function inRegion<T extends { region: string }>(all: Record<string, T>, { region }: Call): T[] {
  return Object.values(all).filter((one) => one.region === region)
}
