import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '@/lib/aws/connection'
import { endKept, freshToken } from '@/lib/sign-ins/fresh-token'
import { readSignIn, writeSignIn } from '@/lib/sign-ins/keeping/store'
import { type Order, signIn } from '@/lib/sign-ins/sign-in'
import { browse } from '@/lib/sign-ins/testing/browser'
import { type Dialect, SECRET, startIssuer, type TestIssuer } from '@/lib/sign-ins/testing/oidc-issuer'
import { decodeClaims, type JwtAuthorizer } from '@/lib/tokens/claims/claims'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-sign-ins-'))
process.env.SLIPWAY_STATE_DIR = stateDir
process.env.SLIPWAY_KEYCHAIN = 'off'

const connection: Connection = { source: { type: 'chain' }, region: 'us-east-1' }
let issuer: TestIssuer
let count = 0

beforeEach(() => {
  count += 1
  for (const how of ['warn', 'info'] as const) {
    vi.spyOn(console, how).mockImplementation(() => undefined)
  }
})
afterEach(async () => {
  vi.restoreAllMocks()
  await issuer.close()
})
afterAll(() => rmSync(stateDir, { recursive: true }))

async function start(dialect: Dialect = {}, rules: Partial<JwtAuthorizer> = {}) {
  issuer = await startIssuer(dialect)
  const authorizer: JwtAuthorizer = {
    ...{ type: 'jwt', discoveryUrl: issuer.discoveryUrl },
    ...{ allowedClients: ['app'], allowedAudience: [], allowedScopes: [], customClaims: [], ...rules },
  }
  const arn = `arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/guide-${count}`
  const runtime = { id: `guide-${count}`, arn, name: 'guide', authorizer }
  return { runtime, place: { runtimeArn: arn, discoveryUrl: issuer.discoveryUrl } }
}

type Runtime = Awaited<ReturnType<typeof start>>['runtime']

/** Signs in as a person does: opens what the terminal says, and fills in the forms. */
async function login(runtime: Runtime, order: Partial<Order> = {}, visit: Parameters<typeof browse>[1] = {}) {
  const pages: ReturnType<typeof browse>[] = []
  const tell = (text: string) => {
    const [, address] = /(http:\S+\/auth\?\S+)/.exec(text) ?? []
    const [, place = '', code = ''] = /Open (http\S+) in .* code (\S+)\.$/.exec(text) ?? []

    if (address ?? place) {
      pages.push(browse(address ?? `${place}?user_code=${code}`, visit))
    }
  }
  const [outcome] = await Promise.allSettled([signIn(runtime, { way: 'browser', port: 0, tell, ...order })])
  const page = await pages[0]
  return outcome.status === 'fulfilled'
    ? { value: outcome.value, error: undefined, page }
    : { value: undefined, error: outcome.reason as unknown, page }
}

const failure = (code: string, words: RegExp) => ({ failure: { code, message: expect.stringMatching(words) } })

describe('signing in by the browser', () => {
  it('keeps a sign-in whose token the runtime takes, and tells the person to close the page', async () => {
    const { runtime, place } = await start()
    const { value, page } = await login(runtime)
    expect(value).toMatchObject({ userName: 'ada', lasts: true, judgement: { passes: true, advice: [] } })
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('You may close this window') })
    expect(await readSignIn(place)).toMatchObject({ via: 'oidc', clientId: 'app', refreshToken: expect.any(String) })
    expect(await freshToken(connection, runtime)).toMatchObject({ token: value?.issued.token })
  })

  it('says that it was refused', async () => {
    const { runtime, place } = await start()
    const { error, page } = await login(runtime, {}, { deny: true })
    expect(error).toMatchObject(failure('access-denied', /refused/))
    expect(page).toMatchObject({ status: 403 })
    expect(await readSignIn(place)).toBeUndefined()
  })

  it('asks which client, where the runtime does not say, and takes no unknown one', async () => {
    const { runtime } = await start({}, { allowedClients: [], allowedAudience: ['x'] })
    expect((await login(runtime)).error).toMatchObject(failure('invalid-input', /which client/))
    const unknown = await login(runtime, { way: 'machine', clientId: 'nobody', clientSecret: 'x' })
    expect(unknown.error).toMatchObject(failure('refused', /does not take this client/))
  })
})

