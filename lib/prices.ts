/** Dollars for what one hour of a processor, and one of a gigabyte of memory, costs at AgentCore Runtime. */
export type ComputeRate = { vcpuHour: number; gbHour: number }

/** What a session took. Memory is billed while a session idles; a processor only while it works. */
export type Used = { vcpuHours: number; gbHours: number }

/** When the prices were published: AWS's price list, offer AmazonBedrockAgentCore. */
export const PRICES_AS_OF = '2026-09-15'

/** Platform version V1, the same in all commercial regions whose prices are published. */
export const V1: ComputeRate = { vcpuHour: 0.0895, gbHour: 0.00945 }
const V1_GOV: ComputeRate = { vcpuHour: 0.1074, gbHour: 0.01134 }
/** Version V2 costs more, and gives the memory of an idle session back after two minutes. */
const V2: ComputeRate = { vcpuHour: 0.1276, gbHour: 0.0169 }
const V2_REGIONS: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'ap-northeast-1']

/** Regions of AgentCore whose prices the list of that day doesn't have. */
const UNPUBLISHED: readonly string[] = ['sa-east-1']

/** What a price depends on: the region, and the platform version of the runtime (V1 where none is told). */
export type Priced = { region: string; platformVersion?: string | undefined }

/** Null: AWS publishes no price for the region and the version. */
export function computeRate({ region, platformVersion = 'V1' }: Priced): ComputeRate | null {
  if (platformVersion !== 'V1') {
    return platformVersion === 'V2' && V2_REGIONS.includes(region) ? V2 : null
  }
  if (UNPUBLISHED.includes(region) || region.startsWith('cn-')) {
    return null
  }
  return region.startsWith('us-gov-') ? V1_GOV : V1
}

/** Dollars, not rounded; null where no price is published. */
export function costOf({ vcpuHours, gbHours }: Used, priced: Priced): number | null {
  const rate = computeRate(priced)
  return rate && vcpuHours * rate.vcpuHour + gbHours * rate.gbHour
}

/** CloudWatch Logs in us-east-1: dollars for a gigabyte taken in, and for one kept a month, compressed. */
export const LOGS_RATE = { ingestGb: 0.5, storageGbMonth: 0.03 } as const
