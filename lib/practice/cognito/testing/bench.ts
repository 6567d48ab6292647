import {
  CognitoIdentityProvider,
  type CreateUserPoolClientRequest,
  type CreateUserPoolRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { sentMessages } from '@/lib/practice/cognito/sign-in/messages'
import { startPractice } from '@/lib/practice/server/start'

export const PASSWORD = 'Correct-Horse-7'
export const USERNAME = 'ada'

/** A practice account with a clock that can be put forward, an administrator's client, and one that signs nothing. */
export async function cognitoBench() {
  const clock = { offset: 0 }
  const practice = await startPractice({ now: () => Date.now() + clock.offset })
  const { url: endpoint, region, accessKeyId, secretAccessKey } = practice
  const credentials = { accessKeyId, secretAccessKey }
  const admin = new CognitoIdentityProvider({ endpoint, region, credentials, maxAttempts: 1 })
  const nobody = () => Promise.reject(new Error('An unsigned call asked for credentials.'))
  const cognito = new CognitoIdentityProvider({ endpoint, region, credentials: nobody, maxAttempts: 1 })

  return {
    practice,
    clock,
    admin,
    cognito,
    setUp: (
      client: Partial<CreateUserPoolClientRequest> = {},
      pool: Partial<CreateUserPoolRequest> = {},
      attributes: Record<string, string> = {},
    ) => makePool(admin, client, pool, attributes),
    signIn: (ClientId: string, parameters: Record<string, string> = {}) =>
      cognito.initiateAuth({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME, PASSWORD, ...parameters },
      }),
    refresh: (ClientId: string, REFRESH_TOKEN: string | undefined, more: Record<string, string> = {}) =>
      cognito.initiateAuth({
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: REFRESH_TOKEN ?? '', ...more },
      }),
    /** The code that was sent last. */
    lastCode: () => /\d{6,8}/.exec(sentMessages(practice.state).at(-1)?.text ?? '')?.[0] ?? '',
  }
}

export type CognitoBench = Awaited<ReturnType<typeof cognitoBench>>

async function makePool(
  admin: CognitoIdentityProvider,
  client: Partial<CreateUserPoolClientRequest>,
  pool: Partial<CreateUserPoolRequest>,
  attributes: Record<string, string>,
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
