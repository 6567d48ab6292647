import { afterEach, beforeEach, expect, test } from 'vitest'
import { operatorOf } from '@/lib/practice/iam/access/identity'
import { allow, TRUSTS_ACCOUNT, TRUSTS_AGENTCORE, testAccount } from '@/lib/practice/testing/account'

const OPERATOR = 'arn:aws:iam::000000000000:user/practice-operator'
let account: Awaited<ReturnType<typeof testAccount>>
let time = Date.now()

beforeEach(async () => {
  time = Date.now()
  account = await testAccount({ now: () => time })
})
afterEach(() => account.practice.close())

async function assume(RoleName: string) {
  const { Credentials } = await account.sts.assumeRole({
    RoleArn: `arn:aws:iam::000000000000:role/${RoleName}`,
    RoleSessionName: 'session',
  })
  return account.clientsAs({
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  })
}

async function roleWith(RoleName: string, document?: string, trust = TRUSTS_ACCOUNT): Promise<void> {
  await account.iam.createRole({ RoleName, AssumeRolePolicyDocument: trust })

  if (document) {
    await account.iam.putRolePolicy({ RoleName, PolicyName: 'p', PolicyDocument: document })
  }
}

test("the operator's policy decides, in AWS's words", async () => {
  operatorOf(account.practice.state).policy = allow('sts:*')
  await expect(account.iam.getRole({ RoleName: 'x' })).rejects.toMatchObject({
    Code: 'AccessDenied',
    $metadata: { httpStatusCode: 403 },
    message: `User: ${OPERATOR} is not authorized to perform: iam:GetRole on resource: arn:aws:iam::000000000000:role/x because no identity-based policy allows the iam:GetRole action`,
  })
  await expect(account.control.listAgentRuntimes({})).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('bedrock-agentcore:ListAgentRuntimes'),
  })
  await expect(account.logs.describeLogGroups({})).rejects.toMatchObject({ name: 'AccessDeniedException' })
})

test('an explicit deny is called one', async () => {
  operatorOf(account.practice.state).policy =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"iam:ListRoles","Resource":"*"}]}'
  await expect(account.iam.listRoles({})).rejects.toThrow(
    `User: ${OPERATOR} is not authorized to perform: iam:ListRoles on resource: * with an explicit deny in an identity-based policy`,
  )
})

test('conditions see request tags, resource tags and boundaries', async () => {
  const when = (condition: string) =>
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*","Condition":{"StringEquals":{${condition}}}}]}`
  const role = { RoleName: 'x', AssumeRolePolicyDocument: TRUSTS_AGENTCORE }
  const operator = operatorOf(account.practice.state)
  operator.policy = when('"aws:RequestTag/team":"a"')
  await expect(account.iam.createRole({ ...role, Tags: [{ Key: 'team', Value: 'b' }] })).rejects.toThrow(
    'iam:CreateRole',
  )
  await account.iam.createRole({ ...role, Tags: [{ Key: 'team', Value: 'a' }] })
  operator.policy = when('"aws:ResourceTag/team":"b"')
  await expect(account.iam.deleteRole({ RoleName: 'x' })).rejects.toThrow('iam:DeleteRole')
  operator.policy = when('"iam:PolicyARN":"arn:aws:iam::aws:policy/ReadOnlyAccess"')
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess'
  await expect(account.iam.attachRolePolicy({ RoleName: 'x', PolicyArn })).rejects.toThrow('iam:AttachRolePolicy')
})

test('a role acts with its own policies, and with what is attached to it', async () => {
  await roleWith('worker', allow('iam:ListRoles'))
  const worker = await assume('worker')
  expect((await worker.sts.getCallerIdentity({})).Arn).toBe('arn:aws:sts::000000000000:assumed-role/worker/session')
  await worker.iam.listRoles({})
  await expect(worker.iam.getRole({ RoleName: 'worker' })).rejects.toThrow(
    'User: arn:aws:sts::000000000000:assumed-role/worker/session is not authorized to perform: iam:GetRole',
  )
  await account.iam.attachRolePolicy({ RoleName: 'worker', PolicyArn: 'arn:aws:iam::aws:policy/IAMFullAccess' })
  await worker.iam.getRole({ RoleName: 'worker' })
})

test('a boundary limits, and is named', async () => {
  await roleWith('bounded', allow('iam:*'))
  const { Policy } = await account.iam.createPolicy({ PolicyName: 'limit', PolicyDocument: allow('iam:List*') })
  await account.iam.putRolePermissionsBoundary({ RoleName: 'bounded', PermissionsBoundary: Policy?.Arn })
  const bounded = await assume('bounded')
  await bounded.iam.listRoles({})
  await expect(bounded.iam.getRole({ RoleName: 'bounded' })).rejects.toThrow(
    'because no permissions boundary allows the iam:GetRole action',
  )
  await account.iam.deleteRolePermissionsBoundary({ RoleName: 'bounded' })
  await bounded.iam.getRole({ RoleName: 'bounded' })
})

test('only a role that trusts the caller can be assumed, and only once it is known', async () => {
  await roleWith('foreign', undefined, TRUSTS_AGENTCORE)
  await expect(assume('foreign')).rejects.toMatchObject({ Code: 'AccessDenied' })
  account.practice.faults.switch({ rolePropagationMs: 4000 })
  await roleWith('fresh')
  await expect(assume('fresh')).rejects.toThrow('is not authorized to perform: sts:AssumeRole')
  time += 4000
  await assume('fresh')
  await account.iam.updateAssumeRolePolicy({ RoleName: 'fresh', PolicyDocument: TRUSTS_AGENTCORE })
  await assume('fresh')
  time += 4000
  await expect(assume('fresh')).rejects.toMatchObject({ Code: 'AccessDenied' })
})

test('a change of policies works a moment later', async () => {
  await roleWith('patient')
  account.practice.faults.switch({ policyPropagationMs: 2000 })
  const patient = await assume('patient')
  await account.iam.putRolePolicy({ RoleName: 'patient', PolicyName: 'p', PolicyDocument: allow('iam:*') })
  await expect(patient.iam.listRoles({})).rejects.toMatchObject({ Code: 'AccessDenied' })
  time += 2000
  await patient.iam.listRoles({})
})

test('a session ends', async () => {
  await roleWith('brief', allow('*'))
  const brief = await assume('brief')
  await brief.logs.describeLogGroups({})
  time += 3_600_000
  await expect(brief.iam.listRoles({})).rejects.toMatchObject({ name: 'ExpiredToken' })
  await expect(brief.logs.describeLogGroups({})).rejects.toMatchObject({ name: 'ExpiredTokenException' })
  await expect(brief.control.listAgentRuntimes({})).rejects.toMatchObject({ name: 'ExpiredTokenException' })
})