describe('signing in elsewhere', () => {
  it('by a code goes on when the person has agreed', async () => {
    const { runtime } = await start()
    const { value } = await login(runtime, { way: 'device' })
    expect(value).toMatchObject({ userName: 'ada', lasts: true, judgement: { passes: true } })
  }, 30_000)

  it('by a code ends when the person says no', async () => {
    const { runtime } = await start()
    expect((await login(runtime, { way: 'device' }, { deny: true })).error).toMatchObject(
      failure('access-denied', /refused/),
    )
  }, 30_000)

  it('as a program takes the secret, and gets a new token without anybody', async () => {
    const { runtime } = await start({}, { allowedClients: ['robot'] })
    const order = { way: 'machine', clientSecret: SECRET } as const
    const { value } = await login(runtime, order)
    expect(value).toMatchObject({ userName: 'robot', lasts: true, judgement: { passes: true } })
    const fresh = await freshToken(connection, runtime, { anew: true })
    expect(fresh?.token).not.toBe(value?.issued.token)
    expect((await login(runtime, { ...order, clientSecret: 'wrong' })).error).toMatchObject({
      failure: { code: 'refused' },
    })
    expect((await login(runtime, { way: 'machine' })).error).toMatchObject(failure('invalid-input', /secret/))
  })
})

describe('renewing', () => {
  it('spends each rotated token once, however many ask at once', async () => {
    const { runtime } = await start()
    await login(runtime)
    const all = await Promise.all(Array.from({ length: 5 }, () => freshToken(connection, runtime, { anew: true })))
    expect(new Set(all.map((fresh) => fresh?.token)).size).toBe(5)
    expect(await freshToken(connection, runtime)).toBeDefined()
  })

  it('shares a token that lives long enough, but not one that the runtime refused', async () => {
    const { runtime } = await start()
    const { value } = await login(runtime)
    const refused = value?.issued.token
    const [one, two] = await Promise.all([0, 1].map(() => freshToken(connection, runtime, { refused })))
    expect(one?.token).not.toBe(refused)
    expect(two?.token).toBe(one?.token)
    expect(issuer.requests.filter((asked) => asked === 'POST /token')).toHaveLength(2)
  })

  it('forgets a sign-in that has ended at the issuer', async () => {
    const { runtime, place } = await start()
    await login(runtime)
    const kept = await readSignIn(place)
    expect(await endKept(connection, runtime)).toEqual({ userName: 'ada', revoked: true })
    expect(await endKept(connection, runtime)).toBeUndefined()
    await writeSignIn({ ...kept, current: undefined } as never)
    expect(await freshToken(connection, runtime)).toBeUndefined()
    expect(await readSignIn(place)).toBeUndefined()
  })

  it('goes on with a token that still lives while the issuer is out of reach, and says so afterwards', async () => {
    const { runtime, place } = await start()
    const { value } = await login(runtime)
    await issuer.close()
    expect(await freshToken(connection, runtime, { anew: true })).toMatchObject({ token: value?.issued.token })
    const refused = value?.issued.token
    await expect(freshToken(connection, runtime, { refused })).rejects.toMatchObject(
      failure('unavailable', /can’t be read/),
    )
    expect(await readSignIn(place)).toBeDefined()
  })

  it('ends with its one token where the issuer gives nothing to renew it with', async () => {
    const { runtime } = await start({ withoutRefresh: true })
    const { value } = await login(runtime)
    expect(value).toMatchObject({ lasts: false })
    expect(await freshToken(connection, runtime, { anew: true })).toMatchObject({ token: value?.issued.token })
    expect(await freshToken(connection, runtime, { refused: value?.issued.token })).toBeUndefined()
  })

  it('never sends anything to an issuer that the runtime came to trust later', async () => {
    const { runtime } = await start()
    await login(runtime)
    const authorizer = { ...runtime.authorizer, discoveryUrl: 'http://127.0.0.1:9/.well-known/openid-configuration' }
    expect(await freshToken(connection, { ...runtime, authorizer }, { anew: true })).toBeUndefined()
  })
})

