import type { DifferentialCall } from '@/scripts/checks/peers/differential/differential-call'

const POOL = { UserPoolId: '<dirPool>' }
const ADA = { ...POOL, Username: 'ada' }
const SCOPES = [{ ScopeName: 'read', ScopeDescription: 'reads' }]

const setUp: DifferentialCall[] = [
  ['dir-pool', 'cognito.createUserPool', { PoolName: 'directory' }, { dirPool: 'UserPool.Id' }],
  [
    'dir-client',
    'cognito.createUserPoolClient',
    { ...POOL, ClientName: 'app', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    { dirClient: 'UserPoolClient.ClientId' },
  ],
  [
    'dir-user',
    'cognito.adminCreateUser',
    { ...ADA, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: 'ada@example.com' }] },
  ],
]

const groups: DifferentialCall[] = [
  ['group-create', 'cognito.createGroup', { ...POOL, GroupName: 'operators', Precedence: 1, Description: 'first' }],
  ['group-create-again', 'cognito.createGroup', { ...POOL, GroupName: 'operators' }],
  ['group-create-long', 'cognito.createGroup', { ...POOL, GroupName: 'x'.repeat(129) }],
  ['group-get', 'cognito.getGroup', { ...POOL, GroupName: 'operators' }],
  ['group-get-missing', 'cognito.getGroup', { ...POOL, GroupName: 'nobody' }],
  ['group-update', 'cognito.updateGroup', { ...POOL, GroupName: 'operators', Description: 'second' }],
  ['group-list', 'cognito.listGroups', POOL],
  ['group-add', 'cognito.adminAddUserToGroup', { ...ADA, GroupName: 'operators' }],
  ['group-add-missing', 'cognito.adminAddUserToGroup', { ...ADA, GroupName: 'nobody' }],
  ['group-of-user', 'cognito.adminListGroupsForUser', ADA],
  ['group-users', 'cognito.listUsersInGroup', { ...POOL, GroupName: 'operators' }],
  ['group-remove', 'cognito.adminRemoveUserFromGroup', { ...ADA, GroupName: 'operators' }],
  ['group-delete', 'cognito.deleteGroup', { ...POOL, GroupName: 'operators' }],
  ['group-delete-again', 'cognito.deleteGroup', { ...POOL, GroupName: 'operators' }],
]

const attributes: DifferentialCall[] = [
  [
    'attribute-add',
    'cognito.addCustomAttributes',
    { ...POOL, CustomAttributes: [{ Name: 'desk', AttributeDataType: 'String', Mutable: true }] },
  ],
  [
    'attribute-add-again',
    'cognito.addCustomAttributes',
    { ...POOL, CustomAttributes: [{ Name: 'desk', AttributeDataType: 'String', Mutable: true }] },
  ],
  [
    'attribute-update',
    'cognito.adminUpdateUserAttributes',
    { ...ADA, UserAttributes: [{ Name: 'custom:desk', Value: '7' }] },
  ],
  [
    'attribute-update-missing',
    'cognito.adminUpdateUserAttributes',
    { ...ADA, UserAttributes: [{ Name: 'custom:nothing', Value: '7' }] },
  ],
  ['attribute-delete', 'cognito.adminDeleteUserAttributes', { ...ADA, UserAttributeNames: ['custom:desk'] }],
  ['attribute-user', 'cognito.adminGetUser', ADA],
]

const forgotten: DifferentialCall[] = [
  ['forgot-fresh', 'cognito.forgotPassword', { ClientId: '<dirClient>', Username: 'ada' }],
  ['forgot-password-set', 'cognito.adminSetUserPassword', { ...ADA, Password: 'Correct-horse-7', Permanent: true }],
  ['forgot', 'cognito.forgotPassword', { ClientId: '<dirClient>', Username: 'ada' }],
  ['forgot-nobody', 'cognito.forgotPassword', { ClientId: '<dirClient>', Username: 'nobody' }],
  [
    'forgot-confirm-nobody',
    'cognito.confirmForgotPassword',
    { ClientId: '<dirClient>', Username: 'nobody', ConfirmationCode: '123456', Password: 'Correct-horse-8' },
  ],
  [
    'forgot-confirm-wrong',
    'cognito.confirmForgotPassword',
    { ClientId: '<dirClient>', Username: 'ada', ConfirmationCode: '000000', Password: 'Correct-horse-8' },
  ],
]

const oauth: DifferentialCall[] = [
  ['server-create', 'cognito.createResourceServer', { ...POOL, Identifier: 'api', Name: 'API', Scopes: SCOPES }],
  ['server-create-again', 'cognito.createResourceServer', { ...POOL, Identifier: 'api', Name: 'API' }],
  ['server-get', 'cognito.describeResourceServer', { ...POOL, Identifier: 'api' }],
  ['server-get-missing', 'cognito.describeResourceServer', { ...POOL, Identifier: 'nobody' }],
  ['server-list', 'cognito.listResourceServers', { ...POOL, MaxResults: 10 }],
  ['domain-create', 'cognito.createUserPoolDomain', { ...POOL, Domain: 'slipway-directory' }],
  ['domain-create-bad', 'cognito.createUserPoolDomain', { ...POOL, Domain: 'A_B' }],
  ['domain-get', 'cognito.describeUserPoolDomain', { Domain: 'slipway-directory' }],
  ['domain-get-missing', 'cognito.describeUserPoolDomain', { Domain: 'nobody-has-this' }],
  ['domain-delete', 'cognito.deleteUserPoolDomain', { ...POOL, Domain: 'slipway-directory' }],
  [
    'machine-create',
    'cognito.createUserPoolClient',
    {
      ...POOL,
      ClientName: 'machine',
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['api/read'],
    },
  ],
  [
    'machine-create-open',
    'cognito.createUserPoolClient',
    {
      ...POOL,
      ClientName: 'machine',
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['api/read'],
    },
  ],
  [
    'pool-aliases',
    'cognito.createUserPool',
    { PoolName: 'both', AliasAttributes: ['email'], UsernameAttributes: ['email'] },
  ],
  ['dir-pool-delete', 'cognito.deleteUserPool', POOL],
]

/** Users' groups and attributes, forgotten passwords, and what OAuth needs. */
export const DIRECTORY_CALLS: readonly DifferentialCall[] = [...setUp, ...groups, ...attributes, ...forgotten, ...oauth]
