import type { GetMetricDataInput } from '@aws-sdk/client-cloudwatch'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { actor, connection, connectTo, launch, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { awsClients } from '@/lib/aws/clients'
import { runTester } from '@/lib/mcp/tester/run-tester'
import type { Practice } from '@/lib/practice/server/start'
import { listRuntimes } from '@/lib/runtimes/queries'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  practice.faults.switch({ metricLagMs: 0, trailLagMs: 0 })
  connectTo(practice)
  await launch(sigv4Spec)
}, 30_000)
afterAll(() => practice.close())

it('tells what a test of a launched runtime used', async () => {
  const listed = await listRuntimes(connection)
  const runtime = listed.ok ? listed.data[0] : undefined
  const opened = await runTester(actor, connection, { do: 'open', runtimeId: runtime?.id ?? '' })
  expect(opened.ok && opened.data.do === 'open' && opened.data.report.ok).toBe(true)
  const { cloudwatch, cloudtrail } = awsClients(connection)
  const { Metrics = [] } = await cloudwatch.listMetrics({ MetricName: 'CPUUsed-vCPUHours' })
  const named = Metrics.filter(({ Dimensions = [] }) => Dimensions.length === 3)
  expect(named[0]?.Dimensions?.map(({ Value }) => Value)).toEqual([
    'AgentCore.Runtime',
    runtime?.arn,
    `${runtime?.name}::DEFAULT`,
  ])
  const input: GetMetricDataInput = {
    StartTime: new Date(Date.now() - 3_600_000),
    EndTime: new Date(Date.now() + 60_000),
    MetricDataQueries: ['Sessions', 'Invocations', 'CPUUsed-vCPUHours'].map((MetricName, index) => ({
      Id: `m${index}`,
      MetricStat: { Metric: { ...named[0], MetricName }, Period: 60, Stat: 'Sum' },
    })),
  }
  const { MetricDataResults = [] } = await cloudwatch.getMetricData(input)
  const [sessions = 0, invocations = 0, cpu = 0] = MetricDataResults.map(({ Values = [] }) =>
    Values.reduce((sum, value) => sum + value, 0),
  )
  expect(sessions).toBe(1)
  expect(invocations).toBeGreaterThan(1)
  expect(cpu).toBeGreaterThan(0)
  expect(cpu).toBeLessThan(60 / 3600)
  const { Events = [] } = await cloudtrail.lookupEvents({
    LookupAttributes: [{ AttributeKey: 'EventSource', AttributeValue: 'monitoring.amazonaws.com' }],
  })
  expect(Events.map(({ EventName }) => EventName)).toEqual(['GetMetricData', 'ListMetrics'])
})