describe('the token of', () => {
  const tenant = '6f7c0c5e-0000-4000-8000-000000000001'
  const without = (claims: Record<string, unknown>, ...names: string[]) =>
    Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)))
  const cases: [string, Dialect, Partial<JwtAuthorizer>, Partial<Order>, RegExp | undefined][] = [
    ['Cognito passes by its client', { claims: (all) => ({ ...all, token_use: 'access' }) }, {}, {}, undefined],
    [
      'Entra ID, version 2, names no client_id',
      {
        path: `/${tenant}/v2.0`,
        claims: (all) => ({
          ...without(all, 'client_id', 'scope'),
          azp: 'app',
          aud: 'api-id',
          ver: '2.0',
          scp: 'read',
        }),
      },
      {},
      {},
      /azp EQUALS app/,
    ],
    [
      'Entra ID, version 2, passes by its audience',
      {
        path: `/${tenant}/v2.0`,
        claims: (all) => ({ ...without(all, 'client_id', 'scope'), azp: 'app', aud: 'api-id', ver: '2.0' }),
      },
      { allowedClients: [], allowedAudience: ['api-id'] },
      { clientId: 'app' },
      undefined,
    ],
    [
      'Entra ID, version 1, has another issuer',
      {
        claims: (all) => ({
          ...without(all, 'client_id'),
          iss: `https://sts.windows.net/${tenant}/`,
          appid: 'app',
          ver: '1.0',
          aud: 'api://api-id',
        }),
      },
      { allowedClients: [], allowedAudience: ['api-id'] },
      { clientId: 'app' },
      /requestedAccessTokenVersion/,
    ],
    [
      'Okta names the client in cid',
      { claims: (all) => ({ ...without(all, 'client_id'), cid: 'app' }) },
      {},
      {},
      /cid EQUALS app/,
    ],
    [
      'Auth0 has an issuer with a slash at its end',
      { issuerEnd: '/', claims: (all) => ({ ...without(all, 'client_id'), azp: 'app', aud: ['https://api', 'x'] }) },
      { allowedClients: [], allowedAudience: ['https://api'] },
      { clientId: 'app' },
      undefined,
    ],
    [
      'Keycloak is for account',
      { path: '/realms/r', claims: (all) => ({ ...without(all, 'client_id'), azp: 'app', aud: 'account' }) },
      { allowedClients: [], allowedAudience: ['slipway'] },
      { clientId: 'app' },
      /audience mapper/,
    ],
    [
      'Google is opaque',
      { opaque: true },
      { allowedClients: [], allowedAudience: ['app'] },
      { clientId: 'app' },
      /--id-token/,
    ],
    [
      'Google passes as ID token',
      { opaque: true },
      { allowedClients: [], allowedAudience: ['app'] },
      { clientId: 'app', idToken: true },
      undefined,
    ],
    ['any issuer lacks a scope', {}, { allowedScopes: ['read'] }, { scope: 'write' }, /--scope read/],
    ['any issuer has the scope that the runtime asks for', {}, { allowedScopes: ['read'] }, {}, undefined],
  ]

  it.each(cases)('%s', async (_, dialect, rules, order, words) => {
    const { runtime } = await start(dialect, rules)
    const { value, error } = await login(runtime, order)
    expect(error).toBeUndefined()
    expect(value?.judgement.advice.join('\n')).toMatch(words ?? /^$/)
    expect(value?.judgement.passes).toBe(words === undefined)
    const fresh = await freshToken(connection, runtime, { anew: true })
    expect(Object.keys(decodeClaims(fresh?.token ?? '') ?? {})).toEqual(
      Object.keys(decodeClaims(value?.issued.token ?? '') ?? {}),
    )
  })

  it('another signer is refused, whatever it says', async () => {
    const { runtime } = await start()
    const { value } = await login(runtime)
    await issuer.close()
    const { runtime: other } = await start()
    const { discover } = await import('@/lib/sign-ins/issuer')
    const { judge } = await import('@/lib/sign-ins/judge')
    const judged = await judge(
      value?.issued.token ?? '',
      other.authorizer,
      await discover(issuer.discoveryUrl),
      Date.now(),
    )
    expect(judged.checks[0]).toMatchObject({ claim: 'signature', verdict: 'failed' })
  })
})
