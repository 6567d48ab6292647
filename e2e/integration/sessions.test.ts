import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { serverToStop } from '@/e2e/integration/stopped-server'
import { connection, must } from '@/e2e/integration/support'
import { readActiveCount } from '@/lib/usage/sessions/active-count'
import { endOne } from '@/lib/usage/sessions/end-sessions'
import { readSessions } from '@/lib/usage/sessions/read-sessions'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

let server: Awaited<ReturnType<typeof serverToStop>>

beforeAll(async () => {
  server = await serverToStop()
  server.practice.faults.switch({ metricLagMs: 0, trailLagMs: 0 })
})
afterAll(() => server.practice.close())

const look = () => readSessions(connection, server.runtime, { now: Date.now(), signal: AbortSignal.timeout(20_000) })

/** A session of a client that is nowhere near this computer. */
async function elsewhere(): Promise<string> {
  const { runtimeSessionId = '', mcpSessionId } = await server.initialize()
  return mcpSessionId ?? runtimeSessionId
}

/** Switches the usage logs on as AWS's own page does. */
async function meter(): Promise<void> {
  const { url: endpoint, region, accessKeyId, secretAccessKey } = server.practice
  const logs = new CloudWatchLogs({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
  const group = `/aws/vendedlogs/bedrock-agentcore/runtimes/${server.runtime.id}`
  await logs.createLogGroup({ logGroupName: group })
  const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: group })
  await logs.putDeliverySource({ name: 'usage', resourceArn: server.runtime.arn, logType: 'USAGE_LOGS' })
  const { deliveryDestination } = await logs.putDeliveryDestination({
    ...{ name: 'usage', outputFormat: 'json' },
    deliveryDestinationConfiguration: { destinationResourceArn: logGroups[0]?.logGroupArn },
  })
  await logs.createDelivery({ deliverySourceName: 'usage', deliveryDestinationArn: deliveryDestination?.arn })
}

it('finds the sessions of clients elsewhere, as many as AWS counts, and ends one of them alone', async () => {
  expect((await look()).sessions).toEqual([])
  await meter()
  const [one, other] = [await elsewhere(), await elsewhere()]
  await vi.waitFor(async () => expect((await look()).sessions).toHaveLength(2), { timeout: 10_000 })
  const { sessions, unseen, isMetered } = await look()
  expect({ unseen, isMetered }).toEqual({ unseen: [], isMetered: true })
  expect(sessions.map(({ id }) => id).sort()).toEqual([one, other].sort())
  expect(sessions.map(({ state }) => state)).not.toContain('ended')

  must(await endOne(connection, server.runtime, { type: 'sigv4' }, { id: one, endpoint: 'DEFAULT' }))
  const states = new Map((await look()).sessions.map(({ id, state }) => [id, state]))
  expect(states.get(one)).toBe('ended')
  expect(states.get(other)).not.toBe('ended')
  const again = await endOne(connection, server.runtime, { type: 'sigv4' }, { id: one, endpoint: 'DEFAULT' })
  expect(again).toMatchObject({ ok: false, error: { code: 'not-found' } })
}, 30_000)

it('says what could not be asked, and shows the rest', async () => {
  const forever = { skip: 0, times: null }
  server.practice.faults.set([
    {
      id: 'no-trail',
      match: { service: 'cloudtrail', operation: 'LookupEvents', ...forever },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  const { sessions, unseen } = await look()
  expect(unseen).toMatchObject([{ source: 'CloudTrail', failure: { code: 'access-denied' } }])
  expect(sessions.length).toBeGreaterThan(0)
  server.practice.faults.clear()
})

it('looks for a session of an unknown endpoint at each, and ends it where it is', async () => {
  const { control, practice, runtime } = server
  await control.createAgentRuntimeEndpoint({ agentRuntimeId: runtime.id, name: 'prod', agentRuntimeVersion: '2' })
  await vi.waitFor(async () => {
    const { status } = await control.getAgentRuntimeEndpoint({ agentRuntimeId: runtime.id, endpointName: 'prod' })
    expect(status).toBe('READY')
  })
  practice.faults.set([
    {
      id: 'not-at-default',
      match: { service: 'agentcore', operation: 'StopRuntimeSession', skip: 0, times: 1 },
      effect: { type: 'error', code: 'ResourceNotFoundException', when: 'before' },
    },
  ])
  const id = await elsewhere()
  expect(await endOne(connection, runtime, { type: 'sigv4' }, { id })).toEqual({ ok: true, data: null })
  practice.faults.clear()
  await control.deleteAgentRuntimeEndpoint({ agentRuntimeId: runtime.id, endpointName: 'prod' })
}, 30_000)

it('ends whatever it knows of with the server', async () => {
  await elsewhere()
  await vi.waitFor(
    async () => expect((await look()).sessions.filter(({ state }) => state !== 'ended')).toHaveLength(2),
    { timeout: 10_000 },
  )
  const { steps } = await server.stop()
  expect(steps.find(({ what }) => what.startsWith('End the sessions'))).toMatchObject({
    outcome: 'done',
    why: '2 of 2 were still running.',
  })
  expect((await look()).sessions.filter(({ state }) => state !== 'ended')).toEqual([])
  await server.resume()
})

it('has no more to compare with than AWS counted', async () => {
  expect(must(await readActiveCount(connection, Date.now()))?.count ?? 0).toBeGreaterThanOrEqual(0)
})
