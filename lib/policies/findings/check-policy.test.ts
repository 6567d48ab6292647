import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { applyEdits } from '@/lib/policies/document/text-edits'
import { checkPolicy } from '@/lib/policies/findings/check-policy'

const catalogue = await loadCatalogue(['s3', 'ec2', 'iam'])

function check(text: string) {
  return checkPolicy(text, { kind: 'identity', catalogue })
}

describe('checkPolicy', () => {
  it('names the place of a finding, and fixes it', () => {
    const text =
      '{"Version": "2012-10-17", "Statement": [\n  {"Effect": "Allow", "Action": ["s3:ListBuckets"], "Resource": "*"}]}'
    const [finding] = check(text)
    expect(finding).toMatchObject({
      type: 'error',
      code: 'INVALID_ACTION',
      path: ['Statement', 0, 'Action', 0],
      line: 2,
      column: 34,
      saidBy: ['slipway'],
    })
    expect(applyEdits(text, finding?.fixes[0]?.edits ?? [])).toBe(text.replace('s3:ListBuckets', 's3:ListAllMyBuckets'))
  })
})
