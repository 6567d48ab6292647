import { describe, expect, it } from 'vitest'
import { messageOf, refusedIn } from '@/components/policy-editor/texts/refused'
import { readDenial } from '@/lib/policies/denial/denial'
import { proposeStatement } from '@/lib/policies/denial/propose-statement'

const bucket = { action: 's3:DeleteObject', resource: 'arn:aws:s3:::reports/old.csv' }
const query = (values: Record<string, string>) => refusedIn(new URLSearchParams(values))

describe('a refused request in an address', () => {
  it('reads like what AWS says', () => {
    const denial = readDenial(messageOf(bucket))
    expect(denial && proposeStatement(denial)).toMatchObject({
      statement: { Action: ['s3:DeleteObject'], Resource: ['arn:aws:s3:::reports/old.csv'] },
    })
  })

  it('is taken only as an action and an ARN', () => {
    expect(query({ propose: bucket.action, on: bucket.resource })).toEqual(bucket)
    expect(query({ propose: 's3:ListAllMyBuckets' })).toEqual({ action: 's3:ListAllMyBuckets', resource: '*' })
    expect(query({ propose: 's3:*', on: '*' })).toBeNull()
    expect(query({ propose: 's3:GetObject', on: 'arn:aws:s3:::a b' })).toBeNull()
    expect(query({ on: bucket.resource })).toBeNull()
  })
})
