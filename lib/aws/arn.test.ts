import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dnsSuffix, parseArn, partitionOf } from '@/lib/aws/arn'

describe('partitions', () => {
  it.each([
    ['us-east-1', 'aws', 'amazonaws.com'],
    ['us-gov-west-1', 'aws-us-gov', 'amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'amazonaws.com.cn'],
    ['eusc-de-east-1', 'aws-eusc', 'amazonaws.eu'],
  ])('%s → %s, %s', (region, partition, suffix) => {
    expect(partitionOf(region)).toBe(partition)
    expect(dnsSuffix(region)).toBe(suffix)
  })
})

describe('parseArn', () => {
  it('keeps the colons and slashes of the resource', () => {
    expect(parseArn('arn:aws:logs:eu-west-1:111122223333:log-group:/a/b:*')).toEqual({
      partition: 'aws',
      service: 'logs',
      region: 'eu-west-1',
      accountId: '111122223333',
      resource: 'log-group:/a/b:*',
    })
  })

  it.each(['', 'arn', 'arn:aws:iam::111122223333', 'urn:aws:iam::1:role/a', 'arn::iam::1:role/a', 'arn:aws:iam::1:'])(
    'refuses %j',
    (text) => {
      expect(parseArn(text)).toBeUndefined()
    },
  )

  it('loses nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('arn', 'aws', ':', '', 'a/b', '*', '\n')).map((list) => list.join(':')),
        (text) => {
          const arn = parseArn(text)
          const parts = arn && ['arn', arn.partition, arn.service, arn.region, arn.accountId, arn.resource]
          expect(parts === undefined || parts.join(':') === text).toBe(true)
        },
      ),
    )
  })
})
