import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { slipway as Slipway } from '@/cli/program'
import { capturedOutput } from '@/cli/testing/output'

const ARN = 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:runtime/tools-AbCdEf1234'
const SECRET = 'Correct-horse-7'
const output = capturedOutput()
const NAMES = [
  ...['AWS_PROFILE', 'AWS_CA_BUNDLE', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'],
  ...['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'],
]

beforeEach(() => {
  // The environment is read once.
  vi.resetModules()
  NAMES.map((name) => vi.stubEnv(name, undefined))
})

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

async function config(variables: Record<string, string>, ...args: string[]): Promise<number> {
  Object.entries(variables).map(([name, value]) => vi.stubEnv(name, value))
  const { slipway } = (await import('@/cli/program')) as { slipway: typeof Slipway }
  return slipway(['config', ...args, '--runtime', ARN])
}

const serverOf = () => JSON.parse(output.out).mcpServers.tools

describe('the profile of the terminal', () => {
  it.each([
    [[], ['--profile', 'prod']],
    [
      ['--profile', 'other'],
      ['--profile', 'other'],
    ],
    [
      ['--connection', 'profile:named/eu-west-1'],
      ['--profile', 'named'],
    ],
  ])('AWS_PROFILE and %j lead to %j', async (args, words) => {
    expect(await config({ AWS_PROFILE: 'prod' }, 'cursor', '--auth', 'sigv4', ...args)).toBe(0)
    expect(serverOf().args.slice(-2)).toEqual(words)
  })

  it.each([[[]], [['--connection', 'chain/eu-west-1']]])(
    'the bridge gets it as its connection, with %j',
    async (args) => {
      expect(await config({ AWS_PROFILE: 'prod' }, 'cursor', '--launcher', 'slipway', ...args)).toBe(0)
      expect(serverOf().args.slice(-2)).toEqual(['--connection', 'profile:prod/eu-west-1'])
    },
  )
})

describe('certificates and proxies of the terminal', () => {
  const variables = { AWS_CA_BUNDLE: '/ca@home.pem', https_proxy: 'http://proxy.example:3128', NO_PROXY: 'localhost' }
  const values = { AWS_CA_BUNDLE: '/ca@home.pem', HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: 'localhost' }

  it.each([
    ['cursor', ['--launcher', 'slipway'], values],
    ['cursor', ['--auth', 'sigv4'], { AWS_DEFAULT_REGION: 'eu-west-1', ...values }],
    ['claude-desktop', ['--auth', 'jwt'], { AUTH_HEADER: 'Bearer <YOUR_JWT>', ...values }],
  ])('%s %j has them when they are asked for', async (client, how, env) => {
    expect(await config(variables, client, ...how, '--with-environment')).toBe(0)
    expect(serverOf().env).toEqual(env)
    expect(output.err).toContain('From your terminal, the entry has AWS_CA_BUNDLE, HTTPS_PROXY, NO_PROXY.')
  })

  it('are named when they are not', async () => {
    expect(await config(variables, 'cursor', '--launcher', 'slipway')).toBe(0)
    expect(serverOf()).not.toHaveProperty('env')
    expect(output.err).toMatch(/Your terminal has AWS_CA_BUNDLE, HTTPS_PROXY, NO_PROXY\..*--with-environment/)
  })

  it('reach a container as far as they are no files', async () => {
    expect(await config(variables, 'cursor', '--auth', 'sigv4', '--launcher', 'docker', '--with-environment')).toBe(0)
    const { args, env } = serverOf()
    expect(args.join(' ')).toContain('-e AWS_DEFAULT_REGION -e HTTPS_PROXY -e NO_PROXY')
    expect(Object.keys(env)).toEqual(['AWS_DEFAULT_REGION', 'HTTPS_PROXY', 'NO_PROXY'])
  })

  it.each([
    `http://me:${SECRET}@proxy.example`,
    `me:${SECRET}@proxy.example:3128`,
    `http://me:a/${SECRET}@proxy.example`,
  ])('with a password are named and never shown (%#)', async (proxy) => {
    const how = ['--launcher', 'slipway', '--with-environment']
    expect(await config({ HTTPS_PROXY: proxy, NO_PROXY: 'localhost' }, 'cursor', ...how)).toBe(0)
    expect(serverOf().env).toEqual({ NO_PROXY: 'localhost' })
    expect(output.out + output.err).not.toContain(SECRET)
    expect(output.err).toContain('HTTPS_PROXY of your terminal holds a password')
  })

  it('say nothing where a client calls the address itself', async () => {
    expect(await config(variables, 'cursor', '--auth', 'jwt')).toBe(0)
    expect(output.err).not.toContain('HTTPS_PROXY')
  })
})
