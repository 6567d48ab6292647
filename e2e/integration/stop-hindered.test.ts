import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { outcomes, REASON, serverToStop } from '@/e2e/integration/stopped-server'
import { actor, connection, launch, must, sigv4Spec } from '@/e2e/integration/support'
import { planRollback } from '@/lib/deployments/advance/rollback'
import { planDeployment } from '@/lib/deployments/plan/queries'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import { firstRefusal } from '@/lib/stop/probe'
import { readStop } from '@/lib/stop/read-stop'
import { resumeRuntime, stopRuntime } from '@/lib/stop/stop'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

let server: Awaited<ReturnType<typeof serverToStop>>
let practice: typeof server.practice
let runtime: typeof server.runtime
let control: typeof server.control
let iam: typeof server.iam
let everything: typeof server.everything
let invoke: typeof server.invoke
let stop: typeof server.stop
let resume: typeof server.resume

beforeAll(async () => {
  server = await serverToStop()
  ;({ practice, runtime, control, iam, everything, invoke, stop, resume } = server)
})
beforeEach(() => practice.faults.clear())
afterAll(() => practice.close())

/** Refuses one operation until the faults are cleared. */
function forbid(service: 'iam' | 'agentcore-control', operation: string) {
  practice.faults.set([
    { id: 'forbidden', match: { service, operation, times: null }, effect: { type: 'access-denied' } },
  ])
}

describe('a stop that may not do everything', () => {
  it('denies role and runtime although the endpoints may not be listed, and says that it is not complete', async () => {
    forbid('agentcore-control', 'ListAgentRuntimeEndpoints')
    const report = await stop()
    expect(report.steps.filter(({ outcome }) => outcome === 'failed').map(({ what }) => what)).toEqual([
      'List the endpoints',
    ])
    expect(report.reading.state).toBe('incomplete')
    await expect(invoke()).rejects.toMatchObject({ name: 'AccessDeniedException' })
    const resumed = await resume()
    expect(outcomes(resumed)).toContain('failed')
    practice.faults.clear()
    expect((await resume()).reading.state).toBe('running')
  })

  it('is not called running when what keeps callers out may not be read', async () => {
    await stop()
    forbid('agentcore-control', 'GetResourcePolicy')
    const report = await resume()
    expect(outcomes(report)).toContain('failed')
    expect(report.reading.state).toBe('unknown')
    practice.faults.clear()
    expect((await resume()).reading.state).toBe('running')
  })

  it.each([
    [
      'access-denied',
      'User: x is not authorized to perform: y on resource: z because no identity-based policy allows it',
    ],
    ['expired-credentials', 'The security token included in the request is expired'],
  ] as const)('takes %s for no proof of a stop', async (type, message) => {
    const match = { service: 'agentcore', operation: 'InvokeAgentRuntime', times: null }
    practice.faults.set([{ id: 'mute', match, effect: { type, message } }])
    expect(await firstRefusal(actor, connection, runtime, 600)).toBeUndefined()
  })
})

describe('what others did', () => {
  it('keeps AWSDenyAll that somebody attached before, with the stop and without room for it', async () => {
    const PolicyArn = 'arn:aws:iam::aws:policy/AWSDenyAll'
    await iam.attachRolePolicy({ RoleName: runtime.roleName, PolicyArn })
    const before = await everything()
    const isFull: boolean[] = [false, true]

    for (const full of isFull) {
      practice.faults.set(
        full
          ? [
              {
                id: 'full',
                match: { service: 'iam', operation: 'PutRolePolicy', times: null },
                effect: { when: 'before', type: 'error', code: 'LimitExceeded' },
              },
            ]
          : [],
      )
      expect((await stop()).reading.state).toBe('stopped')
      practice.faults.clear()
      expect((await resume()).reading.state).toBe('elsewhere')
      expect(await everything()).toEqual(before)
    }
    await iam.detachRolePolicy({ RoleName: runtime.roleName, PolicyArn })
  })

  it('sees that the deny of the role was emptied, and puts it back', async () => {
    await stop()
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }],
    })
    await iam.putRolePolicy({ RoleName: runtime.roleName, PolicyName: 'slipway-stop', PolicyDocument })
    expect((await readStop(connection, runtime)).state).toBe('incomplete')
    expect((await stop()).reading.state).toBe('stopped')
    await resume()
  })

  it('leaves the role denied when another server with it is stopped', async () => {
    await launch({ ...sigv4Spec, name: 'neighbour', executionRole: { mode: 'adopt', arn: runtime.roleArn } })
    const listed = must(await listRuntimes(connection))
    const neighbour = must(await getRuntime(connection, listed.find(({ name }) => name === 'neighbour')?.id ?? ''))
    const options = { reason: REASON, isRoleShared: true, verifyMs: 0 }
    await stop({ isRoleShared: true })
    await stopRuntime(actor, connection, neighbour, options)

    const report = await resume()
    const role = report.steps.find(({ what }) => what.includes(runtime.roleName))
    expect(role).toMatchObject({ outcome: 'skipped', why: 'neighbour uses this role too, and is stopped.' })
    expect((await readStop(connection, neighbour)).state).toBe('stopped')

    expect((await resumeRuntime(actor, connection, neighbour)).reading.state).toBe('running')
    expect((await readStop(connection, runtime)).state).toBe('running')
    await control.deleteAgentRuntime({ agentRuntimeId: neighbour.id })
  })

  it('keeps a launch and a rollback from changing the role, which would be found by no resume', async () => {
    const other = { ...sigv4Spec.executionRole, name: 'guide-other-role' } as typeof sigv4Spec.executionRole
    await stop()
    const plan = must(await planDeployment(connection, { ...sigv4Spec, executionRole: other }))
    expect(plan.refusals.map(({ message }) => message)).toEqual([expect.stringContaining('is stopped')])
    await resume()
    await launch({ ...sigv4Spec, executionRole: other })
    runtime = await server.reread()
    expect(runtime.roleName).toBe(other.mode === 'create' ? other.name : '')
    await stop()
    const back = must(await planRollback(connection, runtime.id, '1'))
    expect(back.refusals.map(({ message }) => message)).toEqual([expect.stringContaining('is stopped')])
    await resume()
    expect(must(await planRollback(connection, runtime.id, '1')).refusals).toEqual([])
  })

  it('ends in one of two states when stops and resumes come at once', async () => {
    const before = await everything()
    await Promise.all([stop(), resume(), stop(), resume(), stop()])
    await stop()
    expect((await resume()).reading.state).toBe('running')
    expect(await everything()).toEqual(before)
  })
})
