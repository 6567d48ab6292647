import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { outcomes, REASON, serverToStop } from '@/e2e/integration/stopped-server'
import { actor, connection, launch, must, sigv4Spec } from '@/e2e/integration/support'
import { planDeployment } from '@/lib/deployments/plan/queries'
import { listRuntimes } from '@/lib/runtimes/queries'
import { readStop } from '@/lib/stop/read-stop'
import { stopRuntime } from '@/lib/stop/stop'

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

describe('a stop', () => {
  it('denies callers and role, says since when and why, and is taken back whole', async () => {
    const before = await everything()
    const report = await stop()
    expect(report.reading).toMatchObject({ state: 'stopped', reason: REASON, since: report.askedAt })
    expect(report.refusedAt).toBeDefined()
    await expect(invoke()).rejects.toMatchObject({ name: 'AccessDeniedException' })
    expect((await readStop(connection, runtime)).state).toBe('stopped')

    const again = await stopRuntime(actor, connection, runtime, { reason: 'another', verifyMs: 3000 })
    expect(outcomes(again)).not.toContain('failed')
    expect(again.reading).toMatchObject({ state: 'stopped', reason: REASON, since: report.askedAt })

    expect((await resume()).reading.state).toBe('running')
    expect(await everything()).toEqual(before)
    expect((await invoke()).statusCode).toBe(200)
    expect((await resume()).steps.every(({ outcome }) => outcome === 'already')).toBe(true)
  })

  it('gives back the texts that stood there, character by character', async () => {
    const resourceArn = runtime.arn
    const allow = { Effect: 'Allow', Principal: '*', Action: 'bedrock-agentcore:*', Resource: resourceArn }
    const texts = [
      `{ "Version" : "2012-10-17",\n  "Statement" : [ ${JSON.stringify(allow)} ] }`,
      `{"Statement":${JSON.stringify(allow)}, "Version":"2012-10-17"}`,
    ]

    for (const policy of texts) {
      await control.putResourcePolicy({ resourceArn, policy })
      expect((await stop()).reading.state).toBe('stopped')
      await resume()
      expect((await control.getResourcePolicy({ resourceArn })).policy).toBe(policy)
    }
    await control.deleteResourcePolicy({ resourceArn })
  })

  it('leaves a role that others use, names them, and stops them too when it is told to', async () => {
    await launch({ ...sigv4Spec, name: 'neighbour', executionRole: { mode: 'adopt', arn: runtime.roleArn } })
    const report = await stop()
    const role = report.steps.find(({ what }) => what.includes(runtime.roleName))
    expect(role).toMatchObject({
      outcome: 'skipped',
      isShared: true,
      why: expect.stringContaining('neighbour uses this role too.'),
    })
    expect(report.reading.state).toBe('incomplete')
    expect((await stop({ isRoleShared: true })).reading.state).toBe('stopped')
    await resume()
    const listed = must(await listRuntimes(connection))
    await control.deleteAgentRuntime({ agentRuntimeId: listed.find(({ name }) => name === 'neighbour')?.id ?? '' })
  })

  it('takes AWS’s own deny where the role has no room for another policy', async () => {
    const before = await everything()
    practice.faults.set([
      {
        id: 'full',
        match: { service: 'iam', operation: 'PutRolePolicy', times: null },
        effect: { when: 'before', type: 'error', code: 'LimitExceeded' },
      },
    ])
    const report = await stop()
    expect(report.reading.state).toBe('stopped')
    expect((await everything()).attached?.map(({ PolicyName }) => PolicyName)).toContain('AWSDenyAll')
    practice.faults.clear()
    expect((await resume()).reading.state).toBe('running')
    expect(await everything()).toEqual(before)
  })

  it('is seen as somebody else’s when another deny is there', async () => {
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
    })
    await iam.putRolePolicy({ RoleName: runtime.roleName, PolicyName: 'theirs', PolicyDocument })
    expect((await readStop(connection, runtime)).state).toBe('elsewhere')
    expect((await stop()).reading.state).toBe('stopped')
    expect((await resume()).reading.state).toBe('elsewhere')
    await iam.deleteRolePolicy({ RoleName: runtime.roleName, PolicyName: 'theirs' })
  })

  it('is not what a rule is that leaves some services', async () => {
    const guard = { Effect: 'Deny', NotAction: ['s3:*', 'iam:*', 'sts:*'], Resource: '*' }
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [guard] })
    await iam.putRolePolicy({ RoleName: runtime.roleName, PolicyName: 'only-these', PolicyDocument })
    expect((await readStop(connection, runtime)).state).toBe('running')
    await iam.deleteRolePolicy({ RoleName: runtime.roleName, PolicyName: 'only-these' })
  })

  it('is not undone by a launch: the plan knows nothing of it', async () => {
    await stop()
    const plan = must(await planDeployment(connection, sigv4Spec))
    expect(plan.changes.filter(({ verb }) => verb !== 'none')).toEqual([])
    await launch(sigv4Spec)
    expect((await readStop(connection, runtime)).state).toBe('stopped')
    await resume()
  })
})

/** Everything that a stop or a resume sends, cut off before AWS did it and after. */
const WRITES = [
  ['iam', 'PutRolePolicy', 0],
  ['iam', 'TagRole', 0],
  ['agentcore-control', 'PutResourcePolicy', 0],
  ['agentcore-control', 'PutResourcePolicy', 1],
  ['iam', 'DeleteRolePolicy', 0],
  ['iam', 'UntagRole', 0],
  ['agentcore-control', 'DeleteResourcePolicy', 0],
  ['agentcore-control', 'DeleteResourcePolicy', 1],
] as const
const CUTS = WRITES.flatMap(([service, operation, skip]) =>
  (['before', 'after'] as const).map((when) => ({ service, operation, skip, when })),
)

describe('cut off', () => {
  it.each(CUTS)('$when $operation of $service ($skip), a second run completes it and leaves nothing', async (cut) => {
    const { service, operation, skip, when } = cut
    const before = await everything()
    const isStop = /^(Put|Tag)/.test(operation)

    if (!isStop) {
      await stop()
    }
    practice.faults.set([
      { id: 'cut', match: { service, operation, skip, times: null }, effect: { type: 'access-denied', when } },
    ])
    const first = isStop ? await stop() : await resume()
    expect(outcomes(first)).toContain('failed')
    practice.faults.clear()

    if (isStop) {
      expect((await stop()).reading.state).toBe('stopped')
    }
    expect((await resume()).reading.state).toBe('running')
    expect(await everything()).toEqual(before)
  })
})
