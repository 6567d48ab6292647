import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allow, TRUSTS_ACCOUNT, testAccount } from '@/lib/practice/testing/account'

const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const BILLING = 'arn:aws:iam::aws:policy/job-function/Billing'

let account: Awaited<ReturnType<typeof testAccount>>
let own = ''

beforeAll(async () => {
  account = await testAccount()
  const { iam } = account
  const { Policy } = await iam.createPolicy({ PolicyName: 'own', PolicyDocument: allow('s3:GetObject') })
  own = Policy?.Arn ?? ''

  for (const [RoleName, Path] of [
    ['one', '/'],
    ['two', '/teams/'],
    ['three', '/'],
  ] as const) {
    await iam.createRole({ RoleName, Path, AssumeRolePolicyDocument: TRUSTS_ACCOUNT })
  }
  await iam.attachRolePolicy({ RoleName: 'one', PolicyArn: own })
  await iam.attachRolePolicy({ RoleName: 'one', PolicyArn: BILLING })
  await iam.attachRolePolicy({ RoleName: 'two', PolicyArn: own })
  await iam.putRolePolicy({ RoleName: 'two', PolicyName: 'in', PolicyDocument: allow('s3:ListBucket') })
  await iam.putRolePermissionsBoundary({ RoleName: 'three', PermissionsBoundary: own })
})
afterAll(() => account.practice.close())

describe('who uses a policy', () => {
  const names = async (more: object = {}) => {
    const { PolicyRoles = [] } = await account.iam.listEntitiesForPolicy({ PolicyArn: own, ...more })
    return PolicyRoles.map(({ RoleName }) => RoleName)
  }

  it('by kind of entity, path and use', async () => {
    expect(await names()).toEqual(['one', 'three', 'two'])
    expect(await names({ PathPrefix: '/teams/' })).toEqual(['two'])
    expect(await names({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual(['three'])
    expect(await names({ PolicyUsageFilter: 'PermissionsPolicy' })).toEqual(['one', 'two'])
    expect(await names({ EntityFilter: 'User' })).toEqual([])
    const page = await account.iam.listEntitiesForPolicy({ PolicyArn: own, MaxItems: 2 })
    expect(page).toMatchObject({ IsTruncated: true, PolicyGroups: [], PolicyUsers: [] })
    expect(await names({ Marker: page.Marker })).toEqual(['two'])
    await expect(account.iam.listEntitiesForPolicy({ PolicyArn: `${own}x` })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  })

  it('as policies in use', async () => {
    const bounds = await account.iam.listPolicies({ PolicyUsageFilter: 'PermissionsBoundary' })
    expect(bounds.Policies?.map(({ Arn }) => Arn)).toEqual([own])
  })
})

describe('tags of a policy', () => {
  it('are set, listed and removed, but on AWS’s own not', async () => {
    const { iam } = account
    await iam.tagPolicy({
      PolicyArn: own,
      Tags: [
        { Key: 'Team', Value: 'a' },
        { Key: 'cost', Value: '1' },
      ],
    })
    await iam.tagPolicy({ PolicyArn: own, Tags: [{ Key: 'team', Value: 'b' }] })
    await iam.untagPolicy({ PolicyArn: own, TagKeys: ['COST'] })
    expect((await iam.listPolicyTags({ PolicyArn: own })).Tags).toEqual([{ Key: 'team', Value: 'b' }])
    expect((await iam.listPolicyTags({ PolicyArn: BILLING })).Tags).toEqual([])
    await expect(iam.tagPolicy({ PolicyArn: READ_ONLY, Tags: [{ Key: 'a', Value: 'b' }] })).rejects.toMatchObject({
      name: 'AccessDenied',
    })
  })
})

describe('the keys that policies ask for', () => {
  const variable = (inner: string) => `\${${inner}}`
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 's3:*',
      Resource: `arn:aws:s3:::${variable("aws:PrincipalTag/team, 'none'")}/${variable('aws:username')}/${variable('*')}`,
      Condition: { StringLike: { 's3:prefix': `home/${variable('aws:userid')}`, 'AWS:UserName': 'x' } },
    },
  })

  it('stand in conditions and variables, each once', async () => {
    const { ContextKeyNames } = await account.iam.getContextKeysForCustomPolicy({ PolicyInputList: [PolicyDocument] })
    expect(ContextKeyNames).toEqual(['s3:prefix', 'AWS:UserName', 'aws:PrincipalTag/team', 'aws:userid'])
    await expect(account.iam.getContextKeysForCustomPolicy({ PolicyInputList: ['{'] })).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
    })
  })

  it('of a principal as well, if its policies are here', async () => {
    const keysOf = (role: string) =>
      account.iam.getContextKeysForPrincipalPolicy({
        PolicySourceArn: `arn:aws:iam::000000000000:role/${role}`,
        PolicyInputList: [PolicyDocument],
      })
    expect((await keysOf('teams/two')).ContextKeyNames).toContain('s3:prefix')
    await expect(keysOf('one')).rejects.toMatchObject({ name: 'NotImplemented' })
    await expect(keysOf('none')).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  })
})

