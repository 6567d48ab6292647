import type { Sample } from '@/lib/practice/cloudwatch/metrics'

type Statistic = (values: readonly number[]) => number

const PLAIN: Readonly<Record<string, Statistic>> = {
  SampleCount: (values) => values.length,
  Sum: sum,
  Average: (values) => sum(values) / values.length,
  Minimum: (values) => values.reduce((least, value) => Math.min(least, value)),
  Maximum: (values) => values.reduce((most, value) => Math.max(most, value)),
}

/** One of the five, or a percentile such as `p95` or `p99.9`; undefined for what else AWS has. The values are never none. */
export function statisticOf(name: string): Statistic | undefined {
  const [, digits] = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name) ?? []

  if (digits !== undefined) {
    return (values) => percentile(values, Number(digits))
  }
  return Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined
}

/** The smallest value that so many percent of the values don't exceed. */
function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

const DAY_MS = 86_400_000
/** AWS keeps what it has of single minutes for 15 days, and of five minutes for 63. */
const KEPT: readonly [ageMs: number, periodMs: number][] = [
  [15 * DAY_MS, 300_000],
  [63 * DAY_MS, 3_600_000],
]

export type Window = { from: number; to: number; periodMs: number; now: number }
export type Bucket = { at: number; values: number[] }

/** The samples by period, oldest first; periods without one are left out. Sorted samples are expected. */
export function bucketsOf(samples: readonly Sample[], { from, to, periodMs, now }: Window): Bucket[] {
  const floor = (at: number) => Math.floor(at / periodMs) * periodMs
  const buckets: Bucket[] = []

  for (const { at, value } of samples) {
    const isKept = KEPT.every(([ageMs, leastMs]) => at >= now - ageMs || periodMs % leastMs === 0)

    if (at < floor(from) || at >= to || !isKept) {
      continue
    }
    const start = floor(at)
    const last = buckets.at(-1)

    if (last?.at === start) {
      last.values.push(value)
    } else {
      buckets.push({ at: start, values: [value] })
    }
  }
  return buckets
}
