import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { advance } from '@/lib/deployments/advance/advance'
import { advanceTeardown, observeTeardown } from '@/lib/deployments/teardown/teardown'
import { ownedIds } from '@/lib/deployments/teardown/teardown-model'
import type { Practice } from '@/lib/practice/server/start'
import type { FaultInput } from '@/lib/practice/wire/faults'
import {
  actor,
  connection,
  connectTo,
  inventory,
  jwtSpec,
  launch,
  REGION,
  runToEnd,
  startTestPractice,
} from './support'

type Service = NonNullable<NonNullable<FaultInput['match']>['service']>

/** Every write of a launch with a user pool, in its order. */
const WRITES: [Service, string][] = [
  ['iam', 'CreateRole'],
  ['iam', 'PutRolePolicy'],
  ['iam', 'AttachRolePolicy'],
  ['cognito', 'CreateUserPool'],
  ['cognito', 'CreateUserPoolClient'],
  ['cognito', 'AdminCreateUser'],
  ['agentcore-control', 'CreateAgentRuntime'],
  ['agentcore-control', 'UpdateAgentRuntime'],
  ['logs', 'CreateLogGroup'],
  ['logs', 'PutRetentionPolicy'],
  ['cognito', 'AdminSetUserPassword'],
]

const READS: [Service, string][] = [
  ['iam', 'GetRole'],
  ['iam', 'ListRolePolicies'],
  ['iam', 'GetRolePolicy'],
  ['iam', 'ListAttachedRolePolicies'],
  ['cognito', 'ListUserPools'],
  ['cognito', 'DescribeUserPool'],
  ['cognito', 'ListUserPoolClients'],
  ['cognito', 'DescribeUserPoolClient'],
  ['cognito', 'AdminGetUser'],
  ['agentcore-control', 'ListAgentRuntimes'],
  ['agentcore-control', 'GetAgentRuntime'],
  ['agentcore-control', 'GetAgentRuntimeEndpoint'],
  ['agentcore-control', 'ListTagsForResource'],
  ['logs', 'DescribeLogGroups'],
  ['logs', 'ListTagsForResource'],
]

const RECOVERED: FaultInput['effect'][] = [
  { type: 'throttle', when: 'before' },
  { type: 'server-error', when: 'before' },
  { type: 'server-error', when: 'after' },
  { type: 'reset', when: 'before' },
  { type: 'reset', when: 'after' },
]

const REPORTED = [
  { type: 'access-denied', code: 'access-denied' },
  { type: 'expired-credentials', code: 'credentials-expired' },
] as const

const WHOLE = {
  roles: [`slipway-guide-${REGION}`],
  runtimes: ['guide READY'],
  pools: ['slipway-guide'],
  clients: ['slipway-guide'],
  logGroups: 1,
}
const EMPTY = { roles: [], runtimes: [], pools: [], clients: [], logGroups: 0 }

vi.setConfig({ testTimeout: 90_000 })

let practice: Practice
let port = 0
/** `Operation Code` of every call that ended with an error. */
let errors: string[] = []

beforeEach(async () => {
  errors = []
  practice = await startTestPractice(port, ({ phase, operation, code }) => {
    if (phase === 'performed' && code !== undefined) {
      errors.push(`${operation} ${code}`)
    }
  })
  port = Number(new URL(practice.url).port)
  connectTo(practice)
})

afterEach(() => practice.close())

function addToEach(calls: [Service, string][], effect: FaultInput['effect']): void {
  for (const [service, operation] of calls) {
    practice.faults.add({ id: `${service}:${operation}`, match: { service, operation }, effect })
  }
}

