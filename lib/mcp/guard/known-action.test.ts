import { describe, expect, it } from 'vitest'
import { doubtOf } from '@/lib/mcp/guard/known-action'

describe('an action of a rule', () => {
  it.each(['*', 's3:*', 's3:CreateBucket', 'S3:createbucket', 'ec2:Stop*', '*:Get*'])(
    '%s is in order',
    async (action) => {
      expect(await doubtOf(action)).toBeUndefined()
    },
  )

  it.each([
    ['s3:CreateBuckett', /has no action s3:CreateBuckett\. Did you mean s3:CreateBucket\?/],
    ['s33:GetObject', /has no service s33\. Did you mean s3\?/],
    ['ec2:Stopp*', /has no action ec2:Stopp\*/],
    ['constructor:x', /has no service constructor/],
  ])('%s is doubtful', async (action, words) => {
    expect(await doubtOf(action)).toMatch(words)
  })
})
