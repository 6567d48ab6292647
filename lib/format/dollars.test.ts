import { expect, it } from 'vitest'
import { dollars } from '@/lib/format/dollars'

it.each([
  [0, '$0.00'],
  [0.0001, 'under $0.01'],
  [0.005, '$0.01'],
  [0.42, '$0.42'],
  [1234.5, '$1,234.50'],
])('%d is %s', (amount, text) => {
  expect(dollars(amount)).toBe(text)
})
