import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, TRUSTS_AGENTCORE, testAccount } from '@/lib/practice/testing/account'

const MANAGED = 'arn:aws:iam::aws:policy/IAMFullAccess'
let account: Awaited<ReturnType<typeof testAccount>>

beforeAll(async () => {
  account = await testAccount()
})
afterAll(() => account.practice.close())

function create(RoleName: string, more: object = {}) {
  return account.iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUSTS_AGENTCORE, ...more })
}

test('a role comes back as it was made', async () => {
  const Tags = [
    { Key: 'slipway:deployment', Value: 'one' },
    { Key: 'a', Value: '' },
  ]
  const Description = `<b>&"'`
  const { Role: created } = await create('Kept', { Path: '/team/', Description, MaxSessionDuration: 7200, Tags })
  const { Role } = await account.iam.getRole({ RoleName: 'KEPT' })
  expect(Role).toMatchObject({ RoleName: 'Kept', Path: '/team/', Description, MaxSessionDuration: 7200, Tags })
  expect(Role?.Arn).toBe('arn:aws:iam::000000000000:role/team/Kept')
  expect(Role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/)
  expect(Role?.RoleId).toBe(created?.RoleId)
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(TRUSTS_AGENTCORE)
  expect(Role?.CreateDate?.getMilliseconds()).toBe(0)
})

test('names are unique whatever their case', async () => {
  await create('Twin')
  await expect(create('tWIN')).rejects.toMatchObject({
    name: 'EntityAlreadyExistsException',
    message: 'Role with name tWIN already exists.',
    $metadata: { httpStatusCode: 409 },
  })
})

function trusting(Service: string, Action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service }, Action }] })
}

test.each([
  ['a space in the name', { RoleName: 'a b' }, 'ValidationError', "Value 'a b' at 'roleName' failed to satisfy"],
  ['a long name', { RoleName: 'x'.repeat(65) }, 'ValidationError', 'length less than or equal to 64'],
  ['no trust policy', { AssumeRolePolicyDocument: undefined }, 'ValidationError', "'assumeRolePolicyDocument'"],
  ['a broken trust policy', { AssumeRolePolicyDocument: '{' }, 'MalformedPolicyDocumentException', 'brace'],
  [
    'a trust policy without a principal',
    { AssumeRolePolicyDocument: allow('sts:AssumeRole') },
    'MalformedPolicyDocumentException',
    'Principal',
  ],
  [
    'a trust policy for a service that AWS does not have',
    { AssumeRolePolicyDocument: trusting('agentcore.amazonaws.com', 'sts:AssumeRole') },
    'MalformedPolicyDocumentException',
    'Invalid principal in policy: "SERVICE":"agentcore.amazonaws.com"',
  ],
  [
    'a trust policy with an action that assumes no role',
    { AssumeRolePolicyDocument: trusting('lambda.amazonaws.com', 's3:GetObject') },
    'MalformedPolicyDocumentException',
    'may only specify STS AssumeRole actions',
  ],
  ['a short session', { MaxSessionDuration: 60 }, 'ValidationError', 'greater than or equal to 3600'],
  ['a reserved tag', { Tags: [{ Key: 'aws:x', Value: '' }] }, 'InvalidInputException', 'aws:'],
  [
    'a tag twice',
    {
      Tags: [
        { Key: 'a', Value: '' },
        { Key: 'A', Value: '' },
      ],
    },
    'InvalidInputException',
    'Duplicate',
  ],
  ['a boundary that is none', { PermissionsBoundary: 'arn:aws:iam::aws:policy/Nope' }, 'NoSuchEntityException', 'Nope'],
])('%s is refused', async (_what, input, name, message) => {
  await expect(create('refused', input)).rejects.toMatchObject({ name, message: expect.stringContaining(message) })
  await expect(account.iam.getRole({ RoleName: 'refused' })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The role with name refused cannot be found.',
  })
})

test('a role goes when nothing hangs on it any more', async () => {
  const RoleName = 'leaving'
  const role = { RoleName }
  await create(RoleName)
  await account.iam.attachRolePolicy({ RoleName, PolicyArn: MANAGED })
  await account.iam.putRolePolicy({ RoleName, PolicyName: 'p', PolicyDocument: allow('s3:*') })
  await expect(account.iam.deleteRole(role)).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must detach all policies first.',
  })
  await account.iam.detachRolePolicy({ RoleName, PolicyArn: MANAGED })
  await expect(account.iam.deleteRole(role)).rejects.toThrow('Cannot delete entity, must delete policies first.')
  await account.iam.deleteRolePolicy({ RoleName, PolicyName: 'p' })
  await account.iam.deleteRole(role)
  await expect(account.iam.deleteRole(role)).rejects.toMatchObject({ name: 'NoSuchEntityException' })
})

test('lists are paged, and go on where they ended', async () => {
  const names = Array.from({ length: 5 }, (_unused, index) => `paged-${index}`)
  await Promise.all(names.map((name) => create(name, { Path: '/paged/' })))
  const first = await account.iam.listRoles({ PathPrefix: '/paged/', MaxItems: 2 })
  expect(first).toMatchObject({ IsTruncated: true, Roles: [{ RoleName: 'paged-0' }, { RoleName: 'paged-1' }] })
  await account.iam.deleteRole({ RoleName: 'paged-0' })
  const second = await account.iam.listRoles({ PathPrefix: '/paged/', MaxItems: 3, Marker: first.Marker })
  expect(second.Roles?.map(({ RoleName }) => RoleName)).toEqual(['paged-2', 'paged-3', 'paged-4'])
  expect(second.IsTruncated).toBe(false)
  await expect(account.iam.listRoles({ Marker: 'x' })).rejects.toThrow('Invalid Marker')
})

test('tags change one by one', async () => {
  const RoleName = 'tagged'
  await create(RoleName, {
    Tags: [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ],
  })
  await account.iam.tagRole({ RoleName, Tags: [{ Key: 'B', Value: '3' }] })
  await account.iam.untagRole({ RoleName, TagKeys: ['a'] })
  const { Tags } = await account.iam.listRoleTags({ RoleName })
  expect(Tags).toEqual([{ Key: 'B', Value: '3' }])
  const many = Array.from({ length: 50 }, (_unused, index) => ({ Key: `k${index}`, Value: '' }))
  await expect(account.iam.tagRole({ RoleName, Tags: many })).rejects.toMatchObject({ name: 'LimitExceededException' })
})

test('a service-linked role is made once, and is not ours to change', async () => {
  const AWSServiceName = 'runtime-identity.bedrock-agentcore.amazonaws.com'
  const { Role } = await account.iam.createServiceLinkedRole({ AWSServiceName })
  const RoleName = Role?.RoleName ?? ''
  expect(RoleName).toBe('AWSServiceRoleForBedrockAgentCoreRuntimeIdentity')
  await expect(account.iam.createServiceLinkedRole({ AWSServiceName })).rejects.toThrow('has been taken')
  await expect(account.iam.deleteRole({ RoleName })).rejects.toMatchObject({ name: 'UnmodifiableEntityException' })
})
