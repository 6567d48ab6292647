import { allowing, type DifferentialCall, TRUST } from '@/scripts/checks/peers/differential/differential-call'

const ACCOUNT_TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
})
const VIEW_ONLY = 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'
const TAGS = [
  { Key: 'team', Value: 'platform' },
  { Key: 'cost', Value: '42' },
]

const roles: DifferentialCall[] = [
  ['sts-identity', 'sts.getCallerIdentity', {}],
  [
    'role-create',
    'iam.createRole',
    { RoleName: 'one', AssumeRolePolicyDocument: TRUST, Description: 'One', Tags: TAGS },
    { role: 'Role.Arn' },
  ],
  ['role-create-again', 'iam.createRole', { RoleName: 'one', AssumeRolePolicyDocument: TRUST }],
  ['role-create-other-case', 'iam.createRole', { RoleName: 'ONE', AssumeRolePolicyDocument: TRUST }],
  [
    'role-create-path',
    'iam.createRole',
    { RoleName: 'two', Path: '/teams/a/', AssumeRolePolicyDocument: TRUST, MaxSessionDuration: 7200 },
  ],
  ['role-create-bad-name', 'iam.createRole', { RoleName: 'no spaces', AssumeRolePolicyDocument: TRUST }],
  ['role-create-long-name', 'iam.createRole', { RoleName: 'r'.repeat(65), AssumeRolePolicyDocument: TRUST }],
  ['role-create-no-name', 'iam.createRole', { AssumeRolePolicyDocument: TRUST }],
  ['role-create-no-trust', 'iam.createRole', { RoleName: 'three-no-trust' }],
  [
    'role-create-trust-not-json',
    'iam.createRole',
    { RoleName: 'three-trust-not-json', AssumeRolePolicyDocument: 'nonsense' },
  ],
  [
    'role-create-trust-no-statement',
    'iam.createRole',
    { RoleName: 'three-trust-no-statement', AssumeRolePolicyDocument: '{"Version":"2012-10-17"}' },
  ],
  [
    'role-create-bad-path',
    'iam.createRole',
    { RoleName: 'three-bad-path', Path: 'teams', AssumeRolePolicyDocument: TRUST },
  ],
  [
    'role-create-short-session',
    'iam.createRole',
    { RoleName: 'three-short-session', AssumeRolePolicyDocument: TRUST, MaxSessionDuration: 60 },
  ],
  [
    'role-create-long-description',
    'iam.createRole',
    { RoleName: 'three-long-description', AssumeRolePolicyDocument: TRUST, Description: 'd'.repeat(1001) },
  ],
  [
    'role-create-same-tag-twice',
    'iam.createRole',
    { RoleName: 'three-same-tag-twice', AssumeRolePolicyDocument: TRUST, Tags: [TAGS[0], { Key: 'TEAM', Value: 'x' }] },
  ],
  [
    'role-create-reserved-tag',
    'iam.createRole',
    { RoleName: 'three-reserved-tag', AssumeRolePolicyDocument: TRUST, Tags: [{ Key: 'aws:x', Value: 'x' }] },
  ],
  [
    'role-create-unknown-boundary',
    'iam.createRole',
    {
      RoleName: 'three-unknown-boundary',
      AssumeRolePolicyDocument: TRUST,
      PermissionsBoundary: 'arn:aws:iam::aws:policy/NoSuchPolicy',
    },
  ],
  ['role-get', 'iam.getRole', { RoleName: 'one' }],
  ['role-get-path', 'iam.getRole', { RoleName: 'two' }],
  ['role-get-missing', 'iam.getRole', { RoleName: 'nobody' }],
  ['role-list', 'iam.listRoles', { PathPrefix: '/teams/' }],
  ['role-list-page', 'iam.listRoles', { PathPrefix: '/teams/', MaxItems: 1 }],
  ['role-list-bad-page', 'iam.listRoles', { MaxItems: 0 }],
  ['role-list-bad-prefix', 'iam.listRoles', { PathPrefix: 'teams' }],
  ['role-update', 'iam.updateRole', { RoleName: 'one', Description: 'Changed', MaxSessionDuration: 3600 }],
  ['role-update-missing', 'iam.updateRole', { RoleName: 'nobody', Description: 'Changed' }],
  ['role-trust-update', 'iam.updateAssumeRolePolicy', { RoleName: 'one', PolicyDocument: TRUST }],
  ['role-trust-update-missing', 'iam.updateAssumeRolePolicy', { RoleName: 'nobody', PolicyDocument: TRUST }],
  ['role-trust-update-broken', 'iam.updateAssumeRolePolicy', { RoleName: 'one', PolicyDocument: '{' }],
  [
    'role-trust-update-with-resource',
    'iam.updateAssumeRolePolicy',
    { RoleName: 'one', PolicyDocument: allowing('sts:AssumeRole') },
  ],
  ['role-tag', 'iam.tagRole', { RoleName: 'one', Tags: [{ Key: 'team', Value: 'new' }] }],
  ['role-tag-missing', 'iam.tagRole', { RoleName: 'nobody', Tags: TAGS }],
  ['role-tags', 'iam.listRoleTags', { RoleName: 'one' }],
  ['role-tags-missing', 'iam.listRoleTags', { RoleName: 'nobody' }],
  ['role-untag', 'iam.untagRole', { RoleName: 'one', TagKeys: ['cost', 'unknown'] }],
  ['role-untag-missing', 'iam.untagRole', { RoleName: 'nobody', TagKeys: ['cost'] }],
]

