// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestContext } from '@/lib/policies/evaluate/context'
import { matchesAction, matchesArn, matchesPattern, matchesResource } from '@/lib/policies/evaluate/match'

/** The definition, written down as plainly as possible. */
function oracle(pattern: string, value: string): boolean {
  if (pattern === '') {
    return value === ''
  }
  if (pattern.startsWith('*')) {
    return oracle(pattern.slice(1), value) || (value !== '' && oracle(pattern, value.slice(1)))
  }
  return value !== '' && (pattern[0] === '?' || pattern[0] === value[0]) && oracle(pattern.slice(1), value.slice(1))
}

const text = (characters: string) =>
  fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((all) => all.join(''))

describe('matchesPattern', () => {
  it('agrees with the definition', () => {
    fc.assert(
      fc.property(text('ab:*?'), text('ab:*'), (pattern, value) => {
        expect(matchesPattern(pattern, value)).toBe(oracle(pattern, value))
      }),
      { numRuns: 3000 },
    )
  })

  it('stays fast on patterns that make a backtracking matcher hang', () => {
    // A matcher that goes back would not come to an end.
    expect(matchesPattern(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false)
  })

  it('takes regular expression characters literally', () => {
    expect(matchesPattern('a.c', 'abc')).toBe(false)
    expect(matchesPattern('a+(b)[c]\\', 'a+(b)[c]\\')).toBe(true)
  })
})

describe('matchesAction', () => {
  it.each([
    ['*', 's3:GetObject', true],
    ['S3:getobject', 's3:GetObject', true],
    ['s3:Get*', 's3:GetObject', true],
    ['s3:Get?bject', 's3:GetObject', true],
    ['s3:Get', 's3:GetObject', false],
    ['*:*', 's3:GetObject', true],
  ])('%s against %s: %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected)
  })
})

describe('matchesResource', () => {
  it.each([
    ['*', '*', true],
    ['arn:aws:s3:::a', '*', false],
    ['arn:aws:s3:::a/*', 'arn:aws:s3:::a/b/c:d', true],
    ['arn:aws:s3:::A/*', 'arn:aws:s3:::a/b', false],
    ['arn:aws:s3:::a?c', 'arn:aws:s3:::abc', true],
    ['arn:aws:ec2:*', 'arn:aws:ec2:us-east-1:123456789012:instance/i-1', true],
    ['arn:*', 'arn:aws:ec2:us-east-1:123456789012:instance/i-1', true],
    ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ec2:us-east-1:123456789012:instance/i-1', true],
    ['arn:aws:ec2:us-*-1:123456789012:instance/*', 'arn:aws:ec2:us-east-1:123456789012:instance/i-1', true],
    // A star inside a part stays in it; a star at its end may go on.
    ['arn:aws:ec2:u*1:instance/i-1', 'arn:aws:ec2:us-east-1:1:instance/i-1', false],
    ['arn:aws:logs:*:log-group:x', 'arn:aws:logs:us-east-1:1:log-group:x', true],
    ['arn:aws:ec2:us-east-1?1:instance/i-1', 'arn:aws:ec2:us-east-1:1:instance/i-1', false],
  ])('%s against %s: %s', (pattern, resource, expected) => {
    expect(matchesResource(pattern, resource)).toBe(expected)
  })
})

describe('matchesArn', () => {
  it('compares part by part', () => {
    expect(matchesArn('arn:aws:s3:::*', 'arn:aws:s3:::a/b:c')).toBe(true)
    expect(matchesArn('arn:aws:ec2:*', 'arn:aws:ec2:us-east-1:1:instance/i-1')).toBe(false)
    expect(matchesArn('*', 'arn:aws:s3:::a')).toBe(true)
    expect(matchesArn('*', 'nothing')).toBe(false)
  })
})

describe('policy variables', () => {
  const context = requestContext({ 'aws:username': 'ann', 'aws:PrincipalTag/star': '*', 'aws:TagKeys': ['a', 'b'] })

  it.each([
    ['home/${aws:username}/*', 'home/ann/x', true],
    ['home/${AWS:UserName}/*', 'home/ann/x', true],
    ["home/${aws:PrincipalTag/team, 'common'}/*", 'home/common/x', true],
    ["${aws:PrincipalTag/team, 'it''s'}", "it's", true],
    ["${aws:username, 'other'}", 'ann', true],
    ['home/${aws:PrincipalTag/team}/*', 'home//x', false],
    ['${aws:TagKeys}', 'a', false],
    ['a${*}b', 'a*b', true],
    ['a${*}b', 'axb', false],
    ['a${?}', 'a?', true],
    ['a${$}{aws:username}', 'a${aws:username}', true],
    ['${aws:PrincipalTag/star}', 'anything', false],
    ['${aws:PrincipalTag/star}', '*', true],
    ['${aws:username', '${aws:username', true],
  ])('%s against %s: %s', (pattern, value, expected) => {
    expect(matchesPattern(pattern, value, context)).toBe(expected)
  })

  it('are plain text without a context', () => {
    expect(matchesPattern('${aws:username}', '${aws:username}')).toBe(true)
    expect(matchesPattern('${aws:username}', 'ann')).toBe(false)
  })
})
