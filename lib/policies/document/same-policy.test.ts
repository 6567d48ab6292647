import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { samePolicy } from '@/lib/policies/document/same-policy'

const of = (statement: { [name: string]: Json }): Json => ({ Statement: [{ Effect: 'Allow', ...statement }] })

describe('two texts of a policy', () => {
  it.each<[string, Json, Json]>([
    ['a list of one', of({ Action: ['s3:Get*'] }), of({ Action: 's3:Get*' })],
    ['one statement without brackets', of({ Action: 'a:b' }), { Statement: { Effect: 'Allow', Action: 'a:b' } }],
    ['order', of({ Action: ['a:b', 'a:c'] }), of({ Action: ['a:c', 'a:b', 'a:c'] })],
    ['case of actions', of({ Action: 'S3:getobject' }), of({ Action: 's3:GetObject' })],
    ['everybody', of({ Principal: '*' }), of({ Principal: { AWS: ['*'] } })],
    [
      'values of conditions',
      of({ Condition: { Bool: { 'aws:SecureTransport': true } } }),
      of({ Condition: { Bool: { 'aws:securetransport': ['true'] } } }),
    ],
    [
      'order of named statements',
      {
        Statement: [
          { Sid: 'A', Action: 'a:b' },
          { Sid: 'B', Action: 'a:c' },
        ],
      },
      {
        Statement: [
          { Sid: 'B', Action: 'a:c' },
          { Sid: 'A', Action: 'a:b' },
        ],
      },
    ],
  ])('say the same: %s', (_, one, other) => {
    expect(samePolicy(one, other)).toBe(true)
  })

  it.each<[string, Json, Json]>([
    ['an action more', of({ Action: ['s3:Get*', 's3:List*'] }), of({ Action: 's3:Get*' })],
    ['another resource', of({ Resource: 'arn:aws:s3:::A' }), of({ Resource: 'arn:aws:s3:::a' })],
    ['another effect', of({ Effect: 'Deny' }), of({})],
    ['no condition', of({ Condition: { Bool: { a: 'true' } } }), of({})],
    ['another value', of({ Condition: { Bool: { a: 'true' } } }), of({ Condition: { Bool: { a: false } } })],
    ['order of statements without names', { Statement: [{ a: 1 }, { a: 2 }] }, { Statement: [{ a: 2 }, { a: 1 }] }],
  ])('say something else: %s', (_, one, other) => {
    expect(samePolicy(one, other)).toBe(false)
  })
})
