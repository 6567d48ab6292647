import { IAM } from '@aws-sdk/client-iam'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { practiceServices } from '@/lib/practice/server/services'
import { allow, NO_DELAYS, TRUSTS_AGENTCORE, testAccount } from '@/lib/practice/testing/account'
import type { CallEvent } from '@/lib/practice/wire/events'
import { createFaults, DEFAULT_SWITCHES, type FaultInput } from '@/lib/practice/wire/faults'

const SERVICES = practiceServices().map(({ model }) => model.id)

let account: Awaited<ReturnType<typeof testAccount>>
let events: CallEvent[] = []

beforeEach(async () => {
  events = []
  account = await testAccount({ onCall: (event) => void events.push({ ...event }) })
})
afterEach(() => account.practice.close())

const role = { RoleName: 'x', AssumeRolePolicyDocument: TRUSTS_AGENTCORE }

function strike(effect: FaultInput['effect'], match: FaultInput['match'] = { operation: 'CreateRole' }): void {
  account.practice.faults.set([{ id: 'one', match, effect }])
}

async function admin(method: string, path: string, body?: unknown, key = account.practice.secretAccessKey) {
  const response = await fetch(`${account.practice.url}/_practice/${path}`, {
    method,
    headers: { 'x-practice-key': key },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

test.each<[FaultInput['effect'], object]>([
  [{ type: 'throttle' }, { name: 'Throttling' }],
  [{ type: 'server-error' }, { name: 'InternalFailure', $metadata: { httpStatusCode: 500 } }],
  [{ type: 'access-denied' }, { name: 'AccessDenied' }],
  [{ type: 'expired-credentials' }, { name: 'ExpiredToken' }],
  [{ type: 'reset' }, { code: 'ECONNRESET' }],
  [{ type: 'timeout', ms: 20 }, { code: 'ECONNRESET' }],
  [
    { type: 'error', code: 'LimitExceeded', message: 'Too many.' },
    { name: 'LimitExceededException', message: 'Too many.' },
  ],
])('%j before the call: nothing was done', async (effect, error) => {
  strike(effect)
  await expect(account.iam.createRole(role)).rejects.toMatchObject(error)
  await expect(account.iam.getRole(role)).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  await account.iam.createRole(role)
})

test.each<FaultInput['effect']>([
  { type: 'throttle', when: 'after' },
  { type: 'server-error', when: 'after' },
  { type: 'reset', when: 'after' },
])('%j: done, and its answer spoiled', async (effect) => {
  strike(effect)
  await expect(account.iam.createRole(role)).rejects.toThrow()
  await account.iam.getRole(role)
})

test('each protocol has its own words for being throttled', async () => {
  account.practice.faults.set([{ id: 'all', match: { times: null }, effect: { type: 'throttle' } }])
  await expect(account.control.listAgentRuntimes({})).rejects.toMatchObject({
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 429 },
  })
  await expect(account.logs.describeLogGroups({})).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } })
})

test('a slow answer comes, later', async () => {
  strike({ type: 'slow', ms: 120 })
  const start = performance.now()
  await account.iam.createRole(role)
  expect(performance.now() - start).toBeGreaterThan(110)
})

test('a client that retries gets over a throttled call', async () => {
  const { accessKeyId, secretAccessKey, url } = account.practice
  const patient = new IAM({ endpoint: url, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } })
  strike({ type: 'throttle' })
  await patient.createRole(role)
  expect(events.filter(({ phase, operation }) => phase === 'answered' && operation === 'CreateRole')).toHaveLength(2)
})

test('skips, counts, and matches by service and operation', () => {
  const faults = createFaults(SERVICES, NO_DELAYS)
  faults.set([{ id: 'second', match: { service: 'iam', skip: 1, times: 2 }, effect: { type: 'reset' } }])
  expect(faults.take('sts', 'GetCallerIdentity')).toBeNull()
  const struck = Array.from({ length: 5 }, () => faults.take('iam', 'GetRole')?.id ?? '-')
  expect(struck).toEqual(['-', 'second', 'second', '-', '-'])
})

