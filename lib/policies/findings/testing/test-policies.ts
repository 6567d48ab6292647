import fc from 'fast-check'

/** Policies with much to find fault with, as texts in several layouts. */
const action = fc.constantFrom(
  ...['s3:GetObject', 's3:Get*', 's3:ListBuckets', 's3:GetObjct', 'S3:getobject', 'iam:PassRole', 'ec2:RunInstances'],
  ...[
    'kms:ReEncrypt',
    'lambda:InvokeFunction',
    's3api:GetObject',
    's3:ListAllMyBuckets',
    's3:*',
    'ec2:StartInstances',
    's3:BatchGet*',
  ],
)
const resource = fc.constantFrom(
  ...[
    '*',
    'arn:aws:s3:::bucket',
    'arn:aws:s3:::bucket/*',
    'arn:aws:s3:::b*',
    'my-bucket',
    'arn:aws:iam:us-east-1:1:role/a',
  ],
  ...[
    'arn:aws:ec2::123456789012:instance/*',
    'arn:amazon:s3:::bucket',
    'arn:aws:S3:::bucket',
    'arn:aws:ec2:*:*:instance/i-1',
  ],
)
const conditions = fc.constantFrom(
  {},
  { StringLike: { 'aws:ResourceTag/team': '*' } },
  { StringEquals: { 'aws:TagKeys': ['a', 'b'] } },
  { StringEqualz: { 'aws:usernam': 'a' } },
  { IpAddress: { 'aws:SourceIp': ['203.0.113.5/24', '203.0.113.0/24'] } },
  { StringEquals: { 'aws:username': 'a*' }, NullIfExists: { 'aws:username': 'true' } },
  { 'ForAllValues:StringEquals': { 'aws:username': ['a'] } },
  { StringEquals: {}, Bool: { 'aws:SecureTransport': 'true' } },
)

function oneOrMany(values: fc.Arbitrary<string>) {
  return fc.oneof(values, fc.array(values, { minLength: 1, maxLength: 4 }))
}

const statement = fc.record(
  {
    Sid: fc.constantFrom('Read', 'Write it', ''),
    Effect: fc.constantFrom('Allow', 'Deny', 'allow'),
    Action: oneOrMany(action),
    Resource: oneOrMany(resource),
    Condition: conditions,
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
)

const document = fc.record(
  {
    Version: fc.constantFrom('2012-10-17', '2008-10-17', '2012-10-18'),
    Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['Statement'] },
)

export const faultyPolicyText: fc.Arbitrary<string> = fc
  .tuple(document, fc.constantFrom(undefined, 2, 4, '\t'), fc.boolean())
  .map(([policy, indent, windows]) => {
    const text = JSON.stringify(policy, null, indent)
    return windows ? text.replaceAll('\n', '\r\n') : text
  })
