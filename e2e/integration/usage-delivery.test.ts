import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { actor, connection, connectTo, launch, must, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import type { Practice } from '@/lib/practice/server/start'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import { deliveryName, usageGroupName } from '@/lib/usage/delivery/names'
import { switchUsageLogsOff, switchUsageLogsOn } from '@/lib/usage/delivery/switch-usage-logs'
import { leftoverNotes, readUsageDelivery, readUsageParts } from '@/lib/usage/delivery/usage-delivery'
import { readSplit } from '@/lib/usage/split/read-split'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

const NOTHING = { source: null, destination: null, deliveryId: null, group: null }
const ON_STEPS = [
  'CreateLogGroup',
  'PutRetentionPolicy',
  'PutDeliverySource',
  'PutDeliveryDestination',
  'CreateDelivery',
]
const OFF_STEPS = ['DeleteDelivery', 'DeleteDeliverySource', 'DeleteDeliveryDestination', 'DeleteLogGroup']

let practice: Practice
let runtime: RuntimeDetail

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  await launch(sigv4Spec)
  runtime = must(await getRuntime(connection, must(await listRuntimes(connection))[0]?.id ?? ''))
}, 30_000)
afterAll(() => practice.close())
beforeEach(async () => {
  practice.faults.clear()
  must(await off())
  expect(await parts()).toEqual(NOTHING)
})

const on = () => switchUsageLogsOn(actor, connection, runtime)
const off = (group: string | null = usageGroupName(runtime.id)) =>
  switchUsageLogsOff(actor, connection, runtime, { group })
const parts = () => readUsageParts(connection, runtime)

type Effect = Parameters<Practice['faults']['set']>[0][number]['effect']

function breakAt(operation: string, effect: Effect, times: number | null = null): void {
  practice.faults.set([{ id: 'fault', match: { service: 'logs', operation, skip: 0, times }, effect }])
}

async function expectOn(): Promise<void> {
  const name = deliveryName(runtime.id)
  expect(await parts()).toMatchObject({
    source: { name, isShared: false },
    destination: { name, isShared: false },
    deliveryId: expect.any(String),
    group: { name: usageGroupName(runtime.id), retentionDays: 30, isOwn: true },
  })
}

it('is on, stays as it is when it is asked for again, and leaves nothing when it is off', async () => {
  must(await on())
  await expectOn()
  const before = await parts()
  expect(must(await on())).toEqual(before)
  expect(must(await readUsageDelivery(connection, runtime.arn))).toMatchObject({ group: usageGroupName(runtime.id) })
  expect(await leftoverNotes(connection, runtime)).toHaveLength(1)
  expect(must(await off())).toEqual(NOTHING)
  expect(await leftoverNotes(connection, runtime)).toEqual([])
  expect(must(await off())).toEqual(NOTHING)
})

it('is one delivery when two ask at once', async () => {
  const [one, other] = await Promise.all([on(), on()])
  expect(must(one)).toEqual(must(other))
  const { deliveries = [] } = await writeClients(actor, connection).logs.describeDeliveries({})
  expect(deliveries).toHaveLength(1)
  const [gone, again] = await Promise.all([off(), off()])
  expect([must(gone), must(again)]).toEqual([NOTHING, NOTHING])
})

it('keeps a log group that Slipway did not make, or that nobody was asked about', async () => {
  must(await on())
  expect(must(await off(null)).group).toMatchObject({ isOwn: true })
  must(await off())
  const { logs } = writeClients(actor, connection)
  const logGroupName = usageGroupName(runtime.id)
  await logs.createLogGroup({ logGroupName })
  must(await on())
  expect(must(await off())).toMatchObject({ ...NOTHING, group: { isOwn: false, retentionDays: null } })
  await logs.deleteLogGroup({ logGroupName })
})

describe.each(ON_STEPS)('on, with trouble at %s', (operation) => {
  it.each<[Effect]>([
    [{ type: 'access-denied', when: 'before' }],
    [{ type: 'server-error', when: 'before' }],
    [{ type: 'throttle', when: 'before' }],
  ])(
    'leaves nothing half-made after $0.type, and completes later',
    async (effect) => {
      breakAt(operation, effect)
      const failed = await on()
      expect(failed).toMatchObject({ ok: false })

      if (effect.type === 'access-denied' && !failed.ok) {
        expect(JSON.stringify(failed.error)).toContain(`logs:${operation}`)
      }
      expect(await parts()).toEqual(NOTHING)
      practice.faults.clear()
      must(await on())
      await expectOn()
    },
    30_000,
  )

  it('takes an answer that was lost for what it was', async () => {
    breakAt(operation, { type: 'server-error', when: 'after' }, 1)
    must(await on())
    await expectOn()
  }, 30_000)
})

describe.each(OFF_STEPS)('off, with trouble at %s', (operation) => {
  it('says which, and the next run takes the rest away', async () => {
    must(await on())
    breakAt(operation, { type: 'access-denied', when: 'before' })
    expect(JSON.stringify(await off())).toContain(`logs:${operation}`)
    practice.faults.clear()
    expect(must(await off())).toEqual(NOTHING)
  })
})

it.each(ON_STEPS.map((_, made) => made))('completes what was cut off after %i steps', async (made) => {
  const { logs } = writeClients(actor, connection)
  const [logGroupName, name] = [usageGroupName(runtime.id), deliveryName(runtime.id)]
  const steps = [
    () => logs.createLogGroup({ logGroupName, tags: { 'managed-by': 'slipway' } }),
    () => logs.putRetentionPolicy({ logGroupName, retentionInDays: 30 }),
    () => logs.putDeliverySource({ name, resourceArn: runtime.arn, logType: 'USAGE_LOGS' }),
    async () => {
      const destinationResourceArn = (await parts()).group?.arn
      return logs.putDeliveryDestination({ name, deliveryDestinationConfiguration: { destinationResourceArn } })
    },
  ]

  for (const step of steps.slice(0, made)) {
    await step()
  }
  must(await on())
  await expectOn()
})

/** A record of one second, in the form that AWS writes. */
function recordOf(session: number, at: number): { timestamp: number; message: string } {
  const attributes = { 'session.id': `session-${session}`.padEnd(36, '-'), time_elapsed_seconds: 1 }
  const metrics = { 'agent.runtime.memory.gb_hours.used': 0.0004, 'agent.runtime.vcpu.hours.used': 0.0001 }
  return { timestamp: at, message: JSON.stringify({ event_timestamp: at, attributes, metrics }) }
}

it('splits the records of 10,000 sessions in time, and counts none of the future', async () => {
  must(await on())
  const { logs } = writeClients(actor, connection)
  const where = { logGroupName: usageGroupName(runtime.id), logStreamName: 'many' }
  await logs.createLogStream(where)
  const now = Date.now()
  const records = Array.from({ length: 10_000 }, (_, session) => recordOf(session, now - 60_000 + session))

  for (let at = 0; at < records.length; at += 2500) {
    await logs.putLogEvents({ ...where, logEvents: records.slice(at, at + 2500) })
  }
  await logs.putLogEvents({ ...where, logEvents: [recordOf(10_001, now + 1_800_000)] })
  const began = performance.now()
  const look = { from: now - 3_600_000, now, signal: AbortSignal.timeout(20_000) }
  const { sessions, split, isCut } = must(await readSplit(connection, where.logGroupName, look))
  expect({ sessions, isCut }).toEqual({ sessions: 10_000, isCut: false })
  expect(split.boot.seconds).toBe(10_000)
  expect(performance.now() - began).toBeLessThan(10_000)
}, 30_000)
