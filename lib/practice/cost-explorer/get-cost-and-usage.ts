import type {
  GetCostAndUsageRequest,
  GetCostAndUsageResponse,
  Group,
  GroupDefinition,
  MetricValue,
  ResultByTime,
} from '@aws-sdk/client-cost-explorer'
import { type BillDimension, type BillLine, billLines } from '@/lib/practice/cost-explorer/bill-lines'
import { filterOf, isDimension } from '@/lib/practice/cost-explorer/filter'
import { periodsOf } from '@/lib/practice/cost-explorer/periods'
import { invalid } from '@/lib/practice/cost-explorer/refusals'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import type { Call } from '@/lib/practice/wire/service'

/** Without credits, discounts and reservations they are all the same. */
const COSTS = ['UnblendedCost', 'BlendedCost', 'AmortizedCost', 'NetUnblendedCost', 'NetAmortizedCost']
const QUANTITY = 'UsageQuantity'

export function getCostAndUsage(input: GetCostAndUsageRequest, call: Call): GetCostAndUsageResponse {
  const { TimePeriod, Granularity, Filter, Metrics, GroupBy = [] } = input
  const periods = periodsOf(TimePeriod, Granularity)
  const metrics = checkMetrics(Metrics)
  const groupBy = checkGroups(GroupBy)
  const isMeant = Filter ? filterOf(Filter) : () => true

  if (input.NextPageToken !== undefined) {
    throw invalid('The next page token is not valid.')
  }
  const lines = billLines(call).filter(isMeant)
  const byPeriod = periods.map(({ start, end, from, to }): ResultByTime => {
    const own = lines.filter(({ at }) => at >= from && at < to)
    const isGrouped = groupBy.length > 0
    return {
      TimePeriod: { Start: start, End: end },
      Total: isGrouped ? {} : valuesOf(own, metrics),
      Groups: isGrouped ? groupsOf(own, groupBy, metrics) : [],
      // A month is final some days after its end.
      Estimated: call.now() < to + 5 * 86_400_000,
    }
  })
  return {
    ...(GroupBy.length > 0 ? { GroupDefinitions: GroupBy } : {}),
    ResultsByTime: byPeriod,
    DimensionValueAttributes: [],
  }
}

function checkMetrics(metrics: string[] = []): string[] {
  const known = [...COSTS, QUANTITY]

  if (metrics.length === 0) {
    throw invalid('At least one metric is required.')
  }
  if (metrics.includes('NormalizedUsageAmount')) {
    throw notHeld('the metric NormalizedUsageAmount')
  }
  const strange = metrics.find((name) => !known.includes(name))

  if (strange !== undefined) {
    throw invalid(`Invalid metric: ${strange}`)
  }
  return metrics
}

function checkGroups(groups: GroupDefinition[]): BillDimension[] {
  if (groups.length > 2) {
    throw invalid('At most two group definitions are allowed.')
  }
  return groups.map(({ Type, Key }) => {
    if (Type !== 'DIMENSION' || !isDimension(Key)) {
      throw notHeld(`groups by ${Type} ${Key}`)
    }
    return Key
  })
}

function groupsOf(lines: BillLine[], by: BillDimension[], metrics: string[]): Group[] {
  const groups = new Map<string, BillLine[]>()

  for (const line of lines) {
    const key = by.map((name) => line.dimensions[name]).join('\n')
    const known = groups.get(key)
    known ? known.push(line) : groups.set(key, [line])
  }
  return [...groups]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([key, own]) => ({ Keys: key.split('\n'), Metrics: valuesOf(own, metrics) }))
}

function valuesOf(lines: BillLine[], metrics: string[]): Record<string, MetricValue> {
  return Object.fromEntries(
    metrics.map((name) => [name, name === QUANTITY ? quantityOf(lines) : money(sum(lines, 'cost'))]),
  )
}

/** Quantities of several units are added up all the same, as AWS does it. */
function quantityOf(lines: BillLine[]): MetricValue {
  const units = new Set(lines.map(({ unit }) => unit))
  const [unit = 'N/A'] = units
  return { Amount: amount(sum(lines, 'quantity')), Unit: units.size === 1 ? unit : 'N/A' }
}

function money(value: number): MetricValue {
  return { Amount: amount(value), Unit: 'USD' }
}

function sum(lines: BillLine[], what: 'cost' | 'quantity'): number {
  return lines.reduce((total, line) => total + line[what], 0)
}

/** Text with ten decimals at most. */
function amount(value: number): string {
  return String(Number(value.toFixed(10)).toFixed(10)).replace(/\.?0+$/, '') || '0'
}
