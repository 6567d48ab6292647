import { Chart, type ChartPoint } from '@/components/usage/chart'
import { dollars } from '@/lib/format/dollars'
import { costOf, type Priced } from '@/lib/prices'
import { dayOf, daysOf, type Span, type UsageQuery } from '@/lib/usage/metrics/range'
import type { Period, UsageMetrics } from '@/lib/usage/metrics/read-metrics'
import { errorsOf, NOTHING, sumOfTotals, type Totals } from '@/lib/usage/metrics/totals'

export type UsagePlace = { metrics: UsageMetrics; span: Span; query: UsageQuery; priced: Priced }

const HOUR_MS = 3_600_000
const count = (value: number) => value.toLocaleString('en')
const ms = (value: number) => `${Math.round(value).toLocaleString('en')} ms`

/** Requests, errors, latency, sessions and cost: by hour within a day, else by day. */
export function UsageCharts({ metrics: { periods, whole }, span, query, priced }: UsagePlace) {
  const slots = slotsOf(periods, span, query)
  const points = (value: (totals: Totals) => number | null): ChartPoint[] =>
    slots.map(({ label, totals }) => ({ label, values: [value(totals)] }))
  const { from, to } = span
  const latency = periods.map(({ at, p50, p95 }) => ({
    ...{ label: momentOf(at, query), values: [p50, p95] },
    place: Math.min(1, Math.max(0, (at - from) / (to - from))),
  }))
  const slowest = periods.reduce((most, { p95 }) => Math.max(most, p95 ?? 0), 0)
  const cost = costOf(whole, priced)

  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <Chart
        title="Requests"
        figure={count(whole.calls)}
        series={['Requests']}
        points={points(({ calls }) => calls)}
        format={count}
      />
      <Chart
        title="Errors"
        figure={count(errorsOf(whole))}
        series={['Errors']}
        points={points(errorsOf)}
        format={count}
      />
      <Chart
        title="Latency"
        figure={`p95 up to ${ms(slowest)}; dashed`}
        series={['p50', 'p95']}
        points={latency}
        ends={[momentOf(from, query), momentOf(to, query)]}
        format={ms}
      />
      <Chart
        title="Sessions"
        figure={count(whole.sessions)}
        series={['Sessions']}
        points={points(({ sessions }) => sessions)}
        format={count}
      />
      {cost === null ? null : (
        <Chart
          title="Cost"
          figure={dollars(cost)}
          series={['Cost']}
          points={points((totals) => costOf(totals, priced))}
          format={dollars}
        />
      )}
    </div>
  )
}

type Slot = { label: string; totals: Totals }

function slotsOf(periods: readonly Period[], span: Span, query: UsageQuery): Slot[] {
  return query.last === '24h' ? hoursOf(periods, span, query) : daySlots(periods, span, query)
}

/** Every day of the span, with what it had. */
export function daySlots(periods: readonly Period[], span: Span, { isUtc }: UsageQuery): Slot[] {
  const byDay = grouped(periods, ({ at }) => dayOf(at, isUtc))
  return daysOf(span, isUtc).map((label) => ({ label, totals: sumOfTotals(byDay.get(label) ?? []) }))
}

function hoursOf(periods: readonly Period[], { from, to }: Span, query: UsageQuery): Slot[] {
  const byHour = grouped(periods, ({ at }) => Math.floor(at / HOUR_MS) * HOUR_MS)
  const count = Math.ceil((to - from) / HOUR_MS)
  return Array.from({ length: count }, (_, hour) => {
    const at = from + hour * HOUR_MS
    return { label: momentOf(at, query), totals: byHour.has(at) ? sumOfTotals(byHour.get(at) ?? []) : NOTHING }
  })
}

function momentOf(at: number, { isUtc }: UsageQuery): string {
  const time = isUtc ? new Date(at).toISOString().slice(11, 16) : new Date(at).toTimeString().slice(0, 5)
  return `${dayOf(at, isUtc)} ${time}`
}

function grouped<Key>(periods: readonly Period[], keyOf: (period: Period) => Key): Map<Key, Period[]> {
  const groups = new Map<Key, Period[]>()

  for (const period of periods) {
    const key = keyOf(period)
    groups.set(key, [...(groups.get(key) ?? []), period])
  }
  return groups
}
