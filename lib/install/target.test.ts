import { afterEach, expect, it, vi } from 'vitest'
import type { RuntimeDetail } from '@/lib/runtimes/model'

const runtime = {
  name: 'tools',
  arn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/tools-AbCdEf1234',
  inboundAuth: { type: 'sigv4' },
} as RuntimeDetail
const region = 'eu-west-1'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

it.each([
  ['prod', { type: 'chain' as const }, 'profile:prod/eu-west-1'],
  ['prod', { type: 'profile' as const, profile: 'other' }, 'profile:other/eu-west-1'],
  ['prod', { type: 'practice' as const }, 'practice/eu-west-1'],
])('AWS_PROFILE=%s and %j lead the bridge to %s', async (profile, source, key) => {
  vi.stubEnv('AWS_PROFILE', profile)
  vi.resetModules()
  const { bridgeTarget } = await import('@/lib/install/target')
  expect(bridgeTarget({ source, region }, runtime, '/opt/slipway').bridge?.connection).toBe(key)
})

it('is named by the ARN, which has the region, where no connection has to be named', async () => {
  vi.stubEnv('AWS_PROFILE', '')
  vi.resetModules()
  const { bridgeTarget } = await import('@/lib/install/target')
  const { bridge } = bridgeTarget({ source: { type: 'chain' }, region }, runtime, '/opt/slipway')
  expect(bridge).toMatchObject({ runtime: runtime.arn })
  expect(bridge).not.toHaveProperty('connection')
})
