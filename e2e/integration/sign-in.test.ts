import type {
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  InitiateAuthResponse,
} from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attempt as resultOf } from '@/lib/aws/attempt'
import { totpCode } from '@/lib/practice/cognito/sign-in/totp'
import { type CognitoBench, cognitoBench, PASSWORD, USERNAME } from '@/lib/practice/cognito/testing/bench'
import type { Failure } from '@/lib/result'
import { decodeClaims } from '@/lib/tokens/claims/claims'
import type { ChallengeAnswer } from '@/lib/tokens/sign-in/challenge'
import { renewTokens } from '@/lib/tokens/sign-in/renewal'
import { answerPending, endSignIn, type SignInAnswer, startSignIn, tokensByRefresh } from '@/lib/tokens/sign-in/sign-in'
import type { SignInClient } from '@/lib/tokens/user-pool/pool'

let bench: CognitoBench

beforeAll(async () => {
  bench = await cognitoBench()
})

afterAll(() => bench.practice.close())

const SMS = { SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::000000000000:role/sns' } }
const MFA = { MfaConfiguration: 'ON' as const, ...SMS }
const USER_AUTH = { ExplicitAuthFlows: ['ALLOW_USER_AUTH' as const] }

async function poolWith(
  client: Partial<CreateUserPoolClientRequest> = {},
  pool: Partial<CreateUserPoolRequest> = {},
  attributes: Record<string, string> = {},
): Promise<SignInClient> {
  const { UserPoolId, ClientId } = await bench.setUp(client, pool, attributes)
  return signInClient(UserPoolId, ClientId)
}

async function signInClient(userPoolId: string, clientId: string): Promise<SignInClient> {
  const { UserPoolClient } = await bench.admin.describeUserPoolClient({ UserPoolId: userPoolId, ClientId: clientId })
  const authorizer = {
    type: 'jwt' as const,
    discoveryUrl: `${bench.practice.url}/${userPoolId}/.well-known/openid-configuration`,
    ...{ allowedClients: [clientId], allowedAudience: [], allowedScopes: [], customClaims: [] },
  }
  return { authorizer, userPoolId, clientId, cognito: bench.cognito as SignInClient['cognito'], client: UserPoolClient }
}

const begin = (pool: SignInClient, password = PASSWORD) => startSignIn(pool, { userName: USERNAME, password })
const failure = async (run: Promise<unknown>) => {
  const result = await resultOf(() => run)
  return result.ok ? undefined : result.error
}
/** Sentences of a failure that a person would read once in the notice and once at a field. */
const saidTwice = (error: Failure | undefined) =>
  Object.values(error?.fields ?? {})
    .flat()
    .filter((text) => text === error?.message || text === error?.remedy)
const claimsOf = (answer: SignInAnswer) =>
  answer.state === 'tokens' ? decodeClaims(answer.tokens.accessToken) : undefined

/** The challenge of that kind, which must be the answer, and how to go on from it. */
function challenged(pool: SignInClient, answer: SignInAnswer, kind: string) {
  expect(answer).toMatchObject({ state: 'challenge', challenge: { kind } })

  if (answer.state !== 'challenge') {
    throw new Error('There is no challenge.')
  }
  const { challenge, pending } = answer
  return {
    challenge,
    reply: (reply: ChallengeAnswer & { password?: string }) => answerPending(pool, pending, reply),
  }
}

describe('a sign-in with a password', () => {
  it('gives the tokens of the app client, with or without a secret', async () => {
    for (const GenerateSecret of [false, true]) {
      const pool = await poolWith({ GenerateSecret })
      const answer = await begin(pool)

      expect(claimsOf(answer)).toMatchObject({ client_id: pool.clientId, username: USERNAME })
      const refreshToken = answer.state === 'tokens' ? (answer.tokens.refreshToken ?? '') : ''
      expect(decodeClaims((await tokensByRefresh(pool, refreshToken)).accessToken)).toMatchObject({
        token_use: 'access',
      })
      await endSignIn(pool, refreshToken, GenerateSecret)
      expect(await failure(tokensByRefresh(pool, refreshToken))).toMatchObject({ code: 'credentials-expired' })
    }
  })

  it('rotates refresh tokens where the client does, and says when an old one is used again', async () => {
    const pool = await poolWith({
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    })
    const answer = await begin(pool)
    const first = answer.state === 'tokens' ? (answer.tokens.refreshToken ?? '') : ''
    const second = (await tokensByRefresh(pool, first)).refreshToken

    expect(second).toBeDefined()
    expect(second).not.toBe(first)
    expect(await failure(tokensByRefresh(pool, first))).toMatchObject({ code: 'credentials-expired' })
  })

  it('renews once for two tabs that ask at the same time, or one a moment after the other', async () => {
    const pool = await poolWith({
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    })
    const answer = await begin(pool)
    const first = answer.state === 'tokens' ? (answer.tokens.refreshToken ?? '') : ''
    const [one, other] = await Promise.all([renewTokens(pool, first), renewTokens(pool, first)])

    expect(other).toEqual(one)
    expect(await renewTokens(pool, first)).toEqual(one)
    expect((await renewTokens(pool, one.refreshToken ?? '')).accessToken).not.toBe(one.accessToken)
  })

  it('goes by choice-based sign-in where only that is allowed', async () => {
    expect(claimsOf(await begin(await poolWith(USER_AUTH)))).toMatchObject({ username: USERNAME })
  })

  it('says what stands in the way, each time', async () => {
    const pool = await poolWith()
    const { userPoolId: UserPoolId } = pool
    const secret = await poolWith({ GenerateSecret: true })

    const wrong = await failure(begin(pool, 'Wrong-1'))
    expect(wrong).toMatchObject({ fields: { password: [expect.any(String)] } })
    expect(saidTwice(wrong)).toEqual([])
    expect(await failure(begin(await poolWith({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] })))).toMatchObject({
      code: 'conflict',
      remedy: expect.stringContaining('USER_PASSWORD_AUTH'),
    })
    expect(await failure(begin({ ...secret, client: undefined }))).toMatchObject({ code: 'access-denied' })
    expect(await failure(begin({ ...(await poolWith({ ExplicitAuthFlows: [] })), client: undefined }))).toMatchObject({
      remedy: expect.stringContaining('USER_PASSWORD_AUTH'),
    })
    const legacy = await poolWith({ PreventUserExistenceErrors: 'LEGACY' })
    const unknown = await failure(startSignIn(legacy, { userName: 'nobody', password: PASSWORD }))
    expect(unknown).toMatchObject({ details: expect.stringContaining('UserNotFoundException') })
    bench.practice.faults.add({ id: 'slow', match: { operation: 'InitiateAuth' }, effect: { type: 'throttle' } })
    expect(await failure(begin(pool))).toMatchObject({ code: 'throttled' })
    await bench.admin.adminDisableUser({ UserPoolId, Username: USERNAME })
    expect(await failure(begin(pool))).toMatchObject({ message: 'This user is disabled.' })
    await bench.admin.adminEnableUser({ UserPoolId, Username: USERNAME })

    for (let wrong = 0; wrong < 5; wrong += 1) {
      await failure(begin(pool, 'Wrong-1'))
    }
    expect(await failure(begin(pool))).toMatchObject({ code: 'throttled' })
    expect(await failure(tokensByRefresh(pool, 'nonsense'))).toMatchObject({ code: 'credentials-expired' })
  })

  it('tells a user who was reset from one who never confirmed, and an old temporary password', async () => {
    const pool = await poolWith({}, {}, { email: 'ada@example.com' })
    const { userPoolId: UserPoolId, clientId: ClientId } = pool
    await bench.admin.adminResetUserPassword({ UserPoolId, Username: USERNAME })
    expect(await failure(begin(pool))).toMatchObject({ remedy: 'Set a new password, then sign in with it.' })

    await bench.cognito.signUp({ ClientId, Username: 'eve', Password: PASSWORD })
    const unconfirmed = await failure(startSignIn(pool, { userName: 'eve', password: PASSWORD }))
    expect(unconfirmed).toMatchObject({ message: 'This user has signed up but was never confirmed.' })

    await bench.admin.adminSetUserPassword({ UserPoolId, Username: USERNAME, Password: PASSWORD, Permanent: false })
    bench.clock.offset += 8 * 24 * 3_600_000
    expect(await failure(begin(pool))).toMatchObject({ message: 'The temporary password has expired.' })
    bench.clock.offset = 0
  })
})

