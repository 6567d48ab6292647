import { importPKCS8, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deploy, makeRole, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'
import { connect, INITIALIZE, postMessage, signingFetch } from '@/lib/practice/agentcore/testing/client'
import { poolOf } from '@/lib/practice/cognito/slice'

let account: TestAccount
let signed: typeof fetch
let iamUrl: string
let jwtUrl: string
let tokens: { access: string; id: string }
let poolId: string
let clientId: string
let deployJwt: (name: string, authorizer: object) => Promise<string>

async function signIn() {
  const { cognito } = account
  const pool = await cognito.createUserPool({ PoolName: 'people' })
  poolId = pool.UserPool?.Id ?? ''
  const { UserPoolClient } = await cognito.createUserPoolClient({
    UserPoolId: poolId,
    ClientName: 'app',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  clientId = UserPoolClient?.ClientId ?? ''
  const user = { UserPoolId: poolId, Username: 'someone' }
  const password = 'Practice-makes-9-perfect!'
  await cognito.adminCreateUser({ ...user, MessageAction: 'SUPPRESS' })
  await cognito.adminSetUserPassword({ ...user, Password: password, Permanent: true })
  const { AuthenticationResult: result } = await cognito.initiateAuth({
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'someone', PASSWORD: password },
  })
  tokens = { access: result?.AccessToken ?? '', id: result?.IdToken ?? '' }
}

/** A token of the pool with claims of our choice. */
async function forge(claims: Record<string, unknown>, expiresInSeconds = 3600): Promise<string> {
  const pool = poolOf(account.practice.state, poolId)
  const key = await importPKCS8(pool?.key.privatePem ?? '', 'RS256')
  return new SignJWT({ iss: `${account.practice.url}/${poolId}`, client_id: clientId, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: pool?.key.kid ?? '' })
    .setExpirationTime(Math.floor(account.clock.now / 1000) + expiresInSeconds)
    .sign(key)
}

async function post(url: string, headers: Record<string, string> = {}, fetcher: typeof fetch = fetch) {
  const response = await postMessage(fetcher, url, INITIALIZE, headers)
  const text = await response.text()
  return { status: response.status, text, challenge: response.headers.get('www-authenticate'), response }
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` }
}

beforeAll(async () => {
  account = await testAccount()
  const { accessKeyId, secretAccessKey } = account.practice
  signed = signingFetch({ accessKeyId, secretAccessKey })
  const roleArn = await makeRole(account, 'tools-role')
  await signIn()
  const discoveryUrl = `${account.practice.url}/${poolId}/.well-known/openid-configuration`
  deployJwt = async (name, authorizer) => {
    const authorizerConfiguration = { customJWTAuthorizer: { discoveryUrl, ...authorizer } }
    return (await deploy(account, roleArn, { agentRuntimeName: name, authorizerConfiguration })).url
  }
  iamUrl = (await deploy(account, roleArn)).url
  jwtUrl = await deployJwt('bearers', { allowedClients: [clientId] })
})

afterAll(async () => {
  await account.practice.close()
})

describe('a runtime with SigV4', () => {
  it('takes a signed request', async () => {
    expect((await post(iamUrl, {}, signed)).status).toBe(200)
  })

  it.each([
    ['no signature', () => ({}), /Authorization error/],
    ['a bearer token', () => bearer(tokens.access), /Authorization method mismatch/],
    ['a broken signature', () => ({ authorization: 'AWS4-HMAC-SHA256 Credential=x' }), /Authorization header/],
  ])('answers 403 without a challenge to %s', async (_name, headers, message) => {
    const answer = await post(iamUrl, headers())
    expect(answer).toMatchObject({ status: 403, challenge: null })
    expect(answer.text).toMatch(message)
  })

  it('answers 403 to keys that nobody has', async () => {
    const stranger = signingFetch({ accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x' })
    expect(await post(iamUrl, {}, stranger)).toMatchObject({ status: 403, challenge: null })
  })

  it('answers 403 to a signature for another region', async () => {
    const { accessKeyId, secretAccessKey } = account.practice
    const elsewhere = signingFetch({ accessKeyId, secretAccessKey }, 'eu-west-1')
    const answer = await post(iamUrl, {}, elsewhere)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('valid region')
  })

  it('has no protected resource metadata', async () => {
    const url = iamUrl.replace('?', '/.well-known/oauth-protected-resource?')
    expect((await fetch(url)).status).toBe(404)
  })
})

describe('a runtime with JWTs', () => {
  it('takes an access token, through the reference client', async () => {
    const client = await connect(jwtUrl, { token: tokens.access })
    expect(client.getServerVersion()?.name).toBe('AWS-API-MCP')
  })

  it('answers 401 with a challenge that leads to its metadata', async () => {
    const { status, challenge, text } = await post(jwtUrl)
    const metadataUrl = /resource_metadata="([^"]+)"/.exec(challenge ?? '')?.[1] ?? ''
    expect(status).toBe(401)
    expect(JSON.parse(text).error).toEqual({ code: -32001, message: 'Missing Authentication Token' })
    expect(await (await fetch(metadataUrl)).json()).toMatchObject({
      resource: jwtUrl.split('?')[0],
      authorization_servers: [`${account.practice.url}/${poolId}`],
    })
  })

  it('answers 403 to a signature, because one version takes one method', async () => {
    const answer = await post(jwtUrl, {}, signed)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('Authorization method mismatch')
  })

  it('answers 403 to what is no token', async () => {
    const answer = await post(jwtUrl, bearer('garbage'))
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('Failed to parse token')
  })

  it('names the claim that an ID token lacks', async () => {
    const answer = await post(jwtUrl, bearer(tokens.id))
    expect(answer).toMatchObject({ status: 401, challenge: expect.stringContaining('resource_metadata') })
    expect(answer.text).toContain("Claim 'client_id' value mismatch with configuration.")
  })

  it('takes the ID token instead where the audience is configured, and never both', async () => {
    const audience = await deployJwt('audience', { allowedAudience: [clientId] })
    const both = await deployJwt('both', { allowedAudience: [clientId], allowedClients: [clientId] })
    const mismatch = await post(audience, bearer(tokens.access))
    expect(mismatch.text).toContain("Claim 'aud' value mismatch")
    expect((await post(audience, bearer(tokens.id))).status).toBe(200)
    expect((await post(both, bearer(tokens.access))).status).toBe(401)
    expect((await post(both, bearer(tokens.id))).status).toBe(401)
  })

  it('checks scopes and custom claims', async () => {
    const url = await deployJwt('claims', {
      allowedScopes: ['tools/run'],
      customClaims: [
        {
          inboundTokenClaimName: 'groups',
          inboundTokenClaimValueType: 'STRING_ARRAY',
          authorizingClaimMatchValue: {
            claimMatchOperator: 'CONTAINS_ANY',
            claimMatchValue: { matchValueStringList: ['operators', 'owners'] },
          },
        },
      ],
    })
    const good = await forge({ scope: 'openid tools/run', groups: ['owners'] })
    const noScope = await forge({ scope: 'openid', groups: ['owners'] })
    const noGroup = await forge({ scope: 'tools/run', groups: ['guests'] })
    expect((await post(url, bearer(good))).status).toBe(200)
    expect((await post(url, bearer(noScope))).text).toContain("Claim 'scope'")
    expect((await post(url, bearer(noGroup))).text).toContain("Claim 'groups'")
  })

  it.each([
    ['expired', -10, 401],
    ['about to expire', 50, 401],
    ['good for a while', 90, 200],
  ])('looks at the time: %s', async (_name, seconds, status) => {
    expect((await post(jwtUrl, bearer(await forge({}, seconds)))).status).toBe(status)
  })

  it('refuses a token of another issuer and one with another key', async () => {
    const [head, , signature] = tokens.access.split('.')
    const claims = Buffer.from(JSON.stringify({ client_id: clientId, exp: 9_999_999_999 })).toString('base64url')
    expect((await post(jwtUrl, bearer(await forge({ iss: 'https://issuer.example' })))).status).toBe(401)
    expect((await post(jwtUrl, bearer(`${head}.${claims}.${signature}`))).status).toBe(401)
  })

  it('can be made to refuse a claim, to practise with', async () => {
    account.practice.faults.switch({ claimMismatch: 'client_id' })
    const answer = await post(jwtUrl, bearer(tokens.access))
    account.practice.faults.switch({ claimMismatch: null })
    expect(answer.text).toContain("Claim 'client_id' value mismatch")
  })
})
