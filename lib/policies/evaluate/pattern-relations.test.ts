// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesResource } from '@/lib/policies/evaluate/match'
import { coversPattern, patternsOverlap } from '@/lib/policies/evaluate/pattern-relations'

const part = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '/'), maxLength: 5 })
const pattern = fc.oneof(
  fc.constant('*'),
  fc.tuple(part, part, part).map(([one, two, three]) => `arn:${one}:${two}:x:y:${three}`),
)
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', ':'), maxLength: 5 })
const resource = fc.tuple(text, text, text).map(([one, two, three]) => `arn:${one}:${two}:x:y:${three}`)

describe('coversPattern', () => {
  it.each<[string, string, boolean]>([
    ['*', 'arn:aws:s3:::a', true],
    ['arn:aws:s3:::*', 'arn:aws:s3:::a/*', true],
    ['arn:aws:s3:::a/*', 'arn:aws:s3:::*', false],
    ['arn:aws:s3:::a?', 'arn:aws:s3:::a*', false],
    ['arn:aws:s3:::${aws:username}', 'arn:aws:s3:::bob', false],
    ['arn:aws:s3:::${aws:username}', 'arn:aws:s3:::${aws:username}', true],
    ['arn:aws:s3:::*', '*', false],
  ])('%s takes in %s: %s', (wide, narrow, expected) => {
    expect(coversPattern(wide, narrow)).toBe(expected)
  })

  it('never says yes wrongly', () => {
    fc.assert(
      fc.property(pattern, pattern, resource, (wide, narrow, arn) => {
        if (coversPattern(wide, narrow) && matchesResource(narrow, arn)) {
          expect(matchesResource(wide, arn)).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })
})

describe('patternsOverlap', () => {
  it.each<[string, string, boolean]>([
    ['arn:aws:s3:::a*', 'arn:aws:s3:::*b', true],
    ['arn:aws:s3:::a*', 'arn:aws:s3:::b*', false],
    ['arn:aws:s3:::a', 'arn:aws:s3:::a/*', false],
    ['arn:aws:s3:::?', 'arn:aws:s3:::??', false],
    ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ec2:us-east-1:1:instance/i', true],
    ['arn:aws:s3:::${aws:username}/*', 'arn:aws:s3:::bob/x', true],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(patternsOverlap(one, other)).toBe(expected)
    expect(patternsOverlap(other, one)).toBe(expected)
  })

  it('finds every resource in common', () => {
    fc.assert(
      fc.property(pattern, pattern, resource, (one, other, arn) => {
        if (matchesResource(one, arn) && matchesResource(other, arn)) {
          expect(patternsOverlap(one, other)).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