const inline: DifferentialCall[] = [
  [
    'inline-put',
    'iam.putRolePolicy',
    { RoleName: 'one', PolicyName: 'Read', PolicyDocument: allowing('s3:GetObject') },
  ],
  [
    'inline-put-again',
    'iam.putRolePolicy',
    { RoleName: 'one', PolicyName: 'Read', PolicyDocument: allowing('s3:ListBucket') },
  ],
  [
    'inline-put-missing-role',
    'iam.putRolePolicy',
    { RoleName: 'nobody', PolicyName: 'Read', PolicyDocument: allowing('s3:GetObject') },
  ],
  ['inline-put-not-json', 'iam.putRolePolicy', { RoleName: 'one', PolicyName: 'Bad', PolicyDocument: 'nonsense' }],
  [
    'inline-put-bad-version',
    'iam.putRolePolicy',
    { RoleName: 'one', PolicyName: 'Bad', PolicyDocument: '{"Version":"2020-01-01","Statement":[]}' },
  ],
  [
    'inline-put-bad-effect',
    'iam.putRolePolicy',
    { RoleName: 'one', PolicyName: 'Bad', PolicyDocument: allowing('s3:GetObject').replace('Allow', 'allow') },
  ],
  [
    'inline-put-no-vendor',
    'iam.putRolePolicy',
    { RoleName: 'one', PolicyName: 'Bad', PolicyDocument: allowing('GetObject') },
  ],
  [
    'inline-put-no-resource',
    'iam.putRolePolicy',
    {
      RoleName: 'one',
      PolicyName: 'Bad',
      PolicyDocument: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject"}]}',
    },
  ],
  ['inline-put-principal', 'iam.putRolePolicy', { RoleName: 'one', PolicyName: 'Bad', PolicyDocument: ACCOUNT_TRUST }],
  ['inline-put-empty', 'iam.putRolePolicy', { RoleName: 'one', PolicyName: 'Bad', PolicyDocument: '' }],
  [
    'inline-put-bad-name',
    'iam.putRolePolicy',
    { RoleName: 'one', PolicyName: 'a/b', PolicyDocument: allowing('s3:GetObject') },
  ],
  [
    'inline-put-curly-quotes',
    'iam.putRolePolicy',
    { RoleName: 'one', PolicyName: 'Bad', PolicyDocument: allowing('s3:GetObject', 'arn:aws:s3:::“x”') },
  ],
  [
    'inline-put-too-long',
    'iam.putRolePolicy',
    {
      RoleName: 'one',
      PolicyName: 'Long',
      PolicyDocument: allowing(Array.from({ length: 700 }, (_, index) => `s3:GetObject${index}`)),
    },
  ],
  ['inline-get', 'iam.getRolePolicy', { RoleName: 'one', PolicyName: 'Read' }],
  ['inline-get-missing', 'iam.getRolePolicy', { RoleName: 'one', PolicyName: 'None' }],
  ['inline-get-missing-role', 'iam.getRolePolicy', { RoleName: 'nobody', PolicyName: 'Read' }],
  ['inline-list', 'iam.listRolePolicies', { RoleName: 'one' }],
  ['inline-list-missing-role', 'iam.listRolePolicies', { RoleName: 'nobody' }],
  ['inline-delete-missing', 'iam.deleteRolePolicy', { RoleName: 'one', PolicyName: 'None' }],
]

