import { describe, expect, it } from 'vitest'
import { policyChanges } from '@/components/findings/policy-changes'
import type { PolicyStatement } from '@/lib/policies/document/model'

const statement: PolicyStatement = { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ['arn:aws:s3:::a'] }
const policy = (action: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: 'arn:aws:s3:::a' }],
  })

describe('ways to give a role a statement', () => {
  it('put what was added before next to it, and leave the base permissions for last', () => {
    const changes = policyChanges(
      [
        { name: 'AgentCoreBasePermissions', document: policy('logs:PutLogEvents') },
        { name: 'ReadBuckets', document: policy('s3:GetObject') },
      ],
      statement,
    )
    expect(changes.map(({ name }) => name)).toEqual(['AddedPermissions', 'ReadBuckets', 'AgentCoreBasePermissions'])
    expect(changes[0]?.before).toBeNull()
    expect(JSON.parse(changes[0]?.after ?? '')).toMatchObject({ Statement: [{ Effect: 'Allow' }] })
    expect(changes[1]?.after).toContain('s3:GetObject')
    expect(changes[1]?.after).toContain('s3:ListBucket')
  })

  it('are none when the role says it already', () => {
    expect(policyChanges([{ name: 'ReadBuckets', document: policy('s3:ListBucket') }], statement)).toEqual([])
  })

  it('pass over a policy that is no JSON', () => {
    const changes = policyChanges([{ name: 'Broken', document: '{' }], statement)
    expect(changes.map(({ name }) => name)).toEqual(['AddedPermissions'])
  })
})
