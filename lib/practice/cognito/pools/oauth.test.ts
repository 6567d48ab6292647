import { Readable } from 'node:stream'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CognitoBench, cognitoBench } from '@/lib/practice/cognito/testing/bench'

const SCOPES = [{ ScopeName: 'read', ScopeDescription: 'reads' }]
const MACHINE = {
  GenerateSecret: true,
  ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH' as const],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['client_credentials' as const],
  AllowedOAuthScopes: ['api/read'],
}

let bench: CognitoBench
let poolId = ''

beforeAll(async () => {
  bench = await cognitoBench()
  const { UserPoolId } = await bench.setUp()
  await bench.admin.createResourceServer({ UserPoolId, Identifier: 'api', Name: 'API', Scopes: SCOPES })
  await bench.admin.createUserPoolDomain({ UserPoolId, Domain: 'people' })
  poolId = UserPoolId
})
afterAll(() => bench.practice.close())

async function machine() {
  const { UserPoolClient } = await bench.admin.createUserPoolClient({
    UserPoolId: poolId,
    ClientName: 'machine',
    ...MACHINE,
  })
  return { id: UserPoolClient?.ClientId ?? '', secret: UserPoolClient?.ClientSecret ?? '' }
}

async function ask(form: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(await tokenEndpoint(), { method: 'POST', headers, body: new URLSearchParams(form) })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function tokenEndpoint(): Promise<string> {
  const document = await fetch(`${bench.practice.url}/${poolId}/.well-known/openid-configuration`)
  return ((await document.json()) as { token_endpoint: string }).token_endpoint
}

describe('the token endpoint', () => {
  it('gives a machine an access token that the pool’s keys verify', async () => {
    const { id, secret } = await machine()
    const basic = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
    const { status, body } = await ask({ grant_type: 'client_credentials', scope: 'api/read' }, basic)
    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: 3600, token_type: 'Bearer' })
    const keys = createRemoteJWKSet(new URL(`${bench.practice.url}/${poolId}/.well-known/jwks.json`))
    const { payload } = await jwtVerify(String(body.access_token), keys)
    expect(payload).toMatchObject({ client_id: id, sub: id, scope: 'api/read', token_use: 'access', version: 2 })
    expect(payload).not.toHaveProperty('username')
  })

  it('takes the secret in the form, and all scopes when none are named', async () => {
    const { id, secret } = await machine()
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
    expect((await ask(form)).status).toBe(200)
  })

  it.each([
    ['invalid_request', {}],
    ['unsupported_grant_type', { grant_type: 'password' }],
    ['invalid_client', { client_secret: 'wrong' }],
    ['invalid_client', { client_id: '__proto__' }],
    ['invalid_scope', { scope: 'api/write' }],
  ])('answers %s to %o', async (error, change) => {
    const { id, secret } = await machine()
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
    expect(await ask(error === 'invalid_request' ? {} : { ...form, ...change })).toEqual({
      status: 400,
      body: { error },
    })
  })

  it('is not there without a domain', async () => {
    const { UserPoolId } = await bench.setUp()
    const answer = await fetch(`${bench.practice.url}/${UserPoolId}/oauth2/token`, { method: 'POST', body: '' })
    expect(answer.status).toBe(404)
  })
})

