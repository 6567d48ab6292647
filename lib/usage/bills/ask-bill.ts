import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { singleShotClients } from '@/lib/aws/clients'
import { type Connection, type ConnectionKey, connectionKey } from '@/lib/aws/connection'
import { fail, ok, type Result } from '@/lib/result'
import { type Bill, billDays } from '@/lib/usage/bills/bill'

const DAY_MS = 86_400_000
const DAYS = 14
/** Fourteen days of a few usage types are one page; nobody agreed to pay for more than a few. */
const MOST_PAGES = 3

type Kept = { bills: Map<ConnectionKey, Bill>; asking: Map<ConnectionKey, Promise<Result<Bill>>> }

// Pages and actions have their own copies of a module.
const holder = globalThis as typeof globalThis & { slipwayBills?: Kept }
holder.slipwayBills ??= { bills: new Map(), asking: new Map() }
const { bills, asking } = holder.slipwayBills

/** The answer of the last 24 hours, if there is one. Asks nobody. */
export function keptBill(connection: Connection, now: number): Bill | null {
  const bill = bills.get(connectionKey(connection))
  return bill && now - Date.parse(bill.askedAt) < DAY_MS ? bill : null
}

/**
 * AgentCore's bill of the last 14 days in the connection's region. AWS takes $0.01 for each request, so it is never retried, two who
 * ask at once pay once, and an answer counts for a day.
 */
export async function askBill(connection: Connection, now: number): Promise<Result<Bill>> {
  const key = connectionKey(connection)
  const known = keptBill(connection, now)

  if (known) {
    return ok(known)
  }
  const pending = asking.get(key) ?? readBill(connection, now)
  asking.set(key, pending)

  try {
    const bill = await pending

    if (bill.ok) {
      bills.set(key, bill.data)
    }
    return bill
  } finally {
    asking.delete(key)
  }
}

async function readBill(connection: Connection, now: number): Promise<Result<Bill>> {
  const read = await attempt(async () => {
    const { costExplorer } = singleShotClients(connection)
    const input = requestOf(connection.region, now)
    const { ResultsByTime: results = [], NextPageToken } = await costExplorer.getCostAndUsage(input)
    let token = NextPageToken

    for (let page = 1; token !== undefined && page < MOST_PAGES; page++) {
      const next = await costExplorer.getCostAndUsage({ ...input, NextPageToken: token })
      results.push(...(next.ResultsByTime ?? []))
      token = next.NextPageToken
    }
    return { days: billDays(results), askedAt: new Date(now).toISOString() }
  })

  if (!read.ok && read.error.code === 'access-denied') {
    return fail({
      ...read.error,
      message: 'You are not allowed to call ce:GetCostAndUsage.',
      remedy:
        'Ask whoever keeps the bill: in an organization, the management account may keep it to itself. The metrics tell the same without it.',
    })
  }
  return read
}

function requestOf(region: string, now: number) {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  return {
    TimePeriod: { Start: isoDay(today - (DAYS - 1) * DAY_MS), End: isoDay(today + DAY_MS) },
    Granularity: 'DAILY' as const,
    Metrics: ['UnblendedCost', 'UsageQuantity'],
    GroupBy: [{ Type: 'DIMENSION' as const, Key: 'USAGE_TYPE' }],
    Filter: {
      And: [
        { Dimensions: { Key: 'SERVICE' as const, Values: ['Amazon Bedrock AgentCore'] } },
        { Dimensions: { Key: 'REGION' as const, Values: [region] } },
      ],
    },
  }
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
