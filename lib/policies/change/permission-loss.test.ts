import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lostByChange, notAllowedBy } from '@/lib/policies/change/permission-loss'

const text = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const allow = (Action: string | string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource })
const deny = (Action: string) => ({ Effect: 'Deny', Action, Resource: '*' })

describe('what a changed policy takes away', () => {
  it.each([
    ['all of it', text(allow('s3:Get*')), null, { gone: ['s3:Get*'], narrowed: [] }],
    [
      'an action of two',
      text(allow(['s3:GetObject', 's3:ListBucket'])),
      text(allow('s3:ListBucket')),
      ['s3:GetObject'],
    ],
    ['a part of a pattern', text(allow('s3:*')), text(allow('s3:GetObject')), ['s3:*']],
    ['resources', text(allow('s3:GetObject')), text(allow('s3:GetObject', 'arn:aws:s3:::a/*')), 'narrowed'],
    ['what a new Deny forbids others', null, text(deny('ec2:*')), ['ec2:*']],
  ])('%s', (_, before, after, expected) => {
    const lost = lostByChange(before, after)
    if (Array.isArray(expected)) {
      expect(lost?.gone).toEqual(expected)
    } else if (expected === 'narrowed') {
      expect(lost).toEqual({ gone: [], narrowed: ['s3:GetObject'] })
    } else {
      expect(lost).toEqual(expected)
    }
  })

  it('is nothing for a policy that allows more, is written in another way, or denied something', () => {
    const none = { gone: [], narrowed: [] }
    expect(lostByChange(text(allow('s3:GetObject')), text(allow(['s3:GetObject', 's3:PutObject'])))).toEqual(none)
    expect(lostByChange(text(allow(['a:B', 'a:C'])), text(allow('a:C'), allow('a:B')))).toEqual(none)
    expect(lostByChange(text(deny('s3:*')), null)).toEqual(none)
  })

  it('is not known for a text that is no policy', () => {
    expect(lostByChange('not JSON', null)).toBeNull()
    expect(notAllowedBy('not JSON', [], null)).toBeNull()
  })

  it('is nothing exactly when both hold the same, for lists of actions', () => {
    const actions = fc.uniqueArray(fc.constantFrom('s3:GetObject', 's3:PutObject', 'ec2:RunInstances'), {
      minLength: 1,
    })
    fc.assert(
      fc.property(actions, actions, (before, after) => {
        const missing = before.filter((action) => !after.includes(action))
        const lost = lostByChange(text(allow(before)), text(allow(after)))
        expect(lost?.gone.toSorted()).toEqual(missing.toSorted())
        expect(notAllowedBy(text(allow(before)), [text(allow(after))], null)?.gone.toSorted()).toEqual(
          missing.toSorted(),
        )
      }),
    )
  })
})

it('what other policies or their boundary leave out of one is told', () => {
  const one = text(allow(['s3:GetObject', 'sqs:SendMessage']))
  expect(notAllowedBy(one, [text(allow('s3:*')), text(allow('sqs:*'))], null)).toEqual({ gone: [], narrowed: [] })
  expect(notAllowedBy(one, [text(allow('*')), text(deny('s3:*'))], null)?.gone).toEqual(['s3:GetObject'])
  expect(notAllowedBy(one, [text(allow('*'))], text(allow('s3:*')))?.gone).toEqual(['sqs:SendMessage'])
})
