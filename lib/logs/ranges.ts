const HOUR_MS = 3_600_000

/** CloudWatch takes lines that are stamped so far ahead of its own clock. Source: AWS, PutLogEvents. */
export const AHEAD_MS = 2 * HOUR_MS

/** How far back a log page looks; `id` is what stands in the address. */
export const RANGES = [
  { id: '15m', label: '15 minutes', ms: HOUR_MS / 4 },
  { id: '1h', label: 'hour', ms: HOUR_MS },
  { id: '6h', label: '6 hours', ms: 6 * HOUR_MS },
  { id: '24h', label: '24 hours', ms: 24 * HOUR_MS },
  { id: '7d', label: '7 days', ms: 7 * 24 * HOUR_MS },
] as const

export type LogRange = (typeof RANGES)[number]

/** The range that an address names, else the last hour. */
export function rangeOf(value: unknown): LogRange {
  return RANGES.find(({ id }) => id === value) ?? RANGES[1]
}
