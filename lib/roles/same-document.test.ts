import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameDocument } from '@/lib/roles/same-document'

test.each([
  [null, null, true],
  ['{}', null, false],
  ['{"a":1,"b":["x","y"]}', '{ "b": ["y", "x"], "a": 1 }', true],
  ['{"Action":["s3:Get"]}', '{"Action":"s3:Get"}', true],
  ['{"Action":"s3:Get"}', '{"Action":"s3:Put"}', false],
  ['{"Principal":{"AWS":"111122223333"}}', '{"Principal":{"AWS":"arn:aws:iam::111122223333:root"}}', true],
  ['{"Resource":"111122223333"}', '{"Resource":"arn:aws:iam::111122223333:root"}', false],
  ['not json', 'not json', true],
  ['not json', '{}', false],
])('%j and %j: %j', (one, other, same) => {
  expect(sameDocument(one, other)).toBe(same)
})

test('white space never counts, another value always does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 4 }), (value, indent) => {
      const spaced = JSON.stringify({ value }, null, indent)
      expect(sameDocument(JSON.stringify({ value }), spaced)).toBe(true)
      expect(sameDocument(JSON.stringify({ value, more: 1 }), spaced)).toBe(false)
    }),
  )
})
