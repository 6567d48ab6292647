import { ACCOUNT_ID } from '@/lib/practice/account'

import type { SeedInstance } from '@/lib/practice/seed/model'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const STATE_CODES = { running: 16, stopped: 80 } as const

/** One reservation for each instance, as for instances that were started one by one. */
export function describeInstances(instances: SeedInstance[], filters: Filter[], { region }: Call) {
  const chosen = instances.filter((instance) => filters.every((filter) => passes(instance, filter)))
  return {
    Reservations: chosen.map((instance) => ({
      ReservationId: instance.id.replace(/^i-/, 'r-'),
      OwnerId: ACCOUNT_ID,
      Instances: [
        {
          InstanceId: instance.id,
          InstanceType: instance.type,
          Architecture: 'arm64',
          LaunchTime: new Date(instance.launchedAt),
          Placement: { AvailabilityZone: `${region}a`, Tenancy: 'default' },
          PrivateIpAddress: instance.privateIp,
          State: { Code: STATE_CODES[instance.state], Name: instance.state },
          Tags: tagsOf(instance),
        },
      ],
    })),
  }
}

export function tagsOf({ name, environment }: SeedInstance): { Key: string; Value: string }[] {
  return [
    { Key: 'Name', Value: name },
    { Key: 'Environment', Value: environment },
  ]
}

function passes(instance: SeedInstance, { Name, Values = [] }: Filter): boolean {
  return Values.some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return new RegExp(`^${parts.join('.*')}$`).test(filterValue(instance, Name) ?? '')
  })
}

function filterValue(instance: SeedInstance, filter: string): string | undefined {
  const values: Record<string, string> = {
    'instance-id': instance.id,
    'instance-type': instance.type,
    'instance-state-name': instance.state,
    'private-ip-address': instance.privateIp,
  }

  if (filter.startsWith('tag:')) {
    return tagsOf(instance).find(({ Key }) => Key === filter.slice(4))?.Value
  }
  if (!Object.hasOwn(values, filter)) {
    throw new ServiceError('InvalidParameterValue', `The filter '${filter}' is invalid`)
  }
  return values[filter]
}

export type Filter = { Name: string; Values?: string[] }
