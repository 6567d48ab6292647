import { createHash } from 'node:crypto'
import { LOGS_RATE } from '@/lib/prices'

/** Days that Slipway has usage records kept. */
export const USAGE_RETENTION_DAYS = 30

/** Of names of delivery sources and destinations, by AWS. */
const MAX_NAME = 60

/** About what one record takes; a session writes one each second. */
const RECORD_BYTES = 500

/** The log group of a runtime's usage records. Groups under /aws/vendedlogs/ don't lengthen the account's resource policy. */
export function usageGroupName(runtimeId: string): string {
  return `/aws/vendedlogs/bedrock-agentcore/runtimes/${runtimeId}`
}

/** Of the delivery source and of the destination that Slipway makes; an id too long for AWS's limit is shortened. */
export function deliveryName(runtimeId: string): string {
  const whole = `slipway-usage-${runtimeId}`
  const mark = createHash('sha256').update(runtimeId).digest('hex').slice(0, 8)
  return whole.length <= MAX_NAME ? whole : `${whole.slice(0, MAX_NAME - mark.length - 1)}-${mark}`
}

/** Dollars for the usage logs of one session that lives for an hour. */
export function usageLogsHourCost(): number {
  return ((RECORD_BYTES * 3600) / 1e9) * LOGS_RATE.ingestGb
}
