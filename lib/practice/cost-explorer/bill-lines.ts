import { slotsOf, stretchesOf } from '@/lib/practice/agentcore/usage/consumption'
import { settledUntil, usageOfAccount } from '@/lib/practice/agentcore/usage/ledger'
import type { Call } from '@/lib/practice/wire/service'

/** What one minute of a session is on the bill. `cost` in dollars, `at` in milliseconds since 1970. */
export type BillLine = {
  at: number
  dimensions: Readonly<Record<BillDimension, string>>
  quantity: number
  unit: 'vCPU-Hours' | 'GB-Hours'
  cost: number
}

export const BILL_DIMENSIONS = ['SERVICE', 'USAGE_TYPE', 'REGION'] as const
export type BillDimension = (typeof BILL_DIMENSIONS)[number]

const SERVICE = 'Amazon Bedrock AgentCore'
const MINUTE_MS = 60_000

type Rates = { vcpuHour: number; gbHour: number }
/** Dollars, by the price list of 15 September 2026. */
const RATES: Rates = { vcpuHour: 0.0895, gbHour: 0.00945 }
const V2_RATES: Rates = { vcpuHour: 0.1276, gbHour: 0.0169 }
const GOV_RATES: Rates = { vcpuHour: 0.1074, gbHour: 0.01134 }
/** No price is published: what was used is on the bill, at nothing. */
const NO_RATES: Rates = { vcpuHour: 0, gbHour: 0 }

/** All that the account knows of by now. */
export function billLines({ state, now, switches }: Call): BillLine[] {
  const until = Math.min(now() - switches.billLagMs, settledUntil(state, now()))
  return usageOfAccount(state).flatMap(({ region, sessions }) => {
    const line = (type: string) => ({
      SERVICE,
      USAGE_TYPE: `${usagePrefix(region)}-Runtime:Consumption-based:${type}`,
      REGION: region,
    })
    const [vcpu, memory] = [line('vCPU'), line('Memory')]
    return sessions.flatMap((session) => {
      const rates = ratesOf(region, session.platform)
      return slotsOf(stretchesOf(session, until), MINUTE_MS).flatMap(({ at, vcpuHours, gbHours }): BillLine[] => [
        { at, dimensions: vcpu, quantity: vcpuHours, unit: 'vCPU-Hours', cost: vcpuHours * rates.vcpuHour },
        { at, dimensions: memory, quantity: gbHours, unit: 'GB-Hours', cost: gbHours * rates.gbHour },
      ])
    })
  })
}

function ratesOf(region: string, platform: 'V1' | 'V2'): Rates {
  if (region === 'sa-east-1') {
    return NO_RATES
  }
  if (platform === 'V2') {
    return V2_RATES
  }
  return region.startsWith('us-gov-') ? GOV_RATES : RATES
}

/** Codes that don't follow from the region's name. */
const PREFIXES: Readonly<Record<string, string>> = {
  'ap-south-1': 'APS3',
  'ca-central-1': 'CAN1',
  'us-gov-west-1': 'UGW1',
  'us-gov-east-1': 'UGE1',
}

/** `us-east-1` → `USE1`, `ap-southeast-2` → `APS2` */
function usagePrefix(region: string): string {
  const [area = '', place = '', number = ''] = region.split('-')
  return PREFIXES[region] ?? `${area}${place.charAt(0)}${number}`.toUpperCase()
}
