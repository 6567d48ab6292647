/** Dollars for what one hour of a processor, and one of a gigabyte of memory, costs at AgentCore Runtime. */
export type ComputeRate = { vcpuHour: number; gbHour: number }

/** What a session took. Memory is billed while a session idles; a processor only while it works. */
export type Used = { vcpuHours: number; gbHours: number }

/** When the prices were published: AWS's price list, offer AmazonBedrockAgentCore. */
export const PRICES_AS_OF = '2026-09-15'

/** Platform version V1, the same in all commercial regions whose prices are published. */
const STANDARD: ComputeRate = { vcpuHour: 0.0895, gbHour: 0.00945 }
const GOV: ComputeRate = { vcpuHour: 0.1074, gbHour: 0.01134 }

/** Regions of AgentCore whose prices the list of that day doesn't have. */
const UNPUBLISHED: readonly string[] = ['sa-east-1']

/** Null: AWS publishes no price for the region. */
export function computeRate(region: string): ComputeRate | null {
  if (UNPUBLISHED.includes(region) || region.startsWith('cn-')) {
    return null
  }
  return region.startsWith('us-gov-') ? GOV : STANDARD
}

/** Dollars, not rounded; null where no price is published. */
export function costOf({ vcpuHours, gbHours }: Used, region: string): number | null {
  const rate = computeRate(region)
  return rate && vcpuHours * rate.vcpuHour + gbHours * rate.gbHour
}

/** CloudWatch Logs in us-east-1: dollars for a gigabyte taken in, and for one kept a month, compressed. */
export const LOGS_RATE = { ingestGb: 0.5, storageGbMonth: 0.03 } as const
