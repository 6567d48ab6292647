import { clientsOf } from './account'
import type { Stack } from './stack'

export const ROLE = 'slipway-editor-test'
export const POLICY = 'Reading'
export const MANAGED = 'ReportReaders'

export const READS = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Reading",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"]
    }
  ]
}`

export const WIDER = READS.replace('"s3:ListBucket"]', '"s3:ListBucket", "s3:PutObject"]')
export const NARROWER = READS.replace('["s3:GetObject", "s3:ListBucket"]', '["s3:GetObject"]')

/** An execution role of Slipway's making with one inline policy. */
export async function makeRole(stack: Stack, text = READS): Promise<void> {
  const { iam } = clientsOf(stack.practice)
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
      },
    ],
  }
  await iam.createRole({
    RoleName: ROLE,
    AssumeRolePolicyDocument: JSON.stringify(trust),
    Tags: [{ Key: 'slipway:deployment', Value: 'editor-test' }],
  })
  await putPolicy(stack, text)
}

export async function putPolicy(stack: Stack, text: string, name = POLICY): Promise<void> {
  await clientsOf(stack.practice).iam.putRolePolicy({ RoleName: ROLE, PolicyName: name, PolicyDocument: text })
}

/** The text that IAM has, as it was typed. */
export async function readPolicy(stack: Stack, name = POLICY): Promise<string> {
  const { PolicyDocument = '' } = await clientsOf(stack.practice).iam.getRolePolicy({
    RoleName: ROLE,
    PolicyName: name,
  })
  return decodeURIComponent(PolicyDocument)
}

/** A customer managed policy on the role. Answers its ARN. */
export async function attachManaged(stack: Stack, text: string): Promise<string> {
  const { iam } = clientsOf(stack.practice)
  const { Policy } = await iam.createPolicy({ PolicyName: MANAGED, PolicyDocument: text })
  const arn = Policy?.Arn ?? ''
  await iam.attachRolePolicy({ RoleName: ROLE, PolicyArn: arn })
  return arn
}

export async function attachedNames(stack: Stack): Promise<(string | undefined)[]> {
  const { AttachedPolicies = [] } = await clientsOf(stack.practice).iam.listAttachedRolePolicies({ RoleName: ROLE })
  return AttachedPolicies.map(({ PolicyName }) => PolicyName)
}

export async function addVersion(stack: Stack, arn: string, text: string): Promise<void> {
  await clientsOf(stack.practice).iam.createPolicyVersion({ PolicyArn: arn, PolicyDocument: text, SetAsDefault: true })
}

export async function defaultVersion(stack: Stack, arn: string): Promise<string | undefined> {
  const { Policy } = await clientsOf(stack.practice).iam.getPolicy({ PolicyArn: arn })
  return Policy?.DefaultVersionId
}
