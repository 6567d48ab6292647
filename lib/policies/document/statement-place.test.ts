import { expect, it } from 'vitest'
import { statementPlace } from '@/lib/policies/document/statement-place'

function textAt(policy: string, statement: number) {
  const place = statementPlace(policy, statement)
  return place && policy.slice(place.offset, place.offset + place.length)
}

it('finds statements by their number, in a list and alone', () => {
  expect(textAt('{"Version": "x", "Statement": [{"a": 1}, {"b": 2}]}', 1)).toBe('{"b": 2}')
  expect(textAt('{"Statement": {"a": 1}}', 0)).toBe('{"a": 1}')
  expect(textAt('{"Statement": {"a": 1}}', 1)).toBeNull()
  expect(textAt('{"Statement": [', 0)).toBeNull()
  expect(textAt('not JSON', 0)).toBeNull()
})
