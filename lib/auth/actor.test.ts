import { afterEach, expect, expectTypeOf, it, vi } from 'vitest'
import { type Actor, asWriter, mintActor } from '@/lib/auth/actor'
import { awsClients, singleShotClients, writeClients } from '@/lib/aws/clients'
import { readOnlyFailure } from '@/lib/read-only'
import type { Writer } from '@/lib/writer'

const owner = { name: 'owner', method: 'terminal' } as const

it('makes a writer of an actor who may write, and of no other', () => {
  const actor = mintActor({ ...owner, canWrite: true })
  expect(asWriter(actor)).toEqual({ ok: true, data: actor })
  expect(asWriter(mintActor({ ...owner, canWrite: false }))).toEqual({ ok: false, error: readOnlyFailure })
})

afterEach(() => vi.unstubAllEnvs())

it.each([
  ['', { ok: true, data: { name: 'owner', method: 'terminal', canWrite: true } }],
  ['1', { ok: false, error: readOnlyFailure }],
])('makes a writer of the person at the terminal, but for read-only mode: %j', async (readOnly, writer) => {
  vi.resetModules()
  vi.stubEnv('SLIPWAY_READ_ONLY', readOnly)
  const { terminalWriter } = await import('@/lib/auth/terminal')
  expect(terminalWriter()).toEqual(writer)
})

// Judged by the compiler: `npm run verify` fails when one of these stops being so.
it('gives clients that write to a writer only', () => {
  expectTypeOf(writeClients).parameter(0).toEqualTypeOf<Writer>()
  expectTypeOf<Actor>().not.toExtend<Writer>()
  expectTypeOf<{ canWrite: true }>().not.toExtend<Writer>()
  expectTypeOf(awsClients).toEqualTypeOf(singleShotClients)
  expectTypeOf<ReturnType<typeof awsClients>['iam']>().toHaveProperty('getRole')
  expectTypeOf<ReturnType<typeof awsClients>['iam']>().not.toHaveProperty('putRolePolicy')
  expectTypeOf<ReturnType<typeof awsClients>['iam']>().not.toHaveProperty('send')
  expectTypeOf<ReturnType<typeof awsClients>['sts']>().not.toHaveProperty('getFederationToken')
  expectTypeOf<ReturnType<typeof awsClients>['logs']>().toHaveProperty('startQuery')
  expectTypeOf<ReturnType<typeof awsClients>['logs']>().not.toHaveProperty('deleteLogGroup')
  expectTypeOf<ReturnType<typeof awsClients>['cognito']>().not.toHaveProperty('adminSetUserPassword')
  expectTypeOf<ReturnType<typeof awsClients>['agentcoreControl']>().not.toHaveProperty('updateAgentRuntime')
})
