import type { GetMetricDataInput } from '@aws-sdk/client-cloudwatch'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { actor, connection, connectTo, launch, must, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { awsClients } from '@/lib/aws/clients'
import { runTester } from '@/lib/mcp/tester/run-tester'
import type { Practice } from '@/lib/practice/server/start'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import { readSessions } from '@/lib/usage/sessions/read-sessions'

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

async function theRuntime() {
  const [listed] = must(await listRuntimes(connection))
  const runtime = must(await getRuntime(connection, listed?.id ?? ''))

  if (!runtime) {
    throw new Error('There is no runtime.')
  }
  return runtime
}

it('counts no request of nobody: Slipway looks so whether others stay out', async () => {
  const { arn, invocationUrl } = await theRuntime()
  const before = await requestsOf(arn)
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })
  const answer = await fetch(invocationUrl, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  expect([answer.status, await requestsOf(arn)]).toEqual([403, before])
})

async function requestsOf(arn: string): Promise<number> {
  const { MetricDataResults = [] } = await awsClients(connection).cloudwatch.getMetricData({
    StartTime: new Date(Date.now() - 3_600_000),
    EndTime: new Date(Date.now() + 60_000),
    MetricDataQueries: ['Invocations', 'UserErrors'].map((MetricName, index) => ({
      Id: `m${index}`,
      MetricStat: {
        Metric: {
          ...{ Namespace: 'AWS/Bedrock-AgentCore', MetricName },
          Dimensions: [
            { Name: 'Service', Value: 'AgentCore.Runtime' },
            { Name: 'Resource', Value: arn },
          ],
        },
        ...{ Period: 60, Stat: 'Sum' },
      },
    })),
  })
  return MetricDataResults.flatMap(({ Values = [] }) => Values).reduce((sum, value) => sum + value, 0)
}

it('knows a session of the tester before CloudTrail does, and that it was ended', async () => {
  practice.faults.switch({ trailLagMs: 3_600_000 })
  const runtime = await theRuntime()
  const opened = await runTester(actor, connection, { do: 'open', runtimeId: runtime.id })
  const report = opened.ok && opened.data.do === 'open' ? opened.data.report : undefined
  const sessionId = report?.ok ? report.session.sessionId : ''
  const look = async () => {
    const { sessions } = await readSessions(connection, runtime, { now: Date.now(), signal: AbortSignal.timeout(9000) })
    return sessions.find(({ id }) => id === sessionId)
  }
  expect(await look()).toMatchObject({ state: 'running', sources: ['tester'] })
  await runTester(actor, connection, { do: 'end', runtimeId: runtime.id, sessionId })
  expect((await look())?.state).toBe('ended')
  practice.faults.switch({ trailLagMs: 0 })
})
