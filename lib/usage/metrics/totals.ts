/** What was done and used in some time. `calls` counts all requests, those that ended in an error too. */
export type Totals = {
  calls: number
  userErrors: number
  systemErrors: number
  throttles: number
  sessions: number
  vcpuHours: number
  gbHours: number
}

export const NOTHING: Totals = {
  calls: 0,
  userErrors: 0,
  systemErrors: 0,
  throttles: 0,
  sessions: 0,
  vcpuHours: 0,
  gbHours: 0,
}

/** AWS's name of each. */
export const METRIC_NAMES: Readonly<Record<keyof Totals, string>> = {
  calls: 'Invocations',
  userErrors: 'UserErrors',
  systemErrors: 'SystemErrors',
  throttles: 'Throttles',
  sessions: 'Sessions',
  vcpuHours: 'CPUUsed-vCPUHours',
  gbHours: 'MemoryUsed-GBHours',
}

export const TOTAL_KEYS = Object.keys(METRIC_NAMES) as (keyof Totals)[]

/** Sums of one level of dimensions; levels hold the same values and are never to be added to each other. */
export function sumOfTotals(all: readonly Totals[]): Totals {
  const sum = { ...NOTHING }

  for (const one of all) {
    for (const key of TOTAL_KEYS) {
      sum[key] += one[key]
    }
  }
  return sum
}

export function errorsOf({ userErrors, systemErrors, throttles }: Totals): number {
  return userErrors + systemErrors + throttles
}
