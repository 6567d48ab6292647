import { Sha256 } from '@aws-crypto/sha256-js'
import { HttpRequest } from '@smithy/core/protocols'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testAccount } from '@/lib/practice/testing/account'

let account: Awaited<ReturnType<typeof testAccount>>
let offset = 0

beforeEach(async () => {
  offset = 0
  account = await testAccount({ now: () => Date.now() + offset })
})
afterEach(() => account.practice.close())

async function session(DurationSeconds = 900) {
  const { Credentials } = await account.sts.getSessionToken({ DurationSeconds })
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
}

describe('a session of the user', () => {
  it('is the user until it expires', async () => {
    const credentials = await session()
    const { sts, logs } = account.clientsAs(credentials)
    expect((await sts.getCallerIdentity({})).Arn).toBe('arn:aws:iam::000000000000:user/practice-operator')
    await expect(logs.describeLogGroups({})).resolves.toBeDefined()
    offset = 901_000
    await expect(sts.getCallerIdentity({})).rejects.toMatchObject({ name: 'ExpiredToken' })
  })

  it('may not call IAM, nor open another', async () => {
    const { sts, iam } = account.clientsAs(await session())
    await expect(iam.listRoles({})).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
    await expect(sts.getSessionToken({})).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'Cannot call GetSessionToken with session credentials',
    })
    await expect(account.sts.getSessionToken({ DurationSeconds: 899 })).rejects.toMatchObject({
      name: 'ValidationError',
    })
  })
})

describe('keys and messages', () => {
  it('knows whose key it is', async () => {
    const { accessKeyId } = await session()
    for (const AccessKeyId of [accessKeyId, account.practice.accessKeyId]) {
      expect((await account.sts.getAccessKeyInfo({ AccessKeyId })).Account).toBe('000000000000')
    }
    await expect(account.sts.getAccessKeyInfo({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' })).rejects.toMatchObject({
      name: 'ValidationError',
    })
  })

  it('decodes no message that it did not encode', async () => {
    await expect(account.sts.decodeAuthorizationMessage({ EncodedMessage: 'x' })).rejects.toMatchObject({
      name: 'InvalidAuthorizationMessageException',
      message: 'The practice account does not imitate encoded authorization messages.',
    })
  })
})

describe('a presigned GetCallerIdentity', () => {
  const CALL = { Action: 'GetCallerIdentity', Version: '2011-06-15' }

  /** As token helpers of clusters and vaults make it. */
  async function presigned(
    method: 'GET' | 'POST',
    signingDate = new Date(),
    credentials?: Awaited<ReturnType<typeof session>>,
  ) {
    const { url, accessKeyId, secretAccessKey } = account.practice
    const { host } = new URL(url)
    const body = method === 'POST' ? new URLSearchParams(CALL).toString() : ''
    const signer = new SignatureV4({
      service: 'sts',
      region: 'us-east-1',
      sha256: Sha256,
      credentials: credentials ?? { accessKeyId, secretAccessKey },
    })
    const request = new HttpRequest({
      method,
      path: '/',
      query: method === 'GET' ? CALL : {},
      headers: { host, 'x-cluster': 'one' },
      body,
    })
    const { query } = await signer.presign(request, {
      expiresIn: 60,
      signingDate,
      unhoistableHeaders: new Set(['x-cluster']),
    })
    const where = `${url}/?${new URLSearchParams(query as Record<string, string>)}`
    const headers = {
      'x-cluster': 'one',
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    }
    return { where, init: method === 'POST' ? { method, headers, body } : { method, headers } }
  }

  it.each(['GET', 'POST'] as const)('by %s says who signed it', async (method) => {
    const { where, init } = await presigned(method)
    const answer = await fetch(where, init)
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('<Arn>arn:aws:iam::000000000000:user/practice-operator</Arn>'),
    ])
  })

  it('works with a session, and for a quarter of an hour', async () => {
    const { where, init } = await presigned('GET', new Date(), await session())
    expect((await fetch(where, init)).status).toBe(200)
    const old = await presigned('GET', new Date(Date.now() - 16 * 60_000))
    const refused = await fetch(old.where, old.init)
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('Signature expired')])
  })

  it('is refused when anything of it was changed', async () => {
    const { where, init } = await presigned('GET')
    const other = await fetch(where, { ...init, headers: { 'x-cluster': 'two' } })
    expect([other.status, await other.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')])
    const longer = await fetch(where.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'), init)
    expect(longer.status).toBe(403)
    const stranger = await fetch(where.replace(account.practice.accessKeyId, 'AKIAIOSFODNN7EXAMPLE'), init)
    expect(await stranger.text()).toContain('InvalidClientTokenId')
  })
})