describe('a challenge', () => {
  it('NEW_PASSWORD_REQUIRED: a weak password leaves it open, a good one ends it', async () => {
    const pool = await poolWith()
    await bench.admin.adminSetUserPassword({
      ...{ UserPoolId: pool.userPoolId, Username: USERNAME, Password: PASSWORD, Permanent: false },
    })
    const { reply } = challenged(pool, await begin(pool), 'new-password')

    expect(await failure(reply({ newPassword: 'weak' }))).toMatchObject({
      fields: { newPassword: [expect.any(String)] },
    })
    expect(claimsOf(await reply({ newPassword: 'Another-Horse-8' }))).toMatchObject({ username: USERNAME })
  })

  it('MFA_SETUP gives a key, and SOFTWARE_TOKEN_MFA takes its codes once', async () => {
    const pool = await poolWith({}, MFA)
    const { challenge, reply } = challenged(pool, await begin(pool), 'setup')
    const key = challenge.kind === 'setup' ? challenge.key : ''

    expect(challenge).toMatchObject({ link: expect.stringMatching(/^otpauth:\/\/totp\/.+secret=/) })
    const refused = await failure(reply({ code: '000000' }))
    expect(refused).toMatchObject({ fields: { code: [expect.any(String)] } })
    expect(saidTwice(refused)).toEqual([])
    const code = totpCode(key, Date.now())
    expect(claimsOf(await reply({ code }))).toMatchObject({ username: USERNAME })

    const next = challenged(pool, await begin(pool), 'code')
    expect(next.challenge).toMatchObject({ name: 'SOFTWARE_TOKEN_MFA' })
    expect(await failure(next.reply({ code }))).toMatchObject({ message: 'This code is used up or too old.' })
    expect(await failure(next.reply({ code: '000000' }))).toMatchObject({ message: 'This code is not right.' })
    expect(claimsOf(await next.reply({ code: totpCode(key, Date.now() + 30_000) }))).toMatchObject({
      username: USERNAME,
    })
  })

  it.each([
    ['SMS_MFA', { phone_number: '+97710000000' }, '+*******0000'],
    ['EMAIL_OTP', { email: 'ada@example.com' }, 'a***@e***'],
  ])('%s takes the code that was sent, and says where to', async (name, attributes, destination) => {
    const pool = await poolWith({}, MFA, attributes)
    await factors(pool.userPoolId, { [name]: true })
    const { challenge, reply } = challenged(pool, await begin(pool), 'code')

    expect(challenge).toMatchObject({ name, destination })
    expect(claimsOf(await reply({ code: bench.lastCode() }))).toMatchObject({ username: USERNAME })
  })

  it('SELECT_MFA_TYPE leads to the factor that was chosen', async () => {
    const pool = await poolWith({}, MFA, { phone_number: '+97710000000', email: 'ada@example.com' })
    await factors(pool.userPoolId, { SMS_MFA: false, EMAIL_OTP: false })
    const { challenge, reply } = challenged(pool, await begin(pool), 'choice')

    expect(challenge).toMatchObject({ name: 'SELECT_MFA_TYPE', options: ['SMS_MFA', 'EMAIL_OTP'] })
    const code = challenged(pool, await reply({ choice: 'EMAIL_OTP' }), 'code')
    expect(claimsOf(await code.reply({ code: bench.lastCode() }))).toMatchObject({ username: USERNAME })
  })

  it('SELECT_CHALLENGE leads to a code or to the password', async () => {
    const policies = (factors: ('PASSWORD' | 'EMAIL_OTP' | 'SMS_OTP')[]) => ({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: factors } },
    })
    const attributes = { phone_number: '+97710000000', email: 'ada@example.com' }
    const pool = await poolWith(USER_AUTH, policies(['EMAIL_OTP', 'SMS_OTP']), attributes)

    for (const choice of ['EMAIL_OTP', 'SMS_OTP']) {
      const { challenge, reply } = challenged(pool, await begin(pool), 'choice')
      expect(challenge).toMatchObject({ name: 'SELECT_CHALLENGE', options: ['EMAIL_OTP', 'SMS_OTP'] })
      const code = challenged(pool, await reply({ choice }), 'code')
      expect(code.challenge).toMatchObject({ name: choice })
      expect(claimsOf(await code.reply({ code: bench.lastCode() }))).toMatchObject({ username: USERNAME })
    }
    const both = await poolWith(USER_AUTH, policies(['PASSWORD', 'EMAIL_OTP']), attributes)
    const offered = await bench.cognito.initiateAuth({
      ...{ ClientId: both.clientId, AuthFlow: 'USER_AUTH', AuthParameters: { USERNAME } },
    })
    const pending = {
      name: 'SELECT_CHALLENGE',
      session: offered.Session ?? '',
      userName: USERNAME,
      cognitoName: USERNAME,
    }
    const answer = await answerPending(both, pending, { choice: 'PASSWORD', password: PASSWORD })
    expect(claimsOf(answer)).toMatchObject({ username: USERNAME })
  })

  it('is over after the client’s few minutes', async () => {
    const pool = await poolWith({}, MFA)
    const { reply } = challenged(pool, await begin(pool), 'setup')
    bench.clock.offset = 4 * 60_000
    expect(await failure(reply({ code: '123456' }))).toMatchObject({
      code: 'credentials-expired',
      remedy: 'Sign in once more.',
    })
    bench.clock.offset = 0
  })

  it.each([
    'CUSTOM_CHALLENGE',
    'PASSWORD_VERIFIER',
    'WEB_AUTHN',
    'DEVICE_SRP_AUTH',
    'DEVICE_PASSWORD_VERIFIER',
    'SOMETHING_NEW',
  ])('%s cannot be answered here, and the page says why', async (ChallengeName) => {
    const pool = await poolWith()
    const answer = { ChallengeName, Session: 'a session of twenty characters' } as InitiateAuthResponse
    const cognito = { initiateAuth: async () => answer } as unknown as SignInClient['cognito']
    expect(await failure(begin({ ...pool, cognito }))).toMatchObject({
      code: 'aws-rejected',
      message: expect.stringMatching(/\w+.*\.$/),
      remedy: expect.stringContaining('Get an access token'),
    })
  })
})

/** Gives the user these factors; `true` for the preferred one. */
async function factors(UserPoolId: string, wanted: { SMS_MFA?: boolean; EMAIL_OTP?: boolean }) {
  const setting = (preferred: boolean | undefined) =>
    preferred === undefined ? undefined : { Enabled: true, PreferredMfa: preferred }
  await bench.admin.adminSetUserMFAPreference({
    ...{ UserPoolId, Username: USERNAME },
    SMSMfaSettings: setting(wanted.SMS_MFA),
    EmailMfaSettings: setting(wanted.EMAIL_OTP),
  })
}
