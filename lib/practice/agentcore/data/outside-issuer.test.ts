import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isOnThisComputer } from '@/lib/practice/agentcore/data/outside-issuer'
import { deploy, makeRole, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'
import { INITIALIZE, postMessage } from '@/lib/practice/agentcore/testing/client'

let account: TestAccount
let roleArn = ''
let server: Server
let base = ''
let pair: Awaited<ReturnType<typeof generateKeyPair>>
const asked: string[] = []
/** What the discovery document says besides; an issuer of our own whims. */
let document: Record<string, unknown> = {}

beforeAll(async () => {
  account = await testAccount()
  roleArn = await makeRole(account, 'tools-role')
  pair = await generateKeyPair('ES256')
  const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }] }
  server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const known = { issuer: `${base}/`, jwks_uri: `${base}/keys`, ...document }
    const body = url.endsWith('openid-configuration') ? known : url === '/keys' ? jwks : undefined
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.close()
  await account.practice.close()
})

const discoveryUrl = (path: string) => `${base}/${path}/.well-known/openid-configuration`

async function deployed(name: string, url: string) {
  const authorizerConfiguration = { customJWTAuthorizer: { discoveryUrl: url, allowedAudience: ['tools'] } }
  return (await deploy(account, roleArn, { agentRuntimeName: name, authorizerConfiguration })).url
}

function sign(claims: Record<string, unknown> = {}, key = pair.privateKey) {
  return new SignJWT({ iss: `${base}/`, aud: 'tools', ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setExpirationTime(Math.floor(account.clock.now / 1000) + 3600)
    .sign(key)
}

async function post(url: string, token: string) {
  const response = await postMessage(fetch, url, INITIALIZE, { authorization: `Bearer ${token}` })
  return { status: response.status, text: await response.text() }
}

describe('a runtime that trusts an issuer on this computer', () => {
  it('takes its tokens, and reads its document once for many calls', async () => {
    const url = await deployed('outside', discoveryUrl('good'))
    expect((await post(url, await sign())).status).toBe(200)
    expect((await post(url, await sign())).status).toBe(200)
    expect(asked.filter((path) => path.startsWith('/good/'))).toHaveLength(1)
  })

  it('refuses what another key has signed, another issuer, and another audience', async () => {
    const url = await deployed('strict', discoveryUrl('good'))
    const { privateKey } = await generateKeyPair('ES256')
    expect(await post(url, await sign({}, privateKey))).toMatchObject({
      status: 401,
      text: expect.stringContaining('Invalid token signature'),
    })
    expect((await post(url, await sign({ iss: base }))).text).toContain("Claim 'iss' value mismatch")
    expect((await post(url, await sign({ aud: 'account' }))).text).toContain("Claim 'aud' value mismatch")
  })

  it.each([
    ['has no document', 'http://127.0.0.1:9', {}],
    ['names no keys', '', { jwks_uri: undefined }],
    ['has keys that are not there', '', { jwks_uri: 'http://127.0.0.1:9/keys' }],
    ['has keys on another computer', '', { jwks_uri: 'https://login.example/keys' }],
  ])('is not made when it %s', async (what, origin, changed) => {
    document = changed
    const path = what.replaceAll(' ', '-')
    const url = origin === '' ? discoveryUrl(path) : `${origin}/.well-known/openid-configuration`
    await expect(deployed('never', url)).rejects.toThrow(/Failed to retrieve the discovery document/)
    document = {}
  })

  it('says that it lacks the keys when the issuer is gone, and takes tokens again when it is back', async () => {
    const url = await deployed('gone', discoveryUrl('gone'))
    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 6 * 60_000)
    document = { jwks_uri: 'http://127.0.0.1:9/keys' }
    expect(await post(url, await sign())).toMatchObject({
      status: 401,
      text: expect.stringContaining('Failed to retrieve the signing keys'),
    })
    document = {}
    expect((await post(url, await sign())).status).toBe(200)
    now.mockRestore()
  })
})

it.each([
  ['http://127.0.0.1:8080/x', true],
  ['http://localhost/x', true],
  ['http://[::1]:1/x', true],
  ['https://127.0.0.1/x', false],
  ['http://127.0.0.1.example/x', false],
  ['http://localhost@example.com/x', false],
  ['http://10.0.0.1/x', false],
  ['http://169.254.169.254/x', false],
  ['', false],
])('%s is on this computer: %s', (address, expected) => {
  expect(isOnThisComputer(address)).toBe(expected)
})
