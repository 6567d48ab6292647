import { beforeEach, expect, it, vi } from 'vitest'
import type { Connection } from '@/lib/aws/connection'
import { connectionOfEntry, signInChecks } from '@/lib/install/doctor/identity-checks'
import { arn } from '@/lib/install/testing/home'
import type { RuntimeDetail } from '@/lib/runtimes/model'

const kept = vi.hoisted(() => ({ signIn: undefined as object | undefined, fresh: undefined as object | undefined }))

vi.mock('@/lib/sign-ins/keeping/store', () => ({ readSignIn: async () => kept.signIn }))
vi.mock('@/lib/sign-ins/fresh-token', () => ({ freshToken: async () => kept.fresh }))

const issuer = 'https://id.example.com'
const inboundAuth = {
  ...{ type: 'jwt', discoveryUrl: `${issuer}/.well-known/openid-configuration`, customClaims: [] },
  ...{ allowedClients: ['mine'], allowedAudience: [], allowedScopes: [] },
}
const runtime = { id: 'tools-AbCdEf1234', name: 'tools', arn, inboundAuth } as unknown as RuntimeDetail
const profile: Connection = { source: { type: 'profile', profile: 'p' }, region: 'us-east-1' }

beforeEach(() => Object.assign(kept, { signIn: undefined, fresh: undefined }))

function tokenOf(claims: object): object {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${part({ alg: 'RS256' })}.${part({ exp: Date.now() / 1000 + 3600, iss: issuer, ...claims })}.c2ln`
  return { token, endsAt: Date.now() + 3_600_000, userName: 'ann', issuer }
}

it('says to sign in, with the connection, where nobody is', async () => {
  const [check] = await signInChecks(profile, runtime)
  expect(check).toMatchObject({
    state: 'failed',
    detail: 'Nobody is signed in.',
    command: expect.stringMatching(/slipway\.mjs login tools --connection profile:p\/us-east-1/),
  })
})

it('knows a sign-in that has ended, a token that passes, and one that does not', async () => {
  kept.signIn = {}
  expect(await signInChecks(profile, runtime)).toMatchObject([{ state: 'failed', detail: 'The sign-in has ended.' }])
  kept.fresh = tokenOf({ client_id: 'mine' })
  expect(await signInChecks(profile, runtime)).toMatchObject([{ state: 'ok' }])
  kept.fresh = tokenOf({ client_id: 'another' })
  const [refused] = await signInChecks(profile, runtime)
  expect(refused).toMatchObject({ state: 'failed', detail: expect.stringContaining('client_id') })
  expect(JSON.stringify(refused)).not.toContain('c2ln')
})

it.each([
  [
    'what the bridge names',
    ['/s/slipway.mjs', 'bridge', 'tools', '--connection', 'profile:q/eu-west-1'],
    {},
    'q',
    'eu-west-1',
  ],
  ['the default chain', ['/s/slipway.mjs', 'bridge', arn], {}, undefined, 'us-east-1'],
  ['the proxy’s profile', ['mcp-proxy-for-aws@1.6.4', 'https://x', '--profile', 'q'], {}, 'q', 'us-east-1'],
  ['the entry’s variable', ['/s/slipway.mjs', 'bridge', arn], { env: { AWS_PROFILE: 'q' } }, 'q', 'us-east-1'],
])('%s says who signs', (_, args, entry, name, region) => {
  const source = name === undefined ? { type: 'chain' } : { type: 'profile', profile: name }
  expect(connectionOfEntry({ command: 'node', args }, entry, 'us-east-1')).toEqual({ source, region })
})