describe('trouble with the calls of a launch', () => {
  it.each(RECOVERED)('every write meets $type ($when) once: the launch overcomes it', async (effect) => {
    addToEach(WRITES, effect)
    const { last, results } = await launch(jwtSpec)
    expect(last.state).toBe('done')
    const waited = new Set(results.flatMap((result) => (result.state === 'waiting' ? [result.changeId] : [])))
    expect(waited.size).toBeGreaterThanOrEqual(WRITES.length)
    expect(await inventory()).toEqual(WHOLE)
  })

  it.each(REPORTED)(
    'every write meets $type once: it is reported, and the next launch goes on',
    async ({ type, code }) => {
      addToEach(WRITES, { type, when: 'before' })

      for (const [, operation] of WRITES) {
        const { last } = await launch(jwtSpec)
        expect([operation, last]).toMatchObject([operation, { state: 'failed', failure: { code } }])
        expect(last.state === 'failed' && last.failure.remedy).toBeTruthy()
      }
      expect((await launch(jwtSpec)).last.state).toBe('done')
      expect(await inventory()).toEqual(WHOLE)
    },
  )

  it.each(REPORTED)(
    'every read meets $type once: it is reported, and the next launch goes on',
    async ({ type, code }) => {
      addToEach(READS, { type, when: 'before' })
      let { last } = await launch(jwtSpec)

      while (last.state === 'failed') {
        expect(last.failure).toMatchObject({ code, remedy: expect.any(String) })
        last = (await launch(jwtSpec)).last
      }
      expect(await inventory()).toEqual(WHOLE)
      const met = new Set(errors.map((error) => error.split(' ')[0]))
      expect([...met]).toEqual(expect.arrayContaining(READS.map(([, operation]) => operation)))
    },
  )
})

describe('a launch that is cut off', () => {
  it('goes on after any number of turns, and ends as if nothing had happened', async () => {
    const { results } = await launch(jwtSpec)
    const turns = results.length
    await practice.close()

    for (let cut = 1; cut < turns; cut++) {
      practice = await startTestPractice(port)
      connectTo(practice)
      const performed: string[] = []

      for (let turn = 0; turn < cut; turn++) {
        const result = await advance(actor, connection, jwtSpec, { performed })
        performed.push(...(result.state === 'progress' ? [result.changeId] : []))
      }
      expect((await launch(jwtSpec)).last.state).toBe('done')
      expect(await inventory()).toEqual(WHOLE)

      if (cut < turns - 1) {
        await practice.close()
      }
    }
  })

  it('makes nothing twice when two tabs launch at once', async () => {
    const [one, other] = await Promise.all([launch(jwtSpec), launch(jwtSpec)])
    expect([one.last.state, other.last.state]).toEqual(['done', 'done'])
    expect(await inventory()).toEqual(WHOLE)
  })

  it('reports a runtime that AWS could not create, and starts over with it at the next launch', async () => {
    practice.faults.switch({ createFailed: 'The container image is broken.' })
    const { last } = await launch(jwtSpec)
    expect(last).toMatchObject({
      state: 'failed',
      changeId: 'runtime',
      failure: { code: 'aws-rejected', details: 'The container image is broken.' },
    })
    practice.faults.switch({ createFailed: null })
    expect((await launch(jwtSpec)).last.state).toBe('done')
    expect(await inventory()).toEqual(WHOLE)
  })
})

describe('a teardown that is cut off', () => {
  it('goes on with the items that were ticked, and leaves nothing', async () => {
    for (let cut = 1; cut <= 6; cut++) {
      await launch(jwtSpec)
      const observed = await observeTeardown(connection, jwtSpec.name)
      const ids = observed.ok ? ownedIds(observed.data) : []
      expect(ids).toHaveLength(4)

      for (let turn = 0; turn < cut; turn++) {
        await advanceTeardown(actor, connection, jwtSpec.name, ids)
      }
      const { last } = await runToEnd((options) => advanceTeardown(actor, connection, jwtSpec.name, ids, options))
      expect(last).toMatchObject({ state: 'done', plan: { settled: true } })
      expect(await inventory()).toEqual(EMPTY)
    }
  })
})