const managed: DifferentialCall[] = [
  ['attach', 'iam.attachRolePolicy', { RoleName: 'one', PolicyArn: VIEW_ONLY }],
  ['attach-again', 'iam.attachRolePolicy', { RoleName: 'one', PolicyArn: VIEW_ONLY }],
  ['attach-missing-role', 'iam.attachRolePolicy', { RoleName: 'nobody', PolicyArn: VIEW_ONLY }],
  [
    'attach-missing-policy',
    'iam.attachRolePolicy',
    { RoleName: 'one', PolicyArn: 'arn:aws:iam::aws:policy/NoSuchPolicy' },
  ],
  ['attach-not-an-arn', 'iam.attachRolePolicy', { RoleName: 'one', PolicyArn: 'ReadOnlyAccess-is-no-arn' }],
  ['attached-list', 'iam.listAttachedRolePolicies', { RoleName: 'one' }],
  ['attached-list-missing-role', 'iam.listAttachedRolePolicies', { RoleName: 'nobody' }],
  ['policy-get-managed', 'iam.getPolicy', { PolicyArn: VIEW_ONLY }, { version: 'Policy.DefaultVersionId' }],
  ['policy-version-managed', 'iam.getPolicyVersion', { PolicyArn: VIEW_ONLY, VersionId: '<version>' }],
  [
    'policy-create',
    'iam.createPolicy',
    { PolicyName: 'Own', PolicyDocument: allowing('s3:GetObject'), Description: 'Own', Tags: [TAGS[0]] },
    { policy: 'Policy.Arn' },
  ],
  ['policy-create-again', 'iam.createPolicy', { PolicyName: 'Own', PolicyDocument: allowing('s3:GetObject') }],
  ['policy-create-broken', 'iam.createPolicy', { PolicyName: 'Broken', PolicyDocument: '{}' }],
  ['policy-get', 'iam.getPolicy', { PolicyArn: '<policy>' }],
  ['policy-get-missing', 'iam.getPolicy', { PolicyArn: 'arn:aws:iam::aws:policy/NoSuchPolicy' }],
  ['policy-list-local', 'iam.listPolicies', { Scope: 'Local' }],
  ['policy-list-bad-scope', 'iam.listPolicies', { Scope: 'Mine' }],
  [
    'policy-version-create',
    'iam.createPolicyVersion',
    { PolicyArn: '<policy>', PolicyDocument: allowing('s3:PutObject'), SetAsDefault: true },
  ],
  ['policy-versions', 'iam.listPolicyVersions', { PolicyArn: '<policy>' }],
  ['policy-version-delete-default', 'iam.deletePolicyVersion', { PolicyArn: '<policy>', VersionId: 'v2' }],
  ['policy-version-default', 'iam.setDefaultPolicyVersion', { PolicyArn: '<policy>', VersionId: 'v1' }],
  ['policy-version-default-missing', 'iam.setDefaultPolicyVersion', { PolicyArn: '<policy>', VersionId: 'v9' }],
  ['policy-version-delete', 'iam.deletePolicyVersion', { PolicyArn: '<policy>', VersionId: 'v2' }],
  ['policy-tag', 'iam.tagPolicy', { PolicyArn: '<policy>', Tags: TAGS }],
  ['policy-tag-missing', 'iam.tagPolicy', { PolicyArn: 'arn:aws:iam::123456789012:policy/nothing', Tags: TAGS }],
  ['policy-tags', 'iam.listPolicyTags', { PolicyArn: '<policy>' }],
  ['policy-untag', 'iam.untagPolicy', { PolicyArn: '<policy>', TagKeys: ['cost'] }],
  ['policy-attach', 'iam.attachRolePolicy', { RoleName: 'one', PolicyArn: '<policy>' }],
  ['policy-entities', 'iam.listEntitiesForPolicy', { PolicyArn: '<policy>' }],
  ['policy-entities-users', 'iam.listEntitiesForPolicy', { PolicyArn: '<policy>', EntityFilter: 'User' }],
  ['policy-entities-missing', 'iam.listEntitiesForPolicy', { PolicyArn: 'arn:aws:iam::123456789012:policy/nothing' }],
  ['policy-delete-attached', 'iam.deletePolicy', { PolicyArn: '<policy>' }],
  ['boundary-put', 'iam.putRolePermissionsBoundary', { RoleName: 'one', PermissionsBoundary: '<policy>' }],
  ['boundary-role', 'iam.getRole', { RoleName: 'one' }],
  ['boundary-delete', 'iam.deleteRolePermissionsBoundary', { RoleName: 'one' }],
]

