import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deploy, makeRole, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'
import { INITIALIZE, postMessage, signingFetch } from '@/lib/practice/agentcore/testing/client'

const GROUP = '/aws/vendedlogs/bedrock-agentcore/runtimes/tools'
const CPU = 'agent.runtime.vcpu.hours.used'
const MEMORY = 'agent.runtime.memory.gb_hours.used'

type Usage = { attributes: Record<string, unknown>; metrics: Record<string, number>; resource_arn: string }

let account: TestAccount
let runtime: Awaited<ReturnType<typeof deploy>>
let groupArn: string
let destinationArn: string

beforeAll(async () => {
  account = await testAccount({ metricLagMs: 0, logStreamStatsMs: 0 })
  runtime = await deploy(account, await makeRole(account, 'tools-role'))
  await account.logs.createLogGroup({ logGroupName: GROUP })
  const { logGroups } = await account.logs.describeLogGroups({ logGroupNamePrefix: GROUP })
  groupArn = logGroups?.[0]?.logGroupArn ?? ''
})
afterAll(() => account.practice.close())

async function invoke(): Promise<string> {
  const { accessKeyId, secretAccessKey } = account.practice
  const answer = await postMessage(signingFetch({ accessKeyId, secretAccessKey }), runtime.url, INITIALIZE)
  return answer.headers.get('mcp-session-id') ?? ''
}

async function records(): Promise<Usage[]> {
  const found: Usage[] = []
  let nextToken: string | undefined

  do {
    const page = await account.logs.filterLogEvents({ logGroupName: GROUP, nextToken })
    found.push(...(page.events ?? []).map(({ message = '' }) => JSON.parse(message) as Usage))
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return found
}

async function metric(MetricName: string): Promise<number> {
  const dimensions = { Service: 'AgentCore.Runtime', Resource: runtime.arn }
  const { Datapoints = [] } = await new CloudWatch(account.config).getMetricStatistics({
    Namespace: 'AWS/Bedrock-AgentCore',
    MetricName,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    StartTime: new Date(account.clock.now - 6 * 3_600_000),
    EndTime: new Date(account.clock.now + 60_000),
    Period: 60,
    Statistics: ['Sum'],
  })
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0)
}

const source = () => ({ name: 'usage', resourceArn: runtime.arn, logType: 'USAGE_LOGS' })

it('is set up as the templates say', async () => {
  const { configurationTemplates } = await account.logs.describeConfigurationTemplates({ service: 'bedrock-agentcore' })
  expect(configurationTemplates).toMatchObject([{ logType: 'USAGE_LOGS', deliveryDestinationType: 'CWL' }])
  expect((await account.logs.describeConfigurationTemplates({ service: 'vpc' })).configurationTemplates).toEqual([])
  const { deliverySource } = await account.logs.putDeliverySource(source())
  expect(deliverySource).toMatchObject({ name: 'usage', resourceArns: [runtime.arn], status: 'ACTIVE' })
  const { deliveryDestination } = await account.logs.putDeliveryDestination({
    name: 'group',
    outputFormat: 'json',
    deliveryDestinationConfiguration: { destinationResourceArn: groupArn },
  })
  destinationArn = deliveryDestination?.arn ?? ''
  const pair = { deliverySourceName: 'usage', deliveryDestinationArn: destinationArn }
  const { delivery } = await account.logs.createDelivery(pair)
  expect(delivery).toMatchObject({ ...pair, deliveryDestinationType: 'CWL' })
  expect((await account.logs.getDelivery({ id: delivery?.id })).delivery).toEqual(delivery)
  expect((await account.logs.describeDeliveries({})).deliveries).toEqual([delivery])
  expect((await account.logs.describeDeliverySources({})).deliverySources).toEqual([deliverySource])
  expect((await account.logs.describeDeliveryDestinations({})).deliveryDestinations).toEqual([deliveryDestination])
  await expect(account.logs.createDelivery(pair)).rejects.toMatchObject({ name: 'ConflictException' })
  await expect(account.logs.putDeliverySource({ ...source(), name: 'other' })).rejects.toMatchObject({
    name: 'ConflictException',
  })
})

