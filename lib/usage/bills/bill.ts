/** One day of UTC, `2026-12-01`, of AgentCore's own line on the bill, in one region. Dollars, not rounded. */
export type BillDay = {
  day: string
  /** Processor and memory of runtimes: what the metrics know as well. */
  runtimes: number
  /** What else of AgentCore was billed: Gateway, Memory, instances. */
  others: number
  vcpuHours: number
  gbHours: number
  /** AWS may still change it. */
  isEstimated: boolean
}

/** `askedAt` is ISO 8601. */
export type Bill = { days: BillDay[]; askedAt: string }

type Amount = { Amount?: string | undefined }
type Answered = {
  TimePeriod?: { Start?: string | undefined } | undefined
  Estimated?: boolean | undefined
  Groups?: { Keys?: string[] | undefined; Metrics?: Record<string, Amount> | undefined }[] | undefined
}

/** The prefix is the region's code. */
const RUNTIME_USE = /(?:^|-)Runtime:Consumption-based:(vCPU|Memory)$/

/** Days of an answer that is grouped by usage type. A page may repeat a day of the one before: they add up. */
export function billDays(results: readonly Answered[]): BillDay[] {
  const days = new Map<string, BillDay>()

  for (const { TimePeriod, Estimated = false, Groups = [] } of results) {
    const day = TimePeriod?.Start ?? ''
    const none: BillDay = { day, runtimes: 0, others: 0, vcpuHours: 0, gbHours: 0, isEstimated: false }
    const found = days.get(day) ?? none
    days.set(day, found)
    found.isEstimated ||= Estimated

    for (const { Keys: [use = ''] = [], Metrics = {} } of Groups) {
      addGroup(found, use, Metrics)
    }
  }
  return [...days.values()].sort((one, other) => one.day.localeCompare(other.day))
}

function addGroup(day: BillDay, use: string, { UnblendedCost, UsageQuantity }: Record<string, Amount>): void {
  const [, kind] = RUNTIME_USE.exec(use) ?? []
  day[kind ? 'runtimes' : 'others'] += numberOf(UnblendedCost)

  if (kind) {
    day[kind === 'vCPU' ? 'vcpuHours' : 'gbHours'] += numberOf(UsageQuantity)
  }
}

function numberOf(amount: Amount | undefined): number {
  const number = Number(amount?.Amount ?? 0)
  return Number.isFinite(number) ? number : 0
}