const account: DifferentialCall[] = [
  ['policy-list-aws', 'iam.listPolicies', { Scope: 'AWS', PathPrefix: '/job-function/', MaxItems: 1 }],
  ['policy-get-billing', 'iam.getPolicy', { PolicyArn: 'arn:aws:iam::aws:policy/job-function/Billing' }],
  ['policy-get-wrong-path', 'iam.getPolicy', { PolicyArn: 'arn:aws:iam::aws:policy/Billing' }],
  ['role-describe', 'iam.updateRoleDescription', { RoleName: 'one', Description: 'Described' }],
  ['role-profiles', 'iam.listInstanceProfilesForRole', { RoleName: 'one' }],
  ['alias-none', 'iam.listAccountAliases', {}],
  ['alias-create', 'iam.createAccountAlias', { AccountAlias: 'practice-one' }],
  ['alias-create-bad', 'iam.createAccountAlias', { AccountAlias: 'a--b' }],
  ['alias-list', 'iam.listAccountAliases', {}],
  ['alias-delete', 'iam.deleteAccountAlias', { AccountAlias: 'practice-one' }],
  ['account-details', 'iam.getAccountAuthorizationDetails', { Filter: ['Role', 'LocalManagedPolicy'] }],
  ['group-list', 'iam.listGroups', {}],
  ['profile-list', 'iam.listInstanceProfiles', {}],
  ['oidc-list', 'iam.listOpenIDConnectProviders', {}],
  ['saml-list', 'iam.listSAMLProviders', {}],
  ['user-policies-missing', 'iam.listUserPolicies', { UserName: 'nobody' }],
  ['sts-session', 'sts.getSessionToken', {}],
  ['sts-session-short', 'sts.getSessionToken', { DurationSeconds: 60 }],
]

const endings: DifferentialCall[] = [
  ['role-delete-with-policies', 'iam.deleteRole', { RoleName: 'one' }],
  ['inline-delete', 'iam.deleteRolePolicy', { RoleName: 'one', PolicyName: 'Read' }],
  ['role-delete-with-attached', 'iam.deleteRole', { RoleName: 'one' }],
  ['detach', 'iam.detachRolePolicy', { RoleName: 'one', PolicyArn: VIEW_ONLY }],
  ['detach-again', 'iam.detachRolePolicy', { RoleName: 'one', PolicyArn: VIEW_ONLY }],
  ['policy-detach', 'iam.detachRolePolicy', { RoleName: 'one', PolicyArn: '<policy>' }],
  ['policy-delete', 'iam.deletePolicy', { PolicyArn: '<policy>' }],
  ['policy-delete-again', 'iam.deletePolicy', { PolicyArn: '<policy>' }],
  ['role-delete', 'iam.deleteRole', { RoleName: 'two' }],
  ['role-delete-again', 'iam.deleteRole', { RoleName: 'two' }],
  [
    'linked-role-create',
    'iam.createServiceLinkedRole',
    { AWSServiceName: 'runtime-identity.bedrock-agentcore.amazonaws.com' },
  ],
  ['sts-assume-missing', 'sts.assumeRole', { RoleArn: 'arn:aws:iam::123456789012:role/nobody', RoleSessionName: 'me' }],
  ['sts-assume-bad-session', 'sts.assumeRole', { RoleArn: '<role>', RoleSessionName: 'not allowed' }],
  ['sts-assume-too-long', 'sts.assumeRole', { RoleArn: '<role>', RoleSessionName: 'me', DurationSeconds: 50_000 }],
  ['sts-assume-service-role', 'sts.assumeRole', { RoleArn: '<role>', RoleSessionName: 'me' }],
  [
    'inline-put-base',
    'iam.putRolePolicy',
    { RoleName: 'one', PolicyName: 'Base', PolicyDocument: allowing(['ecr:*', 'logs:*']) },
  ],
  ['user-get', 'iam.getUser', {}],
  ['account-summary', 'iam.getAccountSummary', {}],
]

/** The role `one` stays, for the runtimes. */
export const IAM_CALLS: readonly DifferentialCall[] = [...roles, ...inline, ...managed, ...account, ...endings]
