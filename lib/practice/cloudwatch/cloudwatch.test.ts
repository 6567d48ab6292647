import { CloudWatch, type MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import { STS } from '@aws-sdk/client-sts'
import { AwsQueryProtocol } from '@aws-sdk/core/protocols'
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deploy, makeRole, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'
import { INITIALIZE, postMessage, signingFetch } from '@/lib/practice/agentcore/testing/client'
import { ASSUMED } from '@/lib/practice/agentcore/usage/consumption'
import { TRUSTS_ACCOUNT } from '@/lib/practice/testing/account'

const Namespace = 'AWS/Bedrock-AgentCore'
const HOUR = 3_600_000

let account: TestAccount
let cloudwatch: CloudWatch
let runtime: Awaited<ReturnType<typeof deploy>>
let start: Date

beforeAll(async () => {
  account = await testAccount({ metricLagMs: 0 })
  const { accessKeyId, secretAccessKey, faults } = account.practice
  const signed = signingFetch({ accessKeyId, secretAccessKey })
  cloudwatch = new CloudWatch(account.config)
  account.clock.now = Math.ceil(account.clock.now / HOUR) * HOUR
  start = new Date(account.clock.now)
  runtime = await deploy(account, await makeRole(account, 'tools-role'))

  // Two sessions, five invocations of which one is refused and one throttled, and an idle tail of 900 s each.
  const first = await postMessage(signed, runtime.url, INITIALIZE)
  const session = { 'mcp-session-id': first.headers.get('mcp-session-id') ?? '' }
  await postMessage(signed, runtime.url, { ...INITIALIZE, method: 'ping' }, session)
  account.clock.now += 120_000
  await postMessage(signed, runtime.url, INITIALIZE)
  await postMessage(signed, runtime.url, INITIALIZE, { accept: '*/*' })
  faults.add({ id: 't', match: { operation: 'InvokeAgentRuntime' }, effect: { type: 'throttle' } })
  await postMessage(signed, runtime.url, INITIALIZE)
  account.clock.now += HOUR
})
afterAll(() => account.practice.close())

const dimensionsOf = (values: Record<string, string>) =>
  Object.entries(values).map(([Name, Value]) => ({ Name, Value }))

const SERVICE = { Service: 'AgentCore.Runtime' }

function query(Id: string, MetricName: string, changes: { Period?: number; Stat?: string; of?: object } = {}) {
  const { Period = 3600, Stat = 'Sum', of } = changes
  const Dimensions = dimensionsOf({ ...SERVICE, Resource: runtime.arn, ...of })
  return { Id, MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period, Stat } }
}

async function ask(MetricDataQueries: MetricDataQuery[], changes = {}, client = cloudwatch) {
  const times = { StartTime: start, EndTime: new Date(account.clock.now + 60_000) }
  return client.getMetricData({ ...times, MetricDataQueries, ScanBy: 'TimestampAscending', ...changes })
}

async function sumOf(...given: Parameters<typeof query>): Promise<number> {
  const { MetricDataResults } = await ask([query(...given)])
  return (MetricDataResults?.[0]?.Values ?? []).reduce((sum, value) => sum + value, 0)
}

describe('what a runtime did', () => {
  it('is counted', async () => {
    const counted = ['Invocations', 'Sessions', 'UserErrors', 'SystemErrors', 'Throttles'].map((name) =>
      sumOf('a', name),
    )
    expect(await Promise.all(counted)).toEqual([5, 2, 1, 0, 1])
    expect(await sumOf('a', 'Latency', { Stat: 'SampleCount' })).toBe(5)
    expect(await sumOf('a', 'Latency', { Stat: 'p95' })).toBe(0)
  })

  it('is measured, the same on every level and with every period', async () => {
    const name = (await cloudwatch.listMetrics({ Namespace, MetricName: 'Invocations' })).Metrics?.at(-1)?.Dimensions
    expect(name).toEqual(dimensionsOf({ ...SERVICE, Resource: runtime.arn, Name: 'tools::DEFAULT' }))
    const cpu = (2 * 7 * ASSUMED.bootVcpu) / 3600
    expect(await sumOf('a', 'CPUUsed-vCPUHours', { Period: 60 })).toBeCloseTo(cpu, 9)
    expect(await sumOf('a', 'CPUUsed-vCPUHours', { of: { Name: 'tools::DEFAULT' } })).toBeCloseTo(cpu, 9)
    const peaks = 2 * ASSUMED.bootGb + 3 * ASSUMED.callGb
    expect(await sumOf('a', 'MemoryUsed-GBHours', { Period: 300 })).toBeCloseTo((900 * peaks) / 3600, 9)
  })

  it('is listed with the sets of dimensions that have it; the gauge is the account’s', async () => {
    const { Metrics = [] } = await cloudwatch.listMetrics({})
    expect(Metrics).toHaveLength(8 * 3 + 1)
    const resource = [{ Name: 'Resource', Value: runtime.arn }]
    expect((await cloudwatch.listMetrics({ Namespace, Dimensions: resource })).Metrics).toHaveLength(16)
    expect((await cloudwatch.listMetrics({ Namespace: 'AWS/EC2' })).Metrics).toEqual([])
    const gauge = { Id: 'g', MetricStat: { Period: 60, Stat: 'Maximum' } }
    const Metric = { Namespace, MetricName: 'ActiveSessionCount', Dimensions: dimensionsOf(SERVICE) }
    const { MetricDataResults } = await ask([{ ...gauge, MetricStat: { ...gauge.MetricStat, Metric } }])
    expect(MetricDataResults?.[0]?.Values?.slice(0, 4)).toEqual([1, 1, 2, 2])
  })

  it('is late by as much as is switched', async () => {
    account.practice.faults.switch({ metricLagMs: 3_600_000 })
    expect(await sumOf('a', 'Invocations')).toBe(5)
    account.clock.now -= 1
    expect(await sumOf('a', 'Invocations')).toBe(2)
    account.clock.now += 1
    account.practice.faults.switch({ metricLagMs: 0 })
  })
})