test('events say where a call is, also when it is refused', async () => {
  await account.iam.createRole(role)
  await expect(account.iam.createRole(role)).rejects.toThrow()
  expect(events.map(({ phase, operation, code }) => [phase, operation, code])).toEqual([
    ['received', 'CreateRole', undefined],
    ['performed', 'CreateRole', undefined],
    ['answered', 'CreateRole', undefined],
    ['received', 'CreateRole', undefined],
    ['performed', 'CreateRole', 'EntityAlreadyExists'],
    ['answered', 'CreateRole', 'EntityAlreadyExists'],
  ])
})

test('a switch that is undefined stays as it is', () => {
  const faults = createFaults(SERVICES, { readyMs: 7 })
  faults.switch({ readyMs: undefined, noisyLogs: true })
  expect(faults.switches).toStrictEqual({ ...DEFAULT_SWITCHES, readyMs: 7, noisyLogs: true })
})

test('faults and switches are read and set over HTTP', async () => {
  const fault = { id: 'f', match: { operation: 'CreateRole' }, effect: { type: 'throttle' } }
  const put = await admin('PUT', 'faults', { faults: [fault], switches: { createFailed: 'No space.' } })
  expect(put.status).toBe(200)
  await expect(account.iam.createRole(role)).rejects.toMatchObject({ name: 'Throttling' })
  await admin('PUT', 'faults', { switches: { noisyLogs: true } })
  const { body } = await admin('GET', 'faults')
  expect(body.faults).toMatchObject([{ id: 'f', match: { skip: 0, times: 1 }, effect: { when: 'before' } }])
  expect(body.switches).toEqual({ ...DEFAULT_SWITCHES, ...NO_DELAYS, createFailed: 'No space.', noisyLogs: true })
  expect(body.left).toEqual([0])
  expect((await admin('DELETE', 'faults')).body).toEqual({
    left: [],
    faults: [],
    switches: { ...DEFAULT_SWITCHES, ...NO_DELAYS },
  })
})

test.each([
  ['PUT', 'faults', { faults: [{ id: 'x' }] }, 400],
  ['PUT', 'faults', { switches: { readyMs: -1 } }, 400],
  ['PUT', 'faults', { switches: { unknown: 1 } }, 400],
  ['PUT', 'faults', undefined, 400],
  ['PUT', 'operator-policy', { policy: '{' }, 400],
  ['PUT', 'operator-policy', {}, 400],
  ['GET', 'elsewhere', undefined, 404],
  ['GET', 'reset', undefined, 404],
])('%s %s %j is refused', async (method, path, body, status) => {
  const answer = await admin(method, path, body)
  expect(answer.status).toBe(status)
  expect(answer.body.error).toEqual(expect.any(String))
})

test("nothing is told or done without the operator's secret", async () => {
  await account.iam.createRole(role)
  expect((await admin('POST', 'reset', undefined, 'guess')).status).toBe(403)
  expect((await admin('GET', 'status', undefined, '')).status).toBe(403)
  await account.iam.getRole(role)
})

test("the operator's policy can be replaced, and reset brings everything back but the keys", async () => {
  await account.iam.createRole(role)
  await admin('PUT', 'operator-policy', { policy: JSON.parse(allow('sts:*')) })
  await expect(account.iam.getRole(role)).rejects.toMatchObject({ name: 'AccessDenied' })
  strike({ type: 'reset' }, { times: null })
  expect((await admin('POST', 'reset')).status).toBe(200)
  await expect(account.iam.getRole(role)).rejects.toMatchObject({ name: 'NoSuchEntityException' })
})

test('a fault can strike a share of the calls', async () => {
  const faults = createFaults(SERVICES)
  faults.add({ id: 'half', match: { times: null, percent: 50 }, effect: { type: 'throttle' } })
  const struck = Array.from({ length: 100 }, () => faults.take('logs', 'FilterLogEvents')).filter(Boolean)
  expect(struck.length).toBeGreaterThan(45)
  expect(struck.length).toBeLessThan(55)
})
