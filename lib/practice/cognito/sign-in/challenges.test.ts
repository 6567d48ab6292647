import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { totpCode } from '@/lib/practice/cognito/sign-in/totp'
import { type CognitoBench, cognitoBench, PASSWORD, USERNAME } from '@/lib/practice/cognito/testing/bench'

let practice: CognitoBench['practice']
let clock: CognitoBench['clock']
let admin: CognitoBench['admin']
let cognito: CognitoBench['cognito']
let setUp: CognitoBench['setUp']
let signIn: CognitoBench['signIn']
let lastCode: CognitoBench['lastCode']

beforeEach(async () => {
  ;({ practice, clock, admin, cognito, setUp, signIn, lastCode } = await cognitoBench())
})

afterEach(() => practice.close())

function fails(name: string, message: string) {
  return { name, message }
}

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
    clock.offset = 3 * 60_000 + 1
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
    clock.offset = 60_000
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
    const code = totpCode(SecretCode, Date.now() + clock.offset)
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