it('is refused with what is missing, in use, or not imitated', async () => {
  const { logs } = account
  const missing = { name: 'ResourceNotFoundException' }
  await expect(logs.getDeliverySource({ name: 'none' })).rejects.toMatchObject(missing)
  await expect(logs.getDeliveryDestination({ name: 'none' })).rejects.toMatchObject(missing)
  await expect(logs.deleteDelivery({ id: 'none' })).rejects.toMatchObject(missing)
  const gone = { ...source(), name: 'x', resourceArn: runtime.arn.replace('tools', 'fools') }
  await expect(logs.putDeliverySource(gone)).rejects.toMatchObject(missing)
  await expect(logs.deleteDeliverySource({ name: 'usage' })).rejects.toMatchObject({ name: 'ConflictException' })
  await expect(logs.deleteDeliveryDestination({ name: 'group' })).rejects.toMatchObject({ name: 'ConflictException' })
  const traces = { ...source(), name: 'x', logType: 'TRACES' }
  await expect(logs.putDeliverySource(traces)).rejects.toThrow('does not imitate the delivery of TRACES')
  const toXray = { name: 'x', deliveryDestinationType: 'XRAY' as const }
  await expect(logs.putDeliveryDestination(toXray)).rejects.toThrow('does not imitate')
})

it('brings a record for each second, which add up to what the metrics say', async () => {
  const session = await invoke()
  account.clock.now += 10_000
  const early = await records()
  expect(early.length).toBeGreaterThanOrEqual(9)
  expect(early[0]).toMatchObject({
    resource_arn: runtime.arn,
    resource: { 'service.name': 'AgentCore.Runtime' },
    attributes: { 'session.id': session, 'agent.name': 'tools' },
  })
  expect(early[0]?.attributes['resource.id']).toBe(`${runtime.arn}/runtime-endpoint/DEFAULT`)
  await invoke()
  account.clock.now += 2 * 3_600_000
  const all = await records()
  expect(all.slice(0, early.length)).toEqual(early)
  const sumOf = (name: string) => all.reduce((sum, { metrics }) => sum + (metrics[name] ?? 0), 0)
  const elapsed = all.reduce((sum, { attributes }) => sum + Number(attributes.time_elapsed_seconds), 0)
  expect(elapsed).toBeCloseTo(2 * 900, 6)
  expect(sumOf(CPU)).toBeCloseTo(await metric('CPUUsed-vCPUHours'), 9)
  expect(sumOf(MEMORY)).toBeCloseTo(await metric('MemoryUsed-GBHours'), 9)
  expect(sumOf(MEMORY)).toBeGreaterThan(0.1)
  const { logStreams } = await account.logs.describeLogStreams({ logGroupName: GROUP })
  expect(logStreams?.[0]?.lastEventTimestamp).toBeGreaterThan(account.clock.now - 2 * 3_600_000)
})

it('brings nothing more once it is deleted, and leaves what it brought', async () => {
  const before = await records()
  const { deliveries } = await account.logs.describeDeliveries({})
  await account.logs.deleteDelivery({ id: deliveries?.[0]?.id })
  await invoke()
  account.clock.now += 60_000
  expect(await records()).toEqual(before)
})

it('has a source that outlives its runtime', async () => {
  await account.control.deleteAgentRuntime({ agentRuntimeId: runtime.id })
  account.clock.now += 1000
  const { deliverySource } = await account.logs.getDeliverySource({ name: 'usage' })
  expect(deliverySource).toMatchObject({ status: 'INACTIVE', statusReason: 'RESOURCE_DELETED' })
  // The session that was there ended with it.
  const memory = await metric('MemoryUsed-GBHours')
  account.clock.now += 900_000
  expect(await metric('MemoryUsed-GBHours')).toBeCloseTo(memory, 3)
  await account.logs.deleteDeliverySource({ name: 'usage' })
  await account.logs.deleteDeliveryDestination({ name: 'group' })
  expect((await account.logs.describeDeliverySources({})).deliverySources).toEqual([])
})
