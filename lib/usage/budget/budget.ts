import { costOf, type Priced } from '@/lib/prices'

/** On the runtime: dollars that it may cost in a month. A launch leaves it as it is. */
export const BUDGET_TAG = 'slipway:budget'

const LEAST_BUDGET = 0.01
const MOST_BUDGET = 100_000

/** Days of a month, on average. */
const MONTH_DAYS = 365 / 12
const DAY_MS = 86_400_000
const LOOK_DAYS = 30

/** Dollars; null for a text that is none, or for one out of range. */
export function parseBudget(text: string | undefined): number | null {
  const dollars = /^\d{1,6}(\.\d{1,2})?$/.test(text ?? '') ? Number(text) : Number.NaN
  return dollars >= LEAST_BUDGET && dollars <= MOST_BUDGET ? dollars : null
}

/** Dollars, not rounded. Null where AWS publishes no price for the region; `budget`: none was set. */
export type Spend = {
  perDay: number | null
  last30: number | null
  budget: number | null
  projectedMonth: number | null
  source: 'metrics'
}

type Use = Priced & { vcpuHours: number; gbHours: number; createdAt: string; now: number }

/** A server that is younger than 30 days is averaged over its own age, at least a day. `now` in milliseconds. */
export function spendOf({ vcpuHours, gbHours, createdAt, now, ...priced }: Use, budget: number | null): Spend {
  const age = (now - Date.parse(createdAt)) / DAY_MS
  const days = Number.isFinite(age) ? Math.min(LOOK_DAYS, Math.max(1, age)) : LOOK_DAYS
  const last30 = costOf({ vcpuHours, gbHours }, priced)
  const perDay = last30 && last30 / days
  return { perDay, last30, budget, projectedMonth: perDay && perDay * MONTH_DAYS, source: 'metrics' }
}
