// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import fc from 'fast-check'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import type { PolicyRequest } from '@/lib/policies/evaluate/evaluate'

/** Small alphabets, so that patterns and requests meet often. */
const actionPattern = fc.constantFrom(
  '*',
  's3:*',
  's3:Get*',
  's3:GetObject',
  'ec2:*',
  'ec2:StartInstances',
  'S3:get?bject',
)
const resourcePattern = fc.constantFrom(
  '*',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::${aws:username}/*',
  'arn:aws:ec2:*:*:instance/i-1',
)
const values = fc.array(fc.constantFrom('ann', 'bob', 'a*', '${aws:username}'), { minLength: 1, maxLength: 2 })
const condition = fc.dictionary(
  fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLikeIfExists', 'ForAllValues:StringLike', 'Null'),
  fc.dictionary(fc.constantFrom('aws:username', 'aws:PrincipalTag/team'), values, { minKeys: 1, maxKeys: 2 }),
  { maxKeys: 2, noNullPrototype: true },
)

function list(one: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  return fc.array(one, { minLength: 1, maxLength: 3 })
}

export const statement: fc.Arbitrary<PolicyStatement> = fc
  .tuple(
    fc.constantFrom('Allow' as const, 'Deny' as const),
    fc.oneof(fc.record({ Action: list(actionPattern) }), fc.record({ NotAction: list(actionPattern) })),
    fc.oneof(fc.record({ Resource: list(resourcePattern) }), fc.record({ NotResource: list(resourcePattern) })),
    fc.option(fc.record({ Condition: condition }), { nil: {} }),
  )
  .map(([Effect, action, resource, conditions]) => ({ Effect, ...action, ...resource, ...conditions }))

export const policyDocument: fc.Arbitrary<PolicyDocument> = fc.record({
  Version: fc.constantFrom('2012-10-17' as const, '2008-10-17' as const),
  Statement: fc.array(statement, { minLength: 1, maxLength: 4 }),
})

export const request: fc.Arbitrary<PolicyRequest> = fc.record({
  action: fc.constantFrom('s3:GetObject', 's3:PutObject', 'ec2:StartInstances'),
  resource: fc.constantFrom('*', 'arn:aws:s3:::a/b', 'arn:aws:s3:::ann/x', 'arn:aws:ec2:us-east-1:1:instance/i-1'),
  context: fc.constantFrom<Record<string, string | string[]>>(
    {},
    { 'aws:username': 'ann' },
    { 'AWS:UserName': 'bob', 'aws:PrincipalTag/team': ['ann', 'x'] },
    { 'aws:PrincipalTag/team': [] },
  ),
})
