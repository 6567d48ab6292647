import { expect, it } from 'vitest'
import { sameValue, valueAt } from '@/lib/clients/merge/values'

it('compares lists by their items, not by their length alone', () => {
  expect(sameValue(['a', 'b'], ['a', 'b'])).toBe(true)
  expect(sameValue(['a', 'b'], ['a', 'c'])).toBe(false)
  expect(sameValue({ args: [1, { a: 1 }] }, { args: [1, { a: 2 }] })).toBe(false)
  expect(sameValue([], {})).toBe(false)
})

it('compares tables whatever the order of their keys', () => {
  expect(sameValue({ a: 1, b: 2n }, { b: 2, a: 1 })).toBe(true)
  expect(sameValue({ a: undefined }, { b: undefined })).toBe(false)
})

it('does not see what a table only inherits', () => {
  expect(valueAt({}, 'constructor')).toBeUndefined()
})
