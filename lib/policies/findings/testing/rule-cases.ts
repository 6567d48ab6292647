/** What the tests of the rules are made of. */
export type Statement = Record<string, unknown>
/** A whole text, or a statement put over a good one (`undefined` takes an element away). */
export type Policy = string | Statement | Statement[]
export type Case = [code: string, bad: Policy, good: Policy]

const OBJECT = 'arn:aws:s3:::bucket/key'
export const START: Statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: OBJECT }
export const TRUST: Statement = {
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
  Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
}

export function when(operator: string, key: string, value: unknown, more: Statement = {}): Statement {
  return { ...more, Condition: { [operator]: { [key]: value } } }
}

export const PLAIN =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/k"}}'
export const TAGGED = 'aws:ResourceTag/team'
export const LISTING = { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::bucket' }
export const EC2 = { Action: 'ec2:StartInstances', Resource: 'arn:aws:ec2:*:*:instance/*' }
export const PASS = { Action: 'iam:PassRole', Resource: '*' }
export const SLR = { Action: 'iam:CreateServiceLinkedRole', Resource: '*' }
export const ONE_ROLE = { Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/agent' }
export const TABLE = { Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:us-east-1:123456789012:table/t' }
export const NO_IAM = { Action: undefined, NotAction: 'iam:*' }
export const OTHERS = { Resource: undefined, NotResource: 'arn:aws:iam::123456789012:role/admin' }
export const TOO_MANY = Array.from({ length: 260 }, (_, index) => `arn:aws:s3:::bucket-of-some-length-${index}/*`)
export const MANY = Array.from({ length: 160 }, (_, index) => `arn:aws:s3:::bucket-of-some-length-${index}/*`)
