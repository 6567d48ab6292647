import { paginateListPolicies } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, TRUSTS_AGENTCORE, testAccount } from '@/lib/practice/testing/account'

const RoleName = 'holder'
let account: Awaited<ReturnType<typeof testAccount>>

beforeAll(async () => {
  account = await testAccount()
  await account.iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUSTS_AGENTCORE })
})
afterAll(() => account.practice.close())

test('an inline policy comes back percent-encoded, and the last write wins', async () => {
  const PolicyDocument = `{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/(*)'é"}]}`
  await account.iam.putRolePolicy({ RoleName, PolicyName: 'one', PolicyDocument: allow('*') })
  await account.iam.putRolePolicy({ RoleName, PolicyName: 'one', PolicyDocument })
  const answer = await account.iam.getRolePolicy({ RoleName, PolicyName: 'one' })
  expect(decodeURIComponent(answer.PolicyDocument ?? '')).toBe(PolicyDocument)
  expect(answer.PolicyDocument).not.toMatch(/[^\w.~%-]/)
  expect(await account.iam.listRolePolicies({ RoleName })).toMatchObject({ PolicyNames: ['one'], IsTruncated: false })
  await account.iam.deleteRolePolicy({ RoleName, PolicyName: 'one' })
  await expect(account.iam.getRolePolicy({ RoleName, PolicyName: 'one' })).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'The role policy with name one cannot be found.',
  })
})

test('all inline policies together hold 10,240 characters, white space not counted', async () => {
  const sized = (length: number) => {
    const empty = allow('s3:*', '')
    return `${allow('s3:*', `arn:aws:s3:::${'x'.repeat(length - empty.length - 13)}`)}${' '.repeat(5000)}`
  }
  await account.iam.putRolePolicy({ RoleName, PolicyName: 'half', PolicyDocument: sized(5120) })
  await account.iam.putRolePolicy({ RoleName, PolicyName: 'other', PolicyDocument: sized(5120) })
  await expect(
    account.iam.putRolePolicy({ RoleName, PolicyName: 'other', PolicyDocument: sized(5121) }),
  ).rejects.toMatchObject({
    name: 'LimitExceededException',
    message: 'Maximum policy size of 10240 bytes exceeded for role holder',
  })
  await account.iam.deleteRolePolicy({ RoleName, PolicyName: 'half' })
  await account.iam.deleteRolePolicy({ RoleName, PolicyName: 'other' })
})

test.each([
  'arn:aws:sqs:us-gov-west-1:111122223333:q',
  'arn:awss:s3:::b/*',
  `arn:aws:ssm:*:\${AWS::AccountId}:parameter/x`,
])('a policy with the resource %s is malformed', async (resource) => {
  const PolicyDocument = allow('s3:GetObject', resource)
  const put = account.iam.putRolePolicy({ RoleName, PolicyName: 'bad', PolicyDocument })
  await expect(put).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
})

test.each(['{', '[]', '{"Version":"2012-10-17","Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}'])(
  'a policy %j is malformed',
  async (PolicyDocument) => {
    const put = account.iam.putRolePolicy({ RoleName, PolicyName: 'bad', PolicyDocument })
    await expect(put).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' })
  },
)

test('a managed policy has up to five versions, one of them the default', async () => {
  const PolicyName = 'versioned'
  const { Policy } = await account.iam.createPolicy({ PolicyName, PolicyDocument: allow('s3:GetObject') })
  const PolicyArn = Policy?.Arn ?? ''
  await expect(account.iam.createPolicy({ PolicyName: 'VERSIONED', PolicyDocument: allow('*') })).rejects.toThrow(
    'A policy called VERSIONED already exists. Duplicate names are not allowed.',
  )
  for (const action of ['a', 'b', 'c', 'd']) {
    await account.iam.createPolicyVersion({
      PolicyArn,
      PolicyDocument: allow(`s3:${action}`),
      SetAsDefault: action === 'c',
    })
  }
  await expect(account.iam.createPolicyVersion({ PolicyArn, PolicyDocument: allow('*') })).rejects.toMatchObject({
    name: 'LimitExceededException',
  })
  const { Versions } = await account.iam.listPolicyVersions({ PolicyArn })
  expect(Versions?.map(({ VersionId, IsDefaultVersion }) => [VersionId, IsDefaultVersion])).toEqual([
    ['v1', false],
    ['v2', false],
    ['v3', false],
    ['v4', true],
    ['v5', false],
  ])
  await expect(account.iam.deletePolicyVersion({ PolicyArn, VersionId: 'v4' })).rejects.toThrow('default version')
  await account.iam.deletePolicyVersion({ PolicyArn, VersionId: 'v5' })
  const { PolicyVersion } = await account.iam.createPolicyVersion({ PolicyArn, PolicyDocument: allow('*') })
  expect(PolicyVersion?.VersionId).toBe('v6')
  await account.iam.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v6' })
  const version = await account.iam.getPolicyVersion({ PolicyArn, VersionId: 'v6' })
  expect(decodeURIComponent(version.PolicyVersion?.Document ?? '')).toBe(allow('*'))
})

test('a policy that is in use stays', async () => {
  const { Policy } = await account.iam.createPolicy({ PolicyName: 'used', PolicyDocument: allow('*') })
  const PolicyArn = Policy?.Arn ?? ''
  await account.iam.attachRolePolicy({ RoleName, PolicyArn })
  await account.iam.attachRolePolicy({ RoleName, PolicyArn })
  expect((await account.iam.getPolicy({ PolicyArn })).Policy?.AttachmentCount).toBe(1)
  await expect(account.iam.deletePolicy({ PolicyArn })).rejects.toMatchObject({ name: 'DeleteConflictException' })
  await account.iam.detachRolePolicy({ RoleName, PolicyArn })
  await expect(account.iam.detachRolePolicy({ RoleName, PolicyArn })).rejects.toThrow(
    `Policy ${PolicyArn} was not found.`,
  )
  await account.iam.deletePolicy({ PolicyArn })
  await expect(account.iam.getPolicy({ PolicyArn })).rejects.toMatchObject({ name: 'NoSuchEntityException' })
})

test("AWS's own policies are there, by ARN and in the list", async () => {
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
  await account.iam.attachRolePolicy({ RoleName, PolicyArn })
  const { AttachedPolicies } = await account.iam.listAttachedRolePolicies({ RoleName })
  expect(AttachedPolicies).toEqual([{ PolicyName: 'ReadOnlyAccess', PolicyArn }])
  const arns: (string | undefined)[] = []
  const pages = paginateListPolicies({ client: account.iam, pageSize: 1000 }, { Scope: 'AWS' })

  for await (const { Policies = [] } of pages) {
    arns.push(...Policies.map(({ Arn }) => Arn))
  }
  expect(arns).toContain(PolicyArn)
  expect(new Set(arns).size).toBe(1587)
  expect(arns).toHaveLength(1587)
  const jobs = await account.iam.listPolicies({ PathPrefix: '/job-function/' })
  expect(jobs.Policies?.map((policy) => policy.PolicyName)).toContain('Billing')
  const used = await account.iam.listPolicies({ OnlyAttached: true })
  expect(used.Policies).toMatchObject([{ Arn: PolicyArn, AttachmentCount: 1 }])
  await expect(
    account.iam.attachRolePolicy({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/NoSuchThing' }),
  ).rejects.toThrow('does not exist or is not attachable')
  await expect(
    account.iam.attachRolePolicy({
      RoleName,
      PolicyArn: 'arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy',
    }),
  ).rejects.toThrow('Cannot attach a Service Role Policy to a Customer Role.')
})
