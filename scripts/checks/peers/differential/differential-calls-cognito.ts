import type { DifferentialCall } from '@/scripts/checks/peers/differential/differential-call'

const POOL = { UserPoolId: '<pool>' }
const NO_POOL = { UserPoolId: 'us-east-1_Missing12' }
const CLIENT = { ...POOL, ClientId: '<client>' }
const PASSWORD = 'Correct-horse-1'
const FLOWS = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']
const PASSWORD_AUTH = 'USER_PASSWORD_AUTH'

const pools: DifferentialCall[] = [
  [
    'pool-create',
    'cognito.createUserPool',
    {
      PoolName: 'people',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'OFF',
      UserPoolTags: { team: 'platform' },
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireUppercase: true,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
    },
    { pool: 'UserPool.Id' },
  ],
  ['pool-create-no-name', 'cognito.createUserPool', {}],
  ['pool-create-long-name', 'cognito.createUserPool', { PoolName: 'p'.repeat(129) }],
  [
    'pool-create-short-passwords',
    'cognito.createUserPool',
    { PoolName: 'short', Policies: { PasswordPolicy: { MinimumLength: 5 } } },
  ],
  ['pool-create-bad-mfa', 'cognito.createUserPool', { PoolName: 'mfa', MfaConfiguration: 'MAYBE' }],
  ['pool-get', 'cognito.describeUserPool', POOL],
  ['pool-get-missing', 'cognito.describeUserPool', NO_POOL],
  ['pool-get-bad-id', 'cognito.describeUserPool', { UserPoolId: 'nonsense' }],
  ['pool-list', 'cognito.listUserPools', { MaxResults: 10 }],
  ['pool-list-no-size', 'cognito.listUserPools', {}],
  ['pool-list-too-many', 'cognito.listUserPools', { MaxResults: 61 }],
  [
    'client-create',
    'cognito.createUserPoolClient',
    {
      ...POOL,
      ClientName: 'mcp',
      GenerateSecret: false,
      ExplicitAuthFlows: FLOWS,
      AccessTokenValidity: 60,
      IdTokenValidity: 60,
      RefreshTokenValidity: 30,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    },
    { client: 'UserPoolClient.ClientId' },
  ],
  ['client-create-missing-pool', 'cognito.createUserPoolClient', { ...NO_POOL, ClientName: 'mcp' }],
  ['client-create-no-name', 'cognito.createUserPoolClient', POOL],
  [
    'client-create-bad-flow',
    'cognito.createUserPoolClient',
    { ...POOL, ClientName: 'bad', ExplicitAuthFlows: ['ALLOW_EVERYTHING'] },
  ],
  [
    'client-create-mixed-flows',
    'cognito.createUserPoolClient',
    { ...POOL, ClientName: 'bad', ExplicitAuthFlows: ['USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  ],
  ['client-create-long-token', 'cognito.createUserPoolClient', { ...POOL, ClientName: 'bad', AccessTokenValidity: 25 }],
  [
    'client-create-secret',
    'cognito.createUserPoolClient',
    { ...POOL, ClientName: 'secret', GenerateSecret: true, ExplicitAuthFlows: FLOWS },
    { secretClient: 'UserPoolClient.ClientId' },
  ],
  [
    'client-create-srp',
    'cognito.createUserPoolClient',
    { ...POOL, ClientName: 'srp', ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    { srpClient: 'UserPoolClient.ClientId' },
  ],
  ['client-get', 'cognito.describeUserPoolClient', CLIENT],
  ['client-get-missing', 'cognito.describeUserPoolClient', { ...POOL, ClientId: 'absent' }],
  ['client-list', 'cognito.listUserPoolClients', { ...POOL, MaxResults: 10 }],
  ['client-list-page', 'cognito.listUserPoolClients', { ...POOL, MaxResults: 1 }],
  ['client-list-missing-pool', 'cognito.listUserPoolClients', { ...NO_POOL, MaxResults: 10 }],
  ['client-update', 'cognito.updateUserPoolClient', { ...CLIENT, ClientName: 'mcp', ExplicitAuthFlows: FLOWS }],
  ['client-update-missing', 'cognito.updateUserPoolClient', { ...POOL, ClientId: 'absent', ClientName: 'x' }],
]

const users: DifferentialCall[] = [
  ['user-create', 'cognito.adminCreateUser', { ...POOL, Username: 'alice', MessageAction: 'SUPPRESS' }],
  ['user-create-again', 'cognito.adminCreateUser', { ...POOL, Username: 'alice', MessageAction: 'SUPPRESS' }],
  [
    'user-create-weak-password',
    'cognito.adminCreateUser',
    { ...POOL, Username: 'weak', TemporaryPassword: 'weak', MessageAction: 'SUPPRESS' },
  ],
  ['user-create-space', 'cognito.adminCreateUser', { ...POOL, Username: 'a b', MessageAction: 'SUPPRESS' }],
  ['user-create-bad-action', 'cognito.adminCreateUser', { ...POOL, Username: 'bob', MessageAction: 'SHOUT' }],
  ['user-create-missing-pool', 'cognito.adminCreateUser', { ...NO_POOL, Username: 'alice' }],
  [
    'user-create-temporary',
    'cognito.adminCreateUser',
    { ...POOL, Username: 'carol', TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS' },
  ],
  ['user-get-new', 'cognito.adminGetUser', { ...POOL, Username: 'alice' }],
  ['user-get-missing', 'cognito.adminGetUser', { ...POOL, Username: 'nobody' }],
  [
    'password-set-weak',
    'cognito.adminSetUserPassword',
    { ...POOL, Username: 'alice', Password: 'weak', Permanent: true },
  ],
  [
    'password-set-space',
    'cognito.adminSetUserPassword',
    { ...POOL, Username: 'alice', Password: ' leading-Space-1', Permanent: true },
  ],
  [
    'password-set-missing',
    'cognito.adminSetUserPassword',
    { ...POOL, Username: 'nobody', Password: PASSWORD, Permanent: true },
  ],
  ['password-set', 'cognito.adminSetUserPassword', { ...POOL, Username: 'alice', Password: PASSWORD, Permanent: true }],
  ['user-get-confirmed', 'cognito.adminGetUser', { ...POOL, Username: 'alice' }],
  ['user-list', 'cognito.listUsers', { ...POOL, Limit: 10 }],
  ['user-list-page', 'cognito.listUsers', { ...POOL, Limit: 1 }],
  ['user-list-missing-pool', 'cognito.listUsers', NO_POOL],
]

function signIn(clientId: string, USERNAME: string, password: string) {
  return { ClientId: clientId, AuthFlow: PASSWORD_AUTH, AuthParameters: { USERNAME, PASSWORD: password } }
}

const tokens: DifferentialCall[] = [
  [
    'sign-in',
    'cognito.initiateAuth',
    signIn('<client>', 'alice', PASSWORD),
    { access: 'AuthenticationResult.AccessToken', refresh: 'AuthenticationResult.RefreshToken' },
  ],
  ['sign-in-wrong-password', 'cognito.initiateAuth', signIn('<client>', 'alice', 'Wrong-horse-12')],
  ['sign-in-nobody', 'cognito.initiateAuth', signIn('<client>', 'nobody', PASSWORD)],
  ['sign-in-missing-client', 'cognito.initiateAuth', signIn('absent', 'alice', PASSWORD)],
  ['sign-in-flow-off', 'cognito.initiateAuth', signIn('<srpClient>', 'alice', PASSWORD)],
  ['sign-in-no-secret-hash', 'cognito.initiateAuth', signIn('<secretClient>', 'alice', PASSWORD)],
  [
    'sign-in-no-password',
    'cognito.initiateAuth',
    { ClientId: '<client>', AuthFlow: PASSWORD_AUTH, AuthParameters: { USERNAME: 'alice' } },
  ],
  ['sign-in-bad-flow', 'cognito.initiateAuth', { ClientId: '<client>', AuthFlow: 'PASSWORD', AuthParameters: {} }],
  ['sign-in-temporary', 'cognito.initiateAuth', signIn('<client>', 'carol', PASSWORD), { session: 'Session' }],
  [
    'challenge-bad-session',
    'cognito.respondToAuthChallenge',
    {
      ClientId: '<client>',
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: 'x'.repeat(40),
      ChallengeResponses: { USERNAME: 'carol', NEW_PASSWORD: 'Another-horse-2' },
    },
  ],
  [
    'challenge',
    'cognito.respondToAuthChallenge',
    {
      ClientId: '<client>',
      ChallengeName: 'NEW_PASSWORD_REQUIRED',
      Session: '<session>',
      ChallengeResponses: { USERNAME: 'carol', NEW_PASSWORD: 'Another-horse-2' },
    },
  ],
  [
    'refresh-flow',
    'cognito.initiateAuth',
    { ClientId: '<client>', AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: '<refresh>' } },
  ],
  ['refresh-tokens', 'cognito.getTokensFromRefreshToken', { ClientId: '<client>', RefreshToken: '<refresh>' }],
  ['refresh-tokens-bad', 'cognito.getTokensFromRefreshToken', { ClientId: '<client>', RefreshToken: 'nonsense' }],
  ['token-user', 'cognito.getUser', { AccessToken: '<access>' }],
  ['token-user-bad', 'cognito.getUser', { AccessToken: 'nonsense' }],
  ['revoke', 'cognito.revokeToken', { ClientId: '<client>', Token: '<refresh>' }],
  [
    'refresh-after-revoke',
    'cognito.initiateAuth',
    { ClientId: '<client>', AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: '<refresh>' } },
  ],
  ['user-disable', 'cognito.adminDisableUser', { ...POOL, Username: 'alice' }],
  ['sign-in-disabled', 'cognito.initiateAuth', signIn('<client>', 'alice', PASSWORD)],
  ['user-delete', 'cognito.adminDeleteUser', { ...POOL, Username: 'alice' }],
  ['user-delete-again', 'cognito.adminDeleteUser', { ...POOL, Username: 'alice' }],
  ['client-delete', 'cognito.deleteUserPoolClient', { ...POOL, ClientId: '<srpClient>' }],
  ['client-delete-again', 'cognito.deleteUserPoolClient', { ...POOL, ClientId: '<srpClient>' }],
  ['pool-delete', 'cognito.deleteUserPool', POOL],
  ['pool-delete-again', 'cognito.deleteUserPool', POOL],
]

export const COGNITO_CALLS: readonly DifferentialCall[] = [...pools, ...users, ...tokens]
