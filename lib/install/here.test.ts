import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { testComputer } from '@/lib/install/testing/home'

beforeEach(() => void vi.resetModules())
afterEach(() => void vi.unstubAllEnvs())

async function refusal(headers: Record<string, string>, env: Record<string, string> = {}, isContainer = false) {
  for (const [name, value] of Object.entries(env)) {
    vi.stubEnv(name, value)
  }
  const { whyNotFromHere } = await import('@/lib/install/here')
  return whyNotFromHere({ ...testComputer(), isContainer }, new Headers(headers))?.message
}

it.each([
  ['slipway.localhost:3000', {}],
  ['127.0.0.1:3000', { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-host': '127.0.0.1:3000' }],
  ['localhost', { 'x-forwarded-for': '::1' }],
  ['[::1]:3000', { 'x-forwarded-for': '::ffff:127.0.0.1' }],
])('this computer asks by %s', async (host, more) => {
  expect(await refusal({ host, ...more })).toBeUndefined()
})

it.each([
  ['another host', { host: 'slipway.example.com' }, {}],
  ['no host', {}, {}],
  ['a visitor behind a proxy', { host: 'localhost:3000', 'x-forwarded-for': '203.0.113.9' }, {}],
  ['a proxy in between', { host: 'localhost:3000', 'x-forwarded-for': '203.0.113.9, 127.0.0.1' }, {}],
  ['a proxy’s host', { host: 'localhost:3000', 'x-forwarded-host': 'slipway.example.com' }, {}],
  ['a proxy of the newer kind', { host: 'localhost:3000', forwarded: 'for=127.0.0.1' }, {}],
  ['an open console', { host: 'localhost:3000' }, { SLIPWAY_HOST: '0.0.0.0' }],
  ['a console behind a proxy', { host: 'localhost:3000' }, { SLIPWAY_TRUST_PROXY: '1' }],
])('refused: %s', async (_, headers, env) => {
  expect(await refusal(headers, env)).toMatch(/open to other computers/)
})

it('refused: in a container', async () => {
  expect(await refusal({ host: 'localhost:3000' }, {}, true)).toMatch(/in a container/)
})
