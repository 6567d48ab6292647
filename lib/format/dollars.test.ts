import { expect, it } from 'vitest'
import { aboutDollars, dollars } from '@/lib/format/dollars'

it.each([
  [0, '$0.00'],
  [0.0001, 'less than $0.01'],
  [0.005, '$0.01'],
  [0.42, '$0.42'],
  [1234.5, '$1,234.50'],
])('%d is %s', (amount, text) => {
  expect(dollars(amount)).toBe(text)
})

it('says about only of what can be told', () => {
  expect([0.42, 0.001, 0].map(aboutDollars)).toEqual(['about $0.42', 'less than $0.01', '$0.00'])
})
