import { createHmac } from 'node:crypto'
import {
  CognitoIdentityProvider,
  type CreateUserPoolClientRequest,
  type CreateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sentMessages } from '@/lib/practice/cognito/messages'
import { totpCode } from '@/lib/practice/cognito/totp'
import { type Practice, startPractice } from '@/lib/practice/start'

const PASSWORD = 'Correct-Horse-7'
const USERNAME = 'ada'

let practice: Practice
let admin: CognitoIdentityProvider
/** Signs nothing, as a sign-in page doesn't. */
let cognito: CognitoIdentityProvider
let offset = 0

beforeEach(async () => {
  offset = 0
  practice = await startPractice({ now: () => Date.now() + offset })
  const { url: endpoint, region, accessKeyId, secretAccessKey } = practice
  admin = new CognitoIdentityProvider({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  })
  const nobody = () => Promise.reject(new Error('An unsigned call asked for credentials.'))
  cognito = new CognitoIdentityProvider({ endpoint, region, credentials: nobody, maxAttempts: 1 })
})

afterEach(() => practice.close())

async function setUp(
  client: Partial<CreateUserPoolClientRequest> = {},
  pool: Partial<CreateUserPoolRequest> = {},
  attributes: Record<string, string> = {},
) {
  const { UserPool } = await admin.createUserPool({ PoolName: 'people', ...pool })
  const UserPoolId = UserPool?.Id ?? ''
  const { UserPoolClient } = await admin.createUserPoolClient({
    UserPoolId,
    ClientName: 'app',
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    ...client,
  })
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))
  await admin.adminCreateUser({ UserPoolId, Username: USERNAME, MessageAction: 'SUPPRESS', UserAttributes })
  await admin.adminSetUserPassword({ UserPoolId, Username: USERNAME, Password: PASSWORD, Permanent: true })
  return { UserPoolId, ClientId: UserPoolClient?.ClientId ?? '', secret: UserPoolClient?.ClientSecret ?? '' }
}

function signIn(ClientId: string, parameters: Record<string, string> = {}) {
  const AuthParameters = { USERNAME, PASSWORD, ...parameters }
  return cognito.initiateAuth({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters })
}

function refresh(ClientId: string, REFRESH_TOKEN: string | undefined, more: Record<string, string> = {}) {
  const AuthParameters = { REFRESH_TOKEN: REFRESH_TOKEN ?? '', ...more }
  return cognito.initiateAuth({ ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters })
}

function lastCode(): string {
  return /\d{6,8}/.exec(sentMessages(practice.state).at(-1)?.text ?? '')?.[0] ?? ''
}

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
    offset = 86_400_000
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
    offset = 9000
    await expect(get(first)).resolves.toBeDefined()
    offset = 11_000
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
    offset = 2000
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

