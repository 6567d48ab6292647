import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planDeployment } from '@/lib/deployments/plan/queries'
import type { Practice } from '@/lib/practice/server/start'
import { connection, connectTo, inventory, jwtSpec, launch, REGION, sigv4Spec, startTestPractice } from './support'

let practice: Practice

// One port for the whole file: the SDK clients of a connection are made once.
let port = 0

beforeEach(async () => {
  practice = await startTestPractice(port)
  port = Number(new URL(practice.url).port)
  connectTo(practice)
})

afterEach(() => practice.close())

describe('a launch against the practice account', () => {
  it.each([
    ['SigV4', sigv4Spec],
    ['JWT', jwtSpec],
  ])('%s ends done, with a settled plan', async (_name, spec) => {
    const { last, results } = await launch(spec)
    expect(last).toMatchObject({ state: 'done', plan: { settled: true, refusals: [] } })
    const progress = results.filter((result) => result.state === 'progress')
    expect(progress.every((result) => result.requestId !== undefined)).toBe(true)

    const again = await planDeployment(connection, spec)
    expect(again).toMatchObject({ ok: true, data: { settled: true } })
  })

  it.each([
    ['SigV4', sigv4Spec],
    ['JWT', jwtSpec],
  ])('%s makes exactly what the plan announced', async (_name, spec) => {
    const planned = await planDeployment(connection, spec)
    const announced = planned.ok ? planned.data.changes.filter(({ verb }) => verb !== 'none') : []
    const { results } = await launch(spec)
    const made = results.flatMap((result) => (result.state === 'progress' ? [result.changeId] : []))
    // The endpoint is AWS's own doing.
    const ours = announced.filter(({ operation }) => operation !== undefined)
    expect(announced.filter((change) => !ours.includes(change)).map(({ id }) => id)).toEqual(['runtime-endpoint'])
    expect(made.sort()).toEqual(ours.map(({ id }) => id).sort())
  })

  it('an update announces that the endpoint moves', async () => {
    await launch(sigv4Spec)
    const changed = { ...sigv4Spec, environment: { ...sigv4Spec.environment, AWS_API_MCP_WORKING_DIR: '/tmp/two' } }
    const planned = await planDeployment(connection, changed)
    const announced = planned.ok ? planned.data.changes.filter(({ verb }) => verb !== 'none') : []
    expect(announced.map(({ id, verb }) => [id, verb])).toEqual([
      ['runtime-tags', 'update'],
      ['runtime', 'update'],
      ['runtime-endpoint', 'update'],
    ])
    const { last, results } = await launch(changed)
    expect(last.state).toBe('done')
    expect(results.flatMap((result) => (result.state === 'progress' ? [result.changeId] : []))).toEqual([
      'runtime-tags',
      'runtime',
    ])
  })

  it('hands out the password once', async () => {
    const { results } = await launch(jwtSpec)
    const secrets = results.flatMap((result) => (result.state === 'progress' && result.secret ? [result.secret] : []))
    expect(secrets).toEqual([{ userName: 'owner', password: expect.stringMatching(/^\S{24}$/) }])
  })

  it('makes each thing once', async () => {
    await launch(jwtSpec)
    expect(await inventory()).toEqual({
      roles: [`slipway-guide-${REGION}`],
      runtimes: ['guide READY'],
      pools: ['slipway-guide'],
      clients: ['slipway-guide'],
      logGroups: 1,
    })
  })
})