describe('the account', () => {
  it('has one alias at most', async () => {
    const { iam } = account
    const aliases = async () => (await iam.listAccountAliases({})).AccountAliases
    expect(await aliases()).toEqual([])
    await iam.createAccountAlias({ AccountAlias: 'first' })
    await iam.createAccountAlias({ AccountAlias: 'second' })
    expect(await aliases()).toEqual(['second'])
    await expect(iam.deleteAccountAlias({ AccountAlias: 'first' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
    await expect(iam.createAccountAlias({ AccountAlias: 'a--b' })).rejects.toMatchObject({ name: 'ValidationError' })
    await iam.deleteAccountAlias({ AccountAlias: 'second' })
    expect(await aliases()).toEqual([])
  })

  it('is described whole, in pages and by kind', async () => {
    const { iam } = account
    const whole = await iam.getAccountAuthorizationDetails({})
    expect(whole).toMatchObject({
      UserDetailList: [{ UserName: 'practice-operator', UserPolicyList: [{ PolicyName: 'practice-operator-policy' }] }],
      GroupDetailList: [],
      RoleDetailList: [
        { RoleName: 'one', AttachedManagedPolicies: [{ PolicyArn: own }, { PolicyArn: BILLING }] },
        { RoleName: 'three', PermissionsBoundary: { PermissionsBoundaryArn: own } },
        { RoleName: 'two', RolePolicyList: [{ PolicyName: 'in' }], InstanceProfileList: [] },
      ],
      Policies: [
        { PolicyName: 'own', AttachmentCount: 2, PermissionsBoundaryUsageCount: 1 },
        { PolicyName: 'Billing', PolicyVersionList: [{ VersionId: 'v1' }] },
      ],
    })
    const counts: number[] = []
    let Marker: string | undefined

    do {
      const page = await iam.getAccountAuthorizationDetails({ MaxItems: 2, Marker })
      counts.push([page.UserDetailList, page.RoleDetailList, page.Policies].flat().length)
      Marker = page.Marker
    } while (Marker !== undefined)
    expect(counts).toEqual([2, 2, 2])
    const roles = await iam.getAccountAuthorizationDetails({ Filter: ['Role'] })
    expect([roles.RoleDetailList?.length, roles.UserDetailList, roles.Policies]).toEqual([3, [], []])
  })

  it('has its operator as the only user, and no groups, profiles or providers', async () => {
    const { iam } = account
    const UserName = 'practice-operator'
    expect((await iam.listUsers({})).Users).toMatchObject([{ UserName }])
    expect((await iam.listUsers({ PathPrefix: '/teams/' })).Users).toEqual([])
    expect((await iam.listUserPolicies({ UserName })).PolicyNames).toEqual(['practice-operator-policy'])
    const { PolicyDocument = '' } = await iam.getUserPolicy({ UserName, PolicyName: 'practice-operator-policy' })
    expect(JSON.parse(decodeURIComponent(PolicyDocument)).Statement[0].Effect).toBe('Allow')
    expect((await iam.listAccessKeys({})).AccessKeyMetadata).toMatchObject([
      { AccessKeyId: account.practice.accessKeyId, Status: 'Active' },
    ])
    await expect(iam.listUserPolicies({ UserName: 'nobody' })).rejects.toMatchObject({ name: 'NoSuchEntityException' })
    expect((await iam.listGroups({})).Groups).toEqual([])
    expect((await iam.listInstanceProfilesForRole({ RoleName: 'one' })).InstanceProfiles).toEqual([])
    await expect(iam.listInstanceProfilesForRole({ RoleName: 'no' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  })

  it('changes the description of a role', async () => {
    const { Role } = await account.iam.updateRoleDescription({ RoleName: 'one', Description: 'New' })
    expect(Role).toMatchObject({ RoleName: 'one', Description: 'New' })
  })
})
