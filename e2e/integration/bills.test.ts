import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { connection, connectTo, must } from '@/e2e/integration/support'
import { awsClients } from '@/lib/aws/clients'
import { deploy, makeRole, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'
import { INITIALIZE, postMessage, signingFetch } from '@/lib/practice/agentcore/testing/client'
import { costOf, type Used } from '@/lib/prices'
import { askBill, keptBill } from '@/lib/usage/bills/ask-bill'
import { readMeteredDays } from '@/lib/usage/bills/metered-days'
import { readRecords } from '@/lib/usage/records/read-records'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

const DAY = 86_400_000
const GROUP = '/aws/vendedlogs/bedrock-agentcore/runtimes/tools'
const METRICS = { vcpuHours: 'CPUUsed-vCPUHours', gbHours: 'MemoryUsed-GBHours' }

let account: TestAccount
let midnight: number

beforeAll(async () => {
  account = await testAccount({ metricLagMs: 0, billLagMs: 0, logStreamStatsMs: 0 })
  connectTo(account.practice)
  midnight = (Math.floor(account.clock.now / DAY) + 3) * DAY
  account.clock.now = midnight - 2 * DAY + 30_000
  const runtime = await deploy(account, await makeRole(account, 'tools-role'))
  await meter(runtime.arn)
  const { accessKeyId, secretAccessKey } = account.practice
  const invoke = () => postMessage(signingFetch({ accessKeyId, secretAccessKey }), runtime.url, INITIALIZE)

  // Ten sessions a time, so that there are cents; the second time they idle across midnight, which is no boundary of a session.
  for (const at of [midnight - 2 * DAY + 30_000, midnight - DAY - 421_000, midnight - 3_600_000]) {
    account.clock.now = at
    await Promise.all(Array.from({ length: 10 }, invoke))
  }
  account.clock.now = midnight + 3_600_000
}, 60_000)
afterAll(() => account.practice.close())

async function meter(resourceArn: string): Promise<void> {
  const { logs } = account
  await logs.createLogGroup({ logGroupName: GROUP })
  const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: GROUP })
  await logs.putDeliverySource({ name: 'usage', resourceArn, logType: 'USAGE_LOGS' })
  const { deliveryDestination } = await logs.putDeliveryDestination({
    ...{ name: 'usage', outputFormat: 'json' },
    deliveryDestinationConfiguration: { destinationResourceArn: logGroups[0]?.logGroupArn },
  })
  await logs.createDelivery({ deliverySourceName: 'usage', deliveryDestinationArn: deliveryDestination?.arn })
}

const dollarsOf = (used: Used) => costOf(used, connection) ?? Number.NaN
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const DAYS = () => [midnight - 2 * DAY, midnight - DAY].map((from) => ({ day: dayOf(from), from, to: from + DAY }))

async function metrics(from: number, to: number): Promise<number> {
  const { MetricDataResults = [] } = await awsClients(connection).cloudwatch.getMetricData({
    StartTime: new Date(from),
    EndTime: new Date(to),
    MetricDataQueries: Object.entries(METRICS).map(([Id, MetricName]) => ({
      Id,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/Bedrock-AgentCore',
          MetricName,
          Dimensions: [{ Name: 'Service', Value: 'AgentCore.Runtime' }],
        },
        Period: 3600,
        Stat: 'Sum',
      },
    })),
  })
  const [vcpuHours = 0, gbHours = 0] = MetricDataResults.map(({ Values = [] }) => Values.reduce((a, b) => a + b, 0))
  return dollarsOf({ vcpuHours, gbHours })
}

async function usageLogs(from: number, to: number): Promise<number> {
  const span = { from, to: to - 1, signal: AbortSignal.timeout(20_000) }
  const { records, isCut } = must(await readRecords(connection, GROUP, span))
  expect(isCut).toBe(false)
  return records.map(dollarsOf).reduce((a, b) => a + b, 0)
}

it('metrics, usage logs and the bill are the same, far below a cent, on each day of UTC', async () => {
  const bill = must(await askBill(connection, account.clock.now))

  const metered = must(await readMeteredDays(connection, account.clock.now))

  for (const { day, from, to } of DAYS()) {
    expect(metered.find((one) => one.day === day)?.dollars).toBeCloseTo(await metrics(from, to), 9)
    const billed = bill.days.find((one) => one.day === day)?.runtimes ?? Number.NaN
    const sums = [await metrics(from, to), await usageLogs(from, to), billed]
    expect(billed).toBeGreaterThan(0.01)
    expect(sums.map((sum) => sum.toFixed(8))).toEqual(sums.map(() => billed.toFixed(8)))
  }
})

it('is asked once a day, whoever asks', async () => {
  account.practice.faults.set([
    {
      id: 'no-bill',
      match: { service: 'cost-explorer', operation: 'GetCostAndUsage', skip: 0, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  const { now } = account.clock
  expect(await askBill(connection, now + DAY - 1)).toEqual({ ok: true, data: keptBill(connection, now) })
  expect(keptBill(connection, now + DAY)).toBeNull()
  const refused = await askBill(connection, now + DAY)
  expect(refused).toMatchObject({ ok: false, error: { code: 'access-denied' } })
  expect(!refused.ok && refused.error.message).toContain('ce:GetCostAndUsage')
  account.practice.faults.clear()
  // A refusal is not kept.
  const [one, other] = await Promise.all([askBill(connection, now + DAY), askBill(connection, now + DAY)])
  expect(one).toBe(other)
  expect(one.ok).toBe(true)
})

it('must not be the same where the bill lags behind the metrics', async () => {
  account.practice.faults.switch({ billLagMs: 3_600_000 })
  account.clock.now = midnight - DAY - 60_000
  const later = account.clock.now + 5 * DAY
  const behind = must(await askBill(connection, later))
  account.practice.faults.switch({ billLagMs: 0 })
  const { day, from, to } = DAYS()[0] ?? { day: '', from: 0, to: 0 }
  const billed = behind.days.find((one) => one.day === day)?.runtimes ?? Number.NaN
  expect(billed).toBeGreaterThan(0)
  expect(await metrics(from, to)).toBeGreaterThan(billed + 0.004)
})
