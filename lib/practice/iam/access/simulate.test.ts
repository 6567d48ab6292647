import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, TRUSTS_AGENTCORE, testAccount } from '@/lib/practice/testing/account'

let account: Awaited<ReturnType<typeof testAccount>>

beforeAll(async () => {
  account = await testAccount()
})
afterAll(() => account.practice.close())

const CONDITIONAL = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::mine/*" },
    { "Effect": "Allow", "Action": "ec2:*", "Resource": "*",
      "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-1" } } },
    { "Effect": "Deny", "Action": "*", "Resource": "arn:aws:s3:::mine/secret" }
  ]
}`

async function simulate(action: string, resource?: string, region?: string) {
  const { EvaluationResults } = await account.iam.simulateCustomPolicy({
    PolicyInputList: [CONDITIONAL],
    ActionNames: [action],
    ...(resource ? { ResourceArns: [resource] } : {}),
    ...(region
      ? {
          ContextEntries: [
            { ContextKeyName: 'aws:RequestedRegion', ContextKeyType: 'string', ContextKeyValues: [region] },
          ],
        }
      : {}),
  })
  return EvaluationResults?.[0]
}

test.each([
  ['s3:GetObject', 'arn:aws:s3:::mine/a', undefined, 'allowed'],
  ['s3:GetObject', 'arn:aws:s3:::mine/secret', undefined, 'explicitDeny'],
  ['s3:PutObject', 'arn:aws:s3:::mine/a', undefined, 'implicitDeny'],
  // Only a statement for every resource covers a request without one.
  ['s3:GetObject', undefined, undefined, 'implicitDeny'],
  ['ec2:DescribeInstances', undefined, 'eu-west-1', 'allowed'],
  ['ec2:DescribeInstances', undefined, 'us-east-1', 'implicitDeny'],
])('%s on %s in %s: %s', async (action, resource, region, expected) => {
  expect((await simulate(action, resource, region))?.EvalDecision).toBe(expected)
})

test('says which context was missing, and which statement decided where', async () => {
  expect((await simulate('ec2:DescribeInstances'))?.MissingContextValues).toEqual(['aws:RequestedRegion'])
  expect((await simulate('s3:GetObject', 'arn:aws:s3:::mine/a'))?.MatchedStatements).toEqual([
    {
      SourcePolicyId: 'PolicyInputList.1',
      SourcePolicyType: 'none',
      StartPosition: { Line: 4, Column: 5 },
      EndPosition: { Line: 4, Column: 82 },
    },
  ])
})

test("a role's own policies, its boundary, and what is added for the question", async () => {
  const RoleName = 'simulated'
  const PolicyDocument = allow(['s3:List*', 'ec2:Describe*'])
  const { Policy } = await account.iam.createPolicy({ PolicyName: 'limit', PolicyDocument })
  await account.iam.createRole({
    RoleName,
    AssumeRolePolicyDocument: TRUSTS_AGENTCORE,
    PermissionsBoundary: Policy?.Arn,
  })
  await account.iam.putRolePolicy({
    RoleName,
    PolicyName: 'p',
    PolicyDocument: allow(['s3:ListAllMyBuckets', 's3:CreateBucket']),
  })
  const { EvaluationResults } = await account.iam.simulatePrincipalPolicy({
    PolicySourceArn: `arn:aws:iam::000000000000:role/${RoleName}`,
    ActionNames: ['s3:ListAllMyBuckets', 's3:CreateBucket', 'ec2:DescribeInstances'],
    PolicyInputList: [allow('ec2:DescribeInstances')],
  })
  expect(
    EvaluationResults?.map((result) => [
      result.EvalDecision,
      result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary,
    ]),
  ).toEqual([
    ['allowed', true],
    ['implicitDeny', false],
    ['allowed', true],
  ])
})

test('refuses unknown principals and what is no action', async () => {
  const PolicySourceArn = 'arn:aws:iam::000000000000:role/nobody'
  await expect(
    account.iam.simulatePrincipalPolicy({ PolicySourceArn, ActionNames: ['s3:GetObject'] }),
  ).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  await expect(
    account.iam.simulateCustomPolicy({ PolicyInputList: [allow('*')], ActionNames: ['everything'] }),
  ).rejects.toMatchObject({ name: 'InvalidInputException' })
})
