import 'server-only'
import { createHmac } from 'node:crypto'
import { AppError } from '@/lib/result'
import {
  type Challenge,
  type ChallengeAnswer,
  otpauthLink,
  type RawChallenge,
  readChallenge,
  unanswerable,
} from '@/lib/tokens/sign-in/challenge'
import { translated } from '@/lib/tokens/sign-in/cognito-errors'
import { isMachineClient, tokenEndpointCommand } from '@/lib/tokens/sign-in/machine-client'
import type { SignInClient } from '@/lib/tokens/user-pool/pool'

export type Tokens = { accessToken: string; idToken?: string | undefined; refreshToken?: string | undefined }

/** What has to be remembered between a challenge and its answer. `cognitoName` is what Cognito calls the user. */
export type Pending = { name: string; session: string; userName: string; cognitoName: string }

export type SignInAnswer =
  | { state: 'tokens'; tokens: Tokens }
  | { state: 'challenge'; challenge: Challenge; pending: Pending }

type CognitoAuth = RawChallenge & {
  AuthenticationResult?: Partial<Record<'AccessToken' | 'IdToken' | 'RefreshToken', string | undefined>> | undefined
  Session?: string | undefined
}

/** Signs a user in with a password. What a person can mend is thrown as an AppError, here and below. */
export async function startSignIn(
  pool: SignInClient,
  { userName, password }: { userName: string; password: string },
): Promise<SignInAnswer> {
  const AuthFlow = flowOf(pool)
  const answer = await translated(() =>
    pool.cognito.initiateAuth({
      ClientId: pool.clientId,
      AuthFlow,
      AuthParameters: {
        USERNAME: userName,
        PASSWORD: password,
        ...(AuthFlow === 'USER_AUTH' ? { PREFERRED_CHALLENGE: 'PASSWORD' } : {}),
        ...secretHash(pool, userName),
      },
    }),
  )
  return read(pool, answer, { userName, cognitoName: userName })
}

/** Answers a challenge; the answer may be the next one. */
export async function answerPending(
  pool: SignInClient,
  pending: Pending,
  answer: ChallengeAnswer & { password?: string | undefined },
): Promise<SignInAnswer> {
  const { name, cognitoName } = pending
  const session = name === 'MFA_SETUP' ? await verifySetup(pool, pending, answer.code ?? '') : pending.session
  const next = await translated(() =>
    pool.cognito.respondToAuthChallenge({
      ClientId: pool.clientId,
      ChallengeName: name as 'SOFTWARE_TOKEN_MFA',
      Session: session,
      ChallengeResponses: { USERNAME: cognitoName, ...secretHash(pool, cognitoName), ...responsesOf(name, answer) },
    }),
  )
  return read(pool, next, pending)
}

/** New tokens by refresh token. The one call that works with and without rotation; a rotated token comes back. */
export async function tokensByRefresh(pool: SignInClient, refreshToken: string): Promise<Tokens> {
  const answer = await translated(() =>
    pool.cognito.getTokensFromRefreshToken({
      ClientId: pool.clientId,
      RefreshToken: refreshToken,
      ...clientSecret(pool),
    }),
  )
  return tokensOf(answer) ?? unexpected(undefined)
}

/** Ends the sign-in that a refresh token belongs to; with `everywhere`, every sign-in of its user. */
export async function endSignIn(pool: SignInClient, refreshToken: string, everywhere: boolean): Promise<void> {
  if (everywhere) {
    const { accessToken } = await tokensByRefresh(pool, refreshToken)
    await translated(() => pool.cognito.globalSignOut({ AccessToken: accessToken }))
    return
  }
  await translated(() =>
    pool.cognito.revokeToken({ ClientId: pool.clientId, Token: refreshToken, ...clientSecret(pool) }),
  )
}