describe('what a client and a pool exclude', () => {
  it.each([
    ['client_credentials without a secret', { ...MACHINE, GenerateSecret: false }, 'InvalidParameterException'],
    [
      'client_credentials beside code',
      { ...MACHINE, AllowedOAuthFlows: ['client_credentials' as const, 'code' as const] },
      'InvalidParameterException',
    ],
    ['client_credentials for openid', { ...MACHINE, AllowedOAuthScopes: ['openid'] }, 'InvalidParameterException'],
    ['a scope that is not there', { ...MACHINE, AllowedOAuthScopes: ['api/none'] }, 'ScopeDoesNotExistException'],
    ['OAuth without scopes', { ...MACHINE, AllowedOAuthScopes: [] }, 'InvalidParameterException'],
    ['a secret given and generated', { ...MACHINE, ClientSecret: 'a'.repeat(32) }, 'InvalidParameterException'],
    [
      'code without a callback',
      { AllowedOAuthFlows: ['code' as const], AllowedOAuthScopes: ['openid'], AllowedOAuthFlowsUserPoolClient: true },
      'InvalidParameterException',
    ],
  ])('refuses %s', async (_what, settings, name) => {
    const made = bench.admin.createUserPoolClient({ UserPoolId: poolId, ClientName: 'x', ...settings })
    await expect(made).rejects.toMatchObject({ name })
  })

  it('refuses aliases beside attributes as user names', async () => {
    const made = bench.admin.createUserPool({
      PoolName: 'x',
      AliasAttributes: ['email'],
      UsernameAttributes: ['email'],
    })
    await expect(made).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  it('refuses a domain that somebody has, a second one, and to delete a pool that has one', async () => {
    const { admin, setUp } = bench
    const { UserPoolId } = await setUp()
    const refusal = { name: 'InvalidParameterException' }
    await expect(admin.createUserPoolDomain({ UserPoolId, Domain: 'people' })).rejects.toMatchObject(refusal)
    await expect(admin.createUserPoolDomain({ UserPoolId, Domain: 'my-aws' })).rejects.toMatchObject(refusal)
    await admin.createUserPoolDomain({ UserPoolId, Domain: 'others' })
    await expect(admin.createUserPoolDomain({ UserPoolId, Domain: 'more' })).rejects.toMatchObject(refusal)
    await expect(admin.deleteUserPool({ UserPoolId })).rejects.toMatchObject(refusal)
    await admin.deleteUserPoolDomain({ UserPoolId, Domain: 'others' })
    await admin.deleteUserPool({ UserPoolId })
  })
})

describe('members that the SDK does not know', () => {
  /** As a newer client sends it: with the body changed before it is signed. */
  function newer(extra: Record<string, unknown>) {
    const { url: endpoint, region, accessKeyId, secretAccessKey } = bench.practice
    const client = new CognitoIdentityProvider({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
    const answers: string[] = []
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string; headers: Record<string, string> }
        request.body = JSON.stringify({ ...JSON.parse(Buffer.from(request.body).toString()), ...extra })
        request.headers['content-length'] = String(Buffer.byteLength(request.body))
        return next(args)
      },
      { step: 'build', priority: 'low' },
    )
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args)
        const { body } = result.response as { body: AsyncIterable<Uint8Array> }
        const chunks: Uint8Array[] = []
        for await (const chunk of body) {
          chunks.push(chunk)
        }
        answers.push(Buffer.concat(chunks).toString())
        Object.assign(result.response as object, { body: Readable.from([Buffer.concat(chunks)]) })
        return result
      },
      { step: 'deserialize', priority: 'low' },
    )
    return { client, answer: () => JSON.parse(answers.at(-1) ?? '{}') }
  }

  it('are kept of pools and clients, given back, and reset by an update that leaves them out', async () => {
    const { client, answer } = newer({ FromTheFuture: { Deep: [1] } })
    await client.createUserPool({ PoolName: 'newer' })
    expect(answer().UserPool).toMatchObject({ Name: 'newer', FromTheFuture: { Deep: [1] } })
    const UserPoolId: string = answer().UserPool.Id
    await client.createUserPoolClient({ UserPoolId, ClientName: 'newer' })
    const ClientId: string = answer().UserPoolClient.ClientId
    const plain = newer({})
    await plain.client.describeUserPoolClient({ UserPoolId, ClientId })
    expect(plain.answer().UserPoolClient).toMatchObject({ FromTheFuture: { Deep: [1] } })
    await plain.client.updateUserPoolClient({ UserPoolId, ClientId })
    expect(plain.answer().UserPoolClient).not.toHaveProperty('FromTheFuture')
    await plain.client.updateUserPool({ UserPoolId })
    await plain.client.describeUserPool({ UserPoolId })
    expect(plain.answer().UserPool).not.toHaveProperty('FromTheFuture')
  })
})