describe('challenges', () => {
  it('ask for a new password, in a session that ends', async () => {
    const { UserPoolId, ClientId } = await setUp()
    await admin.adminSetUserPassword({ UserPoolId, Username: USERNAME, Password: PASSWORD, Permanent: false })
    const answer = (Session: string | undefined) =>
      cognito.respondToAuthChallenge({
        ClientId,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session,
        ChallengeResponses: { USERNAME, NEW_PASSWORD: `${PASSWORD}!` },
      })
    const late = await signIn(ClientId)
    expect(late.ChallengeName).toBe('NEW_PASSWORD_REQUIRED')
    offset = 3 * 60_000 + 1
    await expect(answer(late.Session)).rejects.toMatchObject(
      fails('NotAuthorizedException', 'Invalid session for the user, session is expired.'),
    )
    const { Session } = await signIn(ClientId)
    expect((await answer(Session)).AuthenticationResult?.AccessToken).toBeDefined()
    await expect(answer(Session)).rejects.toMatchObject({
      message: 'Invalid session for the user, session can only be used once.',
    })
    expect((await admin.adminGetUser({ UserPoolId, Username: USERNAME })).UserStatus).toBe('CONFIRMED')
  })

  it('set up an authenticator, and then ask it', async () => {
    const { UserPoolId, ClientId } = await setUp()
    await admin.setUserPoolMfaConfig({
      UserPoolId,
      MfaConfiguration: 'ON',
      SoftwareTokenMfaConfiguration: { Enabled: true },
    })
    const setup = await signIn(ClientId)
    expect(setup.ChallengeName).toBe('MFA_SETUP')
    const { SecretCode = '', Session } = await cognito.associateSoftwareToken({ Session: setup.Session })
    await expect(cognito.verifySoftwareToken({ Session, UserCode: '000000' })).rejects.toMatchObject({
      name: 'EnableSoftwareTokenMFAException',
    })
    const verified = await cognito.verifySoftwareToken({ Session, UserCode: totpCode(SecretCode, Date.now()) })
    const done = await cognito.respondToAuthChallenge({
      ClientId,
      ChallengeName: 'MFA_SETUP',
      Session: verified.Session,
      ChallengeResponses: { USERNAME },
    })
    expect(done.AuthenticationResult?.AccessToken).toBeDefined()
    offset = 60_000
    const asked = await signIn(ClientId)
    const answer = (SOFTWARE_TOKEN_MFA_CODE: string) =>
      cognito.respondToAuthChallenge({
        ClientId,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: asked.Session,
        ChallengeResponses: { USERNAME, SOFTWARE_TOKEN_MFA_CODE },
      })
    expect(asked.ChallengeName).toBe('SOFTWARE_TOKEN_MFA')
    await expect(answer('abcdef')).rejects.toMatchObject({ name: 'CodeMismatchException' })
    const code = totpCode(SecretCode, Date.now() + offset)
    expect((await answer(code)).AuthenticationResult?.AccessToken).toBeDefined()
  })

  it('send codes that can be read, and let people choose', async () => {
    const { UserPoolId, ClientId } = await setUp({}, {}, { email: 'ada@example.com', phone_number: '+15550101234' })
    await admin.setUserPoolMfaConfig({
      UserPoolId,
      MfaConfiguration: 'OPTIONAL',
      EmailMfaConfiguration: { Subject: 'Code' },
      SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sms' } },
    })
    const { AccessToken } = (await signIn(ClientId)).AuthenticationResult ?? {}
    await cognito.setUserMFAPreference({
      AccessToken,
      SMSMfaSettings: { Enabled: true },
      EmailMfaSettings: { Enabled: true },
    })
    for (const [factor, destination] of [
      ['SMS_MFA', '+*******1234'],
      ['EMAIL_OTP', 'a***@e***'],
    ] as const) {
      const choice = await signIn(ClientId)
      expect(choice.ChallengeName).toBe('SELECT_MFA_TYPE')
      const asked = await cognito.respondToAuthChallenge({
        ClientId,
        ChallengeName: 'SELECT_MFA_TYPE',
        Session: choice.Session,
        ChallengeResponses: { USERNAME, ANSWER: factor },
      })
      expect(asked).toMatchObject({
        ChallengeName: factor,
        ChallengeParameters: { CODE_DELIVERY_DESTINATION: destination },
      })
      const done = await cognito.respondToAuthChallenge({
        ClientId,
        ChallengeName: factor,
        Session: asked.Session,
        ChallengeResponses: { USERNAME, [`${factor}_CODE`]: lastCode() },
      })
      expect(done.AuthenticationResult?.AccessToken).toBeDefined()
    }
  })
})

describe('administration', () => {
  it('describes, lists, updates and deletes, and keeps no password as text', async () => {
    const { UserPoolId, ClientId } = await setUp({}, { UserPoolTags: { a: '1' } })
    const { UserPool } = await admin.describeUserPool({ UserPoolId })
    expect(UserPool).toMatchObject({ Name: 'people', UserPoolTags: { a: '1' }, EstimatedNumberOfUsers: 1 })
    expect((await admin.listUserPools({ MaxResults: 10 })).UserPools).toMatchObject([{ Id: UserPoolId }])
    expect((await admin.listUserPoolClients({ UserPoolId, MaxResults: 10 })).UserPoolClients).toMatchObject([
      { ClientId },
    ])
    await admin.updateUserPoolClient({ UserPoolId, ClientId, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
    const { UserPoolClient } = await admin.describeUserPoolClient({ UserPoolId, ClientId })
    expect(UserPoolClient).toMatchObject({ ClientName: 'app', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
    const filtered = await admin.listUsers({ UserPoolId, Filter: 'username ^= "ad"' })
    expect(filtered.Users).toMatchObject([{ Username: USERNAME, UserStatus: 'CONFIRMED', Enabled: true }])
    expect(JSON.stringify(practice.state.slice('cognito', () => ({})))).not.toContain(PASSWORD)
    await admin.deleteUserPool({ UserPoolId })
    await expect(admin.describeUserPool({ UserPoolId })).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('knows the codes of RFC 6238', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect([59, 1_111_111_109, 20_000_000_000].map((time) => totpCode(secret, time * 1000))).toEqual([
      '287082',
      '081804',
      '353130',
    ])
  })
})
