import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actionMatcher } from '@/lib/policies/evaluate/action-patterns'
import { matchesAction } from '@/lib/policies/evaluate/match'

const text = fc.string({ unit: fc.constantFrom('s', '3', 'G', 'e', 't', '*', '?', ':'), maxLength: 6 })
const pattern = fc.oneof(fc.constantFrom('*', 's3:*', 'S3:Get*', 's?:get', 's*'), text)

it('answers like asking every pattern', () => {
  fc.assert(
    fc.property(
      fc.array(pattern, { maxLength: 6 }),
      text.map((name) => name.replace(/[*?]/g, 'x')),
      (patterns, action) => {
        for (const asked of [action, `s3:${action}`]) {
          expect(actionMatcher(patterns)(asked)).toBe(patterns.some((one) => matchesAction(one, asked)))
        }
      },
    ),
    { numRuns: 2000 },
  )
})
