import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesPattern } from '@/lib/policies/evaluate/match'
import { patternCovers, patternsMeet } from '@/lib/policies/language/patterns'

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 })

/** Every text of a and b up to eight letters: two patterns of four that meet do so in one of these. */
const TEXTS = Array.from({ length: 9 }, (_, length) =>
  Array.from({ length: 2 ** length }, (__, bits) =>
    Array.from({ length }, (___, index) => ((bits >> index) & 1 ? 'a' : 'b')).join(''),
  ),
).flat()

function matching(one: string): Set<string> {
  return new Set(TEXTS.filter((text) => matchesPattern(one, text)))
}

describe('patternsMeet', () => {
  it('is whether a text satisfies both', () => {
    fc.assert(
      fc.property(pattern, pattern, (one, other) => {
        const texts = matching(other)
        expect(patternsMeet(one, other)).toBe([...matching(one)].some((text) => texts.has(text)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('patternCovers', () => {
  it('never says yes of a pattern that matches more', () => {
    fc.assert(
      fc.property(pattern, pattern, (outer, inner) => {
        fc.pre(patternCovers(outer, inner))
        const wide = matching(outer)
        expect([...matching(inner)].filter((text) => !wide.has(text))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['s3:Get*', 's3:GetObject', true],
    ['s3:Get*', 's3:Get*Acl', true],
    ['s3:Get?bject', 's3:GetObject', true],
    ['s3:GetObject', 's3:Get*', false],
    ['s3:Get?', 's3:Get*', false],
    ['*a*', 'b*a', true],
    ['a', 'a', true],
    ['', '*', false],
  ])('%s over %s: %s', (outer, inner, covers) => {
    expect(patternCovers(outer, inner)).toBe(covers)
  })
})
