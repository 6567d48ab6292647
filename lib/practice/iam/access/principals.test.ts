import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRUSTS_AGENTCORE, testAccount } from '@/lib/practice/testing/account'

const RoleName = 'there'
let account: Awaited<ReturnType<typeof testAccount>>

beforeAll(async () => {
  account = await testAccount()
  await account.iam.createRole({ RoleName, Path: '/team/', AssumeRolePolicyDocument: TRUSTS_AGENTCORE })
})
afterAll(() => account.practice.close())

function trust(Principal: unknown, Action: string | string[] = 'sts:AssumeRole'): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action }] })
}

function update(PolicyDocument: string) {
  return account.iam.updateAssumeRolePolicy({ RoleName, PolicyDocument })
}

const OWN = 'arn:aws:iam::000000000000'

test.each([
  [{ AWS: '111122223333' }],
  [{ AWS: 'arn:aws:iam::111122223333:role/elsewhere' }],
  [{ AWS: [`${OWN}:root`, `${OWN}:role/team/there`, `${OWN}:user/practice-operator`] }],
  [{ AWS: `arn:aws:sts::000000000000:assumed-role/x/y` }],
  [{ Service: ['ec2.amazonaws.com', 'states.eu-west-1.amazonaws.com', 'ecs-tasks.amazonaws.com'] }],
  [{ Service: 'network.bedrock-agentcore.amazonaws.com' }],
  [{ Federated: ['cognito-identity.amazonaws.com', `${OWN}:oidc-provider/token.example.com`] }],
  ['*'],
])('a trust policy may name %j', async (principal) => {
  await update(trust(principal))
  await update(trust(principal, ['sts:AssumeRole', 'sts:TagSession', 'sts:Assume*']))
})

test.each([
  [{ AWS: `${OWN}:role/nope` }, `"AWS":"${OWN}:role/nope"`],
  [{ AWS: `${OWN}:role/there` }, `"AWS":"${OWN}:role/there"`],
  [{ AWS: ['111122223333', `${OWN}:user/nobody`] }, `"AWS":"${OWN}:user/nobody"`],
  [{ AWS: 'arn:aws-cn:iam::111122223333:root' }, '"AWS":"arn:aws-cn:iam::111122223333:root"'],
  [{ AWS: `${OWN}:role/*` }, `"AWS":"${OWN}:role/*"`],
  [{ AWS: 'somebody' }, '"AWS":"somebody"'],
  [{ Service: 'no-such-thing.amazonaws.com' }, '"SERVICE":"no-such-thing.amazonaws.com"'],
  [{ Federated: 'token.example.com' }, '"FEDERATED":"token.example.com"'],
  [{ Service: 'ec2.example.com' }, '"SERVICE":"ec2.example.com"'],
])('IAM refuses the principal %j', async (principal, named) => {
  const refused = { name: 'MalformedPolicyDocumentException', message: `Invalid principal in policy: ${named}` }
  await expect(update(trust(principal))).rejects.toMatchObject(refused)
  await expect(
    account.iam.createRole({ RoleName: 'new', AssumeRolePolicyDocument: trust(principal) }),
  ).rejects.toMatchObject(refused)
})

test.each(['s3:GetObject', '*', 'sts:GetCallerIdentity'])('a trust policy does not take %s', async (action) => {
  await expect(update(trust({ AWS: '111122223333' }, ['sts:AssumeRole', action]))).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
    message: 'AssumeRole policy may only specify STS AssumeRole actions.',
  })
})

test.each([
  ['arn:aws-cn:s3:::x', 'Partition "aws-cn" is not valid for resource "arn:aws-cn:s3:::x".'],
  ['arn:aws:s3', 'Resource arn:aws:s3 must be in ARN format or "*".'],
  ['arn:s3:::x', 'Partition "s3" is not valid for resource "arn:s3:::x".'],
])('an identity policy does not take the resource %s', async (Resource, message) => {
  const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: ['arn:*:s3:::y', Resource] }]
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
  const refused = { name: 'MalformedPolicyDocumentException', message }
  await expect(account.iam.putRolePolicy({ RoleName, PolicyName: 'one', PolicyDocument })).rejects.toMatchObject(
    refused,
  )
  await expect(account.iam.createPolicy({ PolicyName: 'one', PolicyDocument })).rejects.toMatchObject(refused)
})
