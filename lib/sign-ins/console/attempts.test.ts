import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { beginSignIn, cancelSignIn, lookAtSignIn } from '@/lib/sign-ins/console/attempts'
import { keptView } from '@/lib/sign-ins/queries'
import { browse } from '@/lib/sign-ins/testing/browser'
import { startIssuer, type TestIssuer } from '@/lib/sign-ins/testing/oidc-issuer'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-attempts-'))
process.env.SLIPWAY_STATE_DIR = stateDir
process.env.SLIPWAY_KEYCHAIN = 'off'

let issuer: TestIssuer
let runtime: { arn: string; name: string; authorizer: JwtAuthorizer }

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.spyOn(console, 'info').mockImplementation(() => undefined)
  issuer = await startIssuer()
  const rules = { allowedClients: ['app'], allowedAudience: [], allowedScopes: ['admin'], customClaims: [] }
  runtime = {
    arn: 'arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/guide-1',
    name: 'guide',
    authorizer: { type: 'jwt', discoveryUrl: issuer.discoveryUrl, ...rules },
  }
})
afterAll(async () => {
  vi.restoreAllMocks()
  await issuer.close()
  rmSync(stateDir, { recursive: true })
})

const place = () => ({ runtimeArn: runtime.arn, discoveryUrl: issuer.discoveryUrl })

async function begin(owner = 'ada') {
  const begun = await beginSignIn(owner, runtime, { port: 0, scope: 'read' })

  if (!begun.ok || begun.data.view.state !== 'waiting') {
    throw new Error('It did not begin.')
  }
  return { id: begun.data.id, ...begun.data.view }
}

it('waits for the browser, keeps the sign-in, and says what the runtime will refuse', async () => {
  const { id, address, redirectUri } = await begin()
  expect(redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/)
  expect(lookAtSignIn('ada', id)).toMatchObject({ ok: true, data: { state: 'waiting' } })
  expect((await browse(address)).text).toContain('go back to Slipway')
  await vi.waitFor(() => expect(lookAtSignIn('ada', id)).toMatchObject({ data: { state: 'done' } }))
  expect(lookAtSignIn('ada', id)).toMatchObject({
    data: { refusals: [{ claim: 'scope', advice: expect.stringContaining('admin') }] },
  })
  expect(JSON.stringify(lookAtSignIn('ada', id))).not.toMatch(/token"|eyJ/)
  expect(await keptView(place())).toEqual({
    ok: true,
    data: { userName: 'ada', endsAt: expect.stringMatching(/Z$/), renews: true },
  })
})

it('is nobody else’s to see or to end', async () => {
  const { id } = await begin()
  expect(lookAtSignIn('bob', id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
  expect(await cancelSignIn('bob', id)).toMatchObject({ ok: false })
  expect(lookAtSignIn('ada', id)).toMatchObject({ ok: true })
  await cancelSignIn('ada', id)
})

it('frees its address when it is cancelled, or another one begins', async () => {
  const first = await begin()
  const second = await begin()
  expect(lookAtSignIn('ada', first.id)).toMatchObject({ data: { state: 'failed' } })
  expect(await cancelSignIn('ada', second.id)).toEqual({ ok: true, data: null })
  expect(lookAtSignIn('ada', second.id)).toMatchObject({
    data: { state: 'failed', failure: { message: expect.stringContaining('cancelled') } },
  })
  await expect(fetch(second.redirectUri)).rejects.toThrow()
})

it('says at once that the issuer can not be read', async () => {
  const elsewhere = { ...runtime.authorizer, discoveryUrl: 'http://127.0.0.1:9/.well-known/openid-configuration' }
  expect(await beginSignIn('ada', { ...runtime, authorizer: elsewhere }, { port: 0 })).toMatchObject({
    ok: false,
    error: { code: 'unavailable' },
  })
})