it('gives points page by page, in both orders', async () => {
  const queries = [query('a', 'MemoryUsed-GBHours', { Period: 60 }), query('b', 'Sessions', { Period: 60 })]
  const whole = (await ask(queries)).MetricDataResults ?? []
  const pages: (typeof whole)[] = []
  let NextToken: string | undefined

  do {
    const page = await ask(queries, { MaxDatapoints: 7, NextToken })
    pages.push(page.MetricDataResults ?? [])
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  const valuesOf = (id: string) => pages.flat().flatMap((one) => (one.Id === id ? (one.Values ?? []) : []))
  expect(pages[0]?.[0]).toMatchObject({ Id: 'a', StatusCode: 'PartialData' })
  expect(valuesOf('a')).toEqual(whole[0]?.Values)
  expect(valuesOf('b')).toEqual([1, 1])
  const descending = await ask(queries, { ScanBy: 'TimestampDescending' })
  expect(descending.MetricDataResults?.[0]?.Values).toEqual(whole[0]?.Values?.toReversed())
  await expect(ask(queries, { NextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidNextToken' })
})

it('gives statistics of one metric', async () => {
  const times = { StartTime: start, EndTime: new Date(account.clock.now) }
  const asked = { Namespace, MetricName: 'Invocations', Dimensions: dimensionsOf(SERVICE), Period: 3600, ...times }
  const { Datapoints, Label } = await cloudwatch.getMetricStatistics({ ...asked, Statistics: ['Sum', 'Average'] })
  expect({ Datapoints, Label }).toEqual({
    Label: 'Invocations',
    Datapoints: [{ Timestamp: start, Sum: 5, Average: 1, Unit: 'Count' }],
  })
  const extended = await cloudwatch.getMetricStatistics({ ...asked, ExtendedStatistics: ['p50'] })
  expect(extended.Datapoints).toEqual([{ Timestamp: start, ExtendedStatistics: { p50: 1 }, Unit: 'Count' }])
  await expect(cloudwatch.getMetricStatistics(asked)).rejects.toMatchObject({
    name: 'InvalidParameterCombinationException',
  })
})

it('refuses what is not valid, and says of what it lacks that it lacks it', async () => {
  await expect(ask([query('a', 'Sessions'), query('a', 'Latency')])).rejects.toMatchObject({ name: 'ValidationError' })
  await expect(ask([query('a', 'Sessions', { Period: 90 })])).rejects.toMatchObject({ name: 'ValidationError' })
  await expect(ask([])).rejects.toMatchObject({ name: 'ValidationError' })
  const maths = [query('a', 'Sessions'), { Id: 'e', Expression: 'a * 2' }]
  await expect(ask(maths)).rejects.toThrow('The practice account does not imitate metric math')
  await expect(ask([query('a', 'Latency', { Stat: 'tm90' })])).rejects.toThrow('does not imitate the statistic tm90')
})

it.each([
  ['CBOR', SmithyRpcV2CborProtocol],
  ['Query', AwsQueryProtocol],
])('answers the same in %s', async (_, protocol) => {
  const other = new CloudWatch({ ...account.config, protocol })
  const queries = [query('a', 'CPUUsed-vCPUHours', { Period: 60 }), query('b', 'Latency', { Stat: 'p50' })]
  const { $metadata: _own, ...expected } = await ask(queries)
  const { $metadata: _theirs, ...given } = await ask(queries, {}, other)
  // An empty list isn't there in XML.
  expect({ Messages: [], ...given }).toEqual(expected)
  const listed = await other.listMetrics({ Namespace })
  expect(listed.Metrics).toEqual((await cloudwatch.listMetrics({ Namespace })).Metrics)
  await expect(ask(queries, { NextToken: 'x' }, other)).rejects.toMatchObject({ name: 'InvalidNextToken' })
  await expect(other.describeAlarms({})).rejects.toThrow('does not imitate')
})

it('asks the caller’s policies', async () => {
  const role = { RoleName: 'reader', AssumeRolePolicyDocument: TRUSTS_ACCOUNT }
  const { Role } = await account.iam.createRole(role)
  const session = { RoleArn: Role?.Arn, RoleSessionName: 'reading' }
  const { Credentials: keys } = await new STS(account.config).assumeRole(session)
  const credentials = {
    accessKeyId: keys?.AccessKeyId ?? '',
    secretAccessKey: keys?.SecretAccessKey ?? '',
    sessionToken: keys?.SessionToken ?? '',
  }
  const client = new CloudWatch({ ...account.config, credentials })
  await expect(client.listMetrics({})).rejects.toThrow('is not authorized to perform: cloudwatch:ListMetrics')
})
