import { createHmac } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CognitoBench, cognitoBench, PASSWORD, USERNAME } from '@/lib/practice/cognito/testing/bench'

let practice: CognitoBench['practice']
let clock: CognitoBench['clock']
let admin: CognitoBench['admin']
let cognito: CognitoBench['cognito']
let setUp: CognitoBench['setUp']
let signIn: CognitoBench['signIn']
let refresh: CognitoBench['refresh']

beforeEach(async () => {
  ;({ practice, clock, admin, cognito, setUp, signIn, refresh } = await cognitoBench())
})

afterEach(() => practice.close())

function fails(name: string, message: string) {
  return { name, message }
}

describe('tokens', () => {
  it('verify against the discovered keys, and have the claims of Cognito', async () => {
    const { UserPoolId, ClientId } = await setUp({}, {}, { email: 'ada@example.com', email_verified: 'true' })
    const issuer = `${practice.url}/${UserPoolId}`
    const discovered = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()
    expect(discovered).toMatchObject({ issuer, jwks_uri: `${issuer}/.well-known/jwks.json` })
    const keys = createRemoteJWKSet(new URL(discovered.jwks_uri))
    const { AuthenticationResult: tokens } = await signIn(ClientId)
    const access = await jwtVerify(tokens?.AccessToken ?? '', keys, { issuer })
    const id = await jwtVerify(tokens?.IdToken ?? '', keys, { issuer, audience: ClientId })
    expect(tokens).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' })
    expect(Object.keys(access.payload).sort()).toEqual(
      [
        'auth_time',
        'client_id',
        'event_id',
        'exp',
        'iat',
        'iss',
        'jti',
        'origin_jti',
        'scope',
        'sub',
        'token_use',
        'username',
      ].sort(),
    )
    expect(access.payload).toMatchObject({
      client_id: ClientId,
      token_use: 'access',
      username: USERNAME,
      scope: 'aws.cognito.signin.user.admin',
    })
    expect(id.payload).toMatchObject({
      token_use: 'id',
      'cognito:username': USERNAME,
      email: 'ada@example.com',
      email_verified: true,
    })
    expect(id.payload).not.toHaveProperty('client_id')
    expect((await fetch(`${practice.url}/us-east-1_Nothing/.well-known/jwks.json`)).status).toBe(404)
  })

  it('live as long as the client says, in the units that it says', async () => {
    const { UserPoolId, ClientId } = await setUp({ AccessTokenValidity: 2 })
    expect((await signIn(ClientId)).AuthenticationResult?.ExpiresIn).toBe(7200)
    const minutes = { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' } as const
    const create = (AccessTokenValidity: number) =>
      admin.createUserPoolClient({
        UserPoolId,
        ClientName: 'x',
        AccessTokenValidity,
        IdTokenValidity: 60,
        TokenValidityUnits: minutes,
      })
    await expect(create(4)).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expect(create(5)).resolves.toBeDefined()
  })

  it('are refreshed until they expire or are revoked', async () => {
    const { ClientId } = await setUp({ RefreshTokenValidity: 1 })
    const first = (await signIn(ClientId)).AuthenticationResult
    const again = (await refresh(ClientId, first?.RefreshToken)).AuthenticationResult
    expect(again?.RefreshToken).toBeUndefined()
    expect(decodeJwt(again?.AccessToken ?? '').origin_jti).toBe(decodeJwt(first?.AccessToken ?? '').origin_jti)
    await expect(refresh(ClientId, 'x.y')).rejects.toMatchObject(
      fails('NotAuthorizedException', 'Invalid Refresh Token'),
    )
    await cognito.revokeToken({ ClientId, Token: first?.RefreshToken })
    await expect(refresh(ClientId, first?.RefreshToken)).rejects.toMatchObject(
      fails('NotAuthorizedException', 'Refresh Token has been revoked'),
    )
    await expect(cognito.getUser({ AccessToken: first?.AccessToken })).rejects.toMatchObject(
      fails('NotAuthorizedException', 'Access Token has been revoked'),
    )
    const second = (await signIn(ClientId)).AuthenticationResult
    clock.offset = 86_400_000
    await expect(refresh(ClientId, second?.RefreshToken)).rejects.toMatchObject(
      fails('NotAuthorizedException', 'Refresh Token has expired'),
    )
  })

  it('rotate where the client asks for it, with a time of grace', async () => {
    const rotation = { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 } as const
    await expect(setUp({ RefreshTokenRotation: rotation })).rejects.toMatchObject({ name: 'InvalidParameterException' })
    const { ClientId } = await setUp({
      RefreshTokenRotation: rotation,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    })
    const first = (await signIn(ClientId)).AuthenticationResult?.RefreshToken
    await expect(refresh(ClientId, first)).rejects.toMatchObject({ name: 'InvalidParameterException' })
    const get = (RefreshToken: string | undefined) => cognito.getTokensFromRefreshToken({ ClientId, RefreshToken })
    const second = (await get(first)).AuthenticationResult?.RefreshToken
    expect(second).not.toBe(first)
    clock.offset = 9000
    await expect(get(first)).resolves.toBeDefined()
    clock.offset = 11_000
    await expect(get(first)).rejects.toMatchObject({ name: 'RefreshTokenReuseException' })
    await expect(get(second)).resolves.toBeDefined()
  })

  it('end for all devices at a global sign-out', async () => {
    const { ClientId } = await setUp()
    const tokens = (await signIn(ClientId)).AuthenticationResult
    expect((await cognito.getUser({ AccessToken: tokens?.AccessToken })).Username).toBe(USERNAME)
    await cognito.globalSignOut({ AccessToken: tokens?.AccessToken })
    await expect(refresh(ClientId, tokens?.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' })
  })
})

describe('refusals', () => {
  it('come in the words of Cognito', async () => {
    const { UserPoolId, ClientId } = await setUp({ PreventUserExistenceErrors: 'ENABLED' })
    const wrong = fails('NotAuthorizedException', 'Incorrect username or password.')
    await expect(signIn(ClientId, { PASSWORD: 'no' })).rejects.toMatchObject(wrong)
    await expect(signIn(ClientId, { USERNAME: 'nobody' })).rejects.toMatchObject(wrong)
    await expect(signIn('nothing')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(signIn(ClientId, { SECRET_HASH: 'x' })).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    await expect(
      cognito.initiateAuth({ ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME } }),
    ).rejects.toMatchObject(fails('InvalidParameterException', 'USER_SRP_AUTH is not enabled for the client.'))
    await admin.updateUserPoolClient({ UserPoolId, ClientId })
    await expect(signIn(ClientId)).rejects.toMatchObject(
      fails('InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client'),
    )
    await expect(admin.adminCreateUser({ UserPoolId, Username: USERNAME })).rejects.toMatchObject({
      name: 'UsernameExistsException',
    })
    await expect(
      admin.adminSetUserPassword({ UserPoolId, Username: USERNAME, Password: 'short', Permanent: true }),
    ).rejects.toMatchObject(
      fails('InvalidPasswordException', 'Password did not conform with policy: Password not long enough'),
    )
  })

  it('depend on the state of the user', async () => {
    const { UserPoolId, ClientId } = await setUp({}, {}, { email: 'ada@example.com' })
    const user = { UserPoolId, Username: USERNAME }
    await expect(signIn(ClientId, { USERNAME: 'nobody' })).rejects.toMatchObject({ name: 'UserNotFoundException' })
    await admin.adminDisableUser(user)
    await expect(signIn(ClientId)).rejects.toMatchObject(fails('NotAuthorizedException', 'User is disabled.'))
    await admin.adminEnableUser(user)
    await admin.adminResetUserPassword(user)
    await expect(signIn(ClientId)).rejects.toMatchObject({ name: 'PasswordResetRequiredException' })
    await cognito.signUp({ ClientId, Username: 'bo', Password: PASSWORD })
    await expect(signIn(ClientId, { USERNAME: 'bo' })).rejects.toMatchObject({ name: 'UserNotConfirmedException' })
  })

  it('slow down after five wrong passwords', async () => {
    const { ClientId } = await setUp()

    for (let i = 0; i < 5; i++) {
      await expect(signIn(ClientId, { PASSWORD: 'no' })).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    }
    await expect(signIn(ClientId)).rejects.toMatchObject({ message: 'Password attempts exceeded' })
    clock.offset = 2000
    await expect(signIn(ClientId)).resolves.toBeDefined()
  })

  it('ask a client with a secret for its hash', async () => {
    const { ClientId, secret } = await setUp({ GenerateSecret: true })
    const hash = (name: string) =>
      createHmac('sha256', secret)
        .update(name + ClientId)
        .digest('base64')
    await expect(signIn(ClientId)).rejects.toMatchObject(
      fails('NotAuthorizedException', `Client ${ClientId} is configured with secret but SECRET_HASH was not received`),
    )
    await expect(signIn(ClientId, { SECRET_HASH: 'x' })).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    const tokens = (await signIn(ClientId, { SECRET_HASH: hash(USERNAME) })).AuthenticationResult
    const sub = decodeJwt(tokens?.AccessToken ?? '').sub ?? ''
    await expect(refresh(ClientId, tokens?.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' })
    await expect(refresh(ClientId, tokens?.RefreshToken, { SECRET_HASH: hash(sub) })).resolves.toBeDefined()
    const RefreshToken = tokens?.RefreshToken
    await expect(cognito.getTokensFromRefreshToken({ ClientId, RefreshToken })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    })
    const got = await cognito.getTokensFromRefreshToken({ ClientId, RefreshToken, ClientSecret: secret })
    expect(got.AuthenticationResult?.AccessToken).toBeDefined()
  })
})