async function read(
  pool: SignInClient,
  answer: CognitoAuth,
  who: Pick<Pending, 'userName' | 'cognitoName'>,
): Promise<SignInAnswer> {
  const tokens = tokensOf(answer)

  if (tokens) {
    return { state: 'tokens', tokens }
  }
  const challenge = readChallenge(answer)
  const { ChallengeName: name, Session: session } = answer

  if (challenge === undefined || name === undefined || session === undefined) {
    return unexpected(name)
  }
  const cognitoName = answer.ChallengeParameters?.USER_ID_FOR_SRP ?? who.cognitoName
  const pending = { name, session, userName: who.userName, cognitoName }

  if (challenge !== 'setup') {
    return { state: 'challenge', challenge, pending }
  }
  const { SecretCode: key = '', Session = session } = await translated(() =>
    pool.cognito.associateSoftwareToken({ Session: session }),
  )
  const link = otpauthLink(key, pool.userPoolId, who.userName)
  return { state: 'challenge', challenge: { kind: 'setup', key, link }, pending: { ...pending, session: Session } }
}

async function verifySetup(pool: SignInClient, { session }: Pending, code: string): Promise<string> {
  const { Session = session } = await translated(() =>
    pool.cognito.verifySoftwareToken({ Session: session, UserCode: code, FriendlyDeviceName: 'Slipway' }),
  )
  return Session
}

function responsesOf(name: string, answer: ChallengeAnswer & { password?: string | undefined }) {
  const { newPassword = '', attributes = {}, code = '', choice = '', password } = answer

  switch (name) {
    case 'NEW_PASSWORD_REQUIRED': {
      const named = Object.entries(attributes).map(([key, value]) => [`userAttributes.${key}`, value])
      return { NEW_PASSWORD: newPassword, ...Object.fromEntries(named) }
    }
    case 'SELECT_MFA_TYPE':
      return { ANSWER: choice }
    case 'SELECT_CHALLENGE':
      return { ANSWER: choice, ...(choice === 'PASSWORD' && password ? { PASSWORD: password } : {}) }
    case 'MFA_SETUP':
      return {}
    default:
      return { [`${name}_CODE`]: code }
  }
}

/** Without a look at the client, the flow that Slipway's own clients allow. */
function flowOf({ client, clientId, userPoolId }: SignInClient): 'USER_PASSWORD_AUTH' | 'USER_AUTH' {
  const flows: readonly string[] | undefined = client?.ExplicitAuthFlows

  if (client === undefined || flows?.some((flow) => /^(ALLOW_)?USER_PASSWORD_AUTH$/.test(flow))) {
    return 'USER_PASSWORD_AUTH'
  }
  // A choice-based sign-in takes the password in the same way, so nothing has to be switched on for it.
  if (flows?.includes('ALLOW_USER_AUTH')) {
    return 'USER_AUTH'
  }
  if (isMachineClient(client.AllowedOAuthFlows, flows)) {
    throw new AppError({
      code: 'conflict',
      message: 'The app client is one for machines: nobody signs in through it.',
      remedy: 'Get a token from the token endpoint of the pool’s domain; curl asks for the client’s secret.',
      command: tokenEndpointCommand(clientId, userPoolId.split('_')[0] ?? '', client.AllowedOAuthScopes),
    })
  }
  throw new AppError({
    code: 'conflict',
    message: 'The app client does not allow signing in with a password.',
    remedy: 'Switch on USER_PASSWORD_AUTH under "User pool settings", then sign in.',
  })
}

function secretHash({ client, clientId }: SignInClient, userName: string): { SECRET_HASH?: string } {
  const secret = client?.ClientSecret
  return secret === undefined
    ? {}
    : { SECRET_HASH: createHmac('sha256', secret).update(`${userName}${clientId}`).digest('base64') }
}

function clientSecret({ client }: SignInClient): { ClientSecret?: string } {
  return client?.ClientSecret === undefined ? {} : { ClientSecret: client.ClientSecret }
}

function tokensOf({ AuthenticationResult: result }: CognitoAuth): Tokens | undefined {
  return result?.AccessToken === undefined
    ? undefined
    : { accessToken: result.AccessToken, idToken: result.IdToken, refreshToken: result.RefreshToken }
}

function unexpected(name: string | undefined): never {
  throw new AppError({ code: 'aws-rejected', ...unanswerable(name) })
}
