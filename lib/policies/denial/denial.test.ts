import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Denial, readDenial } from '@/lib/policies/denial/denial'

const USER = 'arn:aws:sts::111122223333:assumed-role/tools/session'
const BUCKET = 'arn:aws:s3:::example-bucket'
const head = `User: ${USER} is not authorized to perform: s3:ListBucket`
const read = { principal: USER, action: 's3:ListBucket' }
const SCP = 'arn:aws:organizations::111122223333:policy/o-abc/service_control_policy/p-123'

describe('readDenial', () => {
  it.each<[string, Denial]>([
    [
      `${head} on resource: ${BUCKET} because no identity-based policy allows the s3:ListBucket action`,
      { effect: 'implicit', policy: 'identity', ...read, resource: BUCKET },
    ],
    [`${head} on resource: ${BUCKET}`, { effect: 'unknown', ...read, resource: BUCKET }],
    [head, { effect: 'unknown', ...read }],
    [`${head} on resource: ${BUCKET} with an explicit deny`, { effect: 'explicit', ...read, resource: BUCKET }],
    [
      `${head} on resource: "${BUCKET}" because no permissions boundary allows the s3:ListBucket action`,
      { effect: 'implicit', policy: 'boundary', ...read, resource: BUCKET },
    ],
    [
      `${head} because no service control policy allows the s3:ListBucket action`,
      { effect: 'implicit', policy: 'scp', ...read },
    ],
    [
      `${head} on resource: ${BUCKET} with an explicit deny in a service control policy: ${SCP}`,
      { effect: 'explicit', policy: 'scp', policyArn: SCP, ...read, resource: BUCKET },
    ],
    [
      `${head} on resource: ${BUCKET} with an explicit deny in a resource control policy.`,
      { effect: 'explicit', policy: 'rcp', ...read, resource: BUCKET },
    ],
    [
      `${head} on resource: ${BUCKET} because no session policy allows the s3:ListBucket action`,
      { effect: 'implicit', policy: 'session', ...read, resource: BUCKET },
    ],
    [
      `${head} on resource: ${BUCKET} because no VPC endpoint policy allows the s3:ListBucket action`,
      { effect: 'implicit', policy: 'vpc-endpoint', ...read, resource: BUCKET },
    ],
    [
      `${head} on resource: ${BUCKET} with an explicit deny in a VPC endpoint policy`,
      { effect: 'explicit', policy: 'vpc-endpoint', ...read, resource: BUCKET },
    ],
    [
      `${head} on resource: ${BUCKET} because no resource-based policy allows the s3:ListBucket action`,
      { effect: 'implicit', policy: 'resource', ...read, resource: BUCKET },
    ],
    [
      `${head} on resource: ${BUCKET} with an explicit deny in an identity-based policy`,
      { effect: 'explicit', policy: 'identity', ...read, resource: BUCKET },
    ],
    [
      `${head} on resource: ${BUCKET} with an explicit deny in a permissions boundary`,
      { effect: 'explicit', policy: 'boundary', ...read, resource: BUCKET },
    ],
    [
      `User: ${USER} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`,
      { effect: 'implicit', policy: 'trust', principal: USER, action: 'sts:AssumeRole' },
    ],
    [
      `User: ${USER} is not authorized to perform: sts:AssumeRole with an explicit deny in the role trust policy`,
      { effect: 'explicit', policy: 'trust', principal: USER, action: 'sts:AssumeRole' },
    ],
    [
      `User: ${USER} is not authorized to perform: SNS:Publish on resource: arn:aws:sns:us-east-1:111122223333:a.`,
      { effect: 'unknown', principal: USER, action: 'sns:Publish', resource: 'arn:aws:sns:us-east-1:111122223333:a' },
    ],
    [
      `User: ${USER} is not authorized to perform: iam:GetRole on resource: role deploy because no identity-based policy allows the iam:GetRole action`,
      {
        effect: 'implicit',
        policy: 'identity',
        principal: USER,
        action: 'iam:GetRole',
        resource: 'arn:aws:iam::111122223333:role/deploy',
      },
    ],
    [
      'User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********3333:a1/prod/GET/',
      {
        effect: 'unknown',
        principal: 'anonymous',
        action: 'execute-api:Invoke',
        resource: 'arn:aws:execute-api:us-east-1:*3333:a1/prod/GET/',
      },
    ],
    ['Access Denied', { effect: 'unknown' }],
    [
      'An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied',
      { effect: 'unknown', operation: 'ListObjectsV2' },
    ],
    [
      'You are not authorized to perform this operation. Encoded authorization failure message: Wn2lk_4xK-0123456789abcdefXYZ',
      { effect: 'unknown', encodedMessage: 'Wn2lk_4xK-0123456789abcdefXYZ' },
    ],
    ['<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>', { effect: 'unknown' }],
  ])('reads %s', (text, denial) => {
    expect(readDenial(text)).toEqual(denial)
  })

  const sentence = `User: ${USER} is not authorized to perform: s3:GetObject on resource: "${BUCKET}/a b.txt" because no identity-based policy allows the s3:GetObject action`
  const expected = {
    effect: 'implicit',
    policy: 'identity',
    principal: USER,
    action: 's3:GetObject',
    resource: `${BUCKET}/a b.txt`,
  }

  it.each([
    ['a log line', `2026-11-23T08:00:00Z ERROR [tools] ${sentence}\n    at Client.send (client.js:1)`],
    ['JSON', JSON.stringify({ message: sentence, level: 'error' })],
    [
      'JSON inside JSON',
      JSON.stringify({ log: JSON.stringify({ errorCode: 'AccessDenied', errorMessage: sentence }) }),
    ],
    ['XML', `<Message>${sentence.replaceAll('"', '&quot;')}</Message>`],
    ['wrapped lines', sentence.replaceAll(' because', '\n  because').replace(' is not', '\r\nis not')],
    ['the first of two', `${sentence}\n${head} with an explicit deny in a service control policy`],
  ])('finds it in %s', (_, text) => {
    expect(readDenial(text)).toEqual(expected)
  })

  it('reads the operation and the sentence of a CLI error, and a new EC2 message with both forms', () => {
    const text = `An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. User: ${USER} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:111122223333:instance/* because no identity-based policy allows the ec2:RunInstances action. Encoded authorization failure message: abcdefghijklmnopqrstuvwxyz`
    expect(readDenial(text)).toEqual({
      effect: 'implicit',
      policy: 'identity',
      principal: USER,
      action: 'ec2:RunInstances',
      resource: 'arn:aws:ec2:us-east-1:111122223333:instance/*',
      operation: 'RunInstances',
      encodedMessage: 'abcdefghijklmnopqrstuvwxyz',
    })
  })

  it('reads what decode-authorization-message answers, also as text inside JSON', () => {
    const decoded = {
      allowed: false,
      explicitDeny: true,
      context: { principal: { id: 'A', arn: USER }, action: 'ec2:RunInstances', resource: 'arn:aws:ec2:x' },
    }
    const expected = { effect: 'explicit', principal: USER, action: 'ec2:RunInstances', resource: 'arn:aws:ec2:x' }
    expect(readDenial(JSON.stringify(decoded, null, 2))).toEqual(expected)
    expect(readDenial(JSON.stringify({ DecodedMessage: JSON.stringify(decoded) }))).toEqual(expected)
  })

  it('takes other text for what it is, and any text without harm', () => {
    expect(readDenial('ThrottlingException: Rate exceeded')).toBeNull()
    expect(readDenial('')).toBeNull()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (before, after) => {
        readDenial(before)
        expect(readDenial(`${before}\n${head} ${after.replace(/[\w:]/g, '')}`)?.action).toBe('s3:ListBucket')
      }),
    )
  })

  it('stays fast on a hostile paste', () => {
    expect(readDenial(`not authorized to perform: a:b on resource: ${'a '.repeat(200_000)}`)?.action).toBe('a:b')
    expect(readDenial('User: '.repeat(100_000))).toBeNull()
  })
})
