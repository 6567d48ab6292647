import { expect, it } from 'vitest'
import { counted } from '@/lib/format/counted'

it('puts the word in the form of the number', () => {
  expect([0, 1, 2, 1204].map((number) => counted(number, 'error'))).toEqual([
    '0 errors',
    '1 error',
    '2 errors',
    '1,204 errors',
  ])
  expect(counted(2, 'policy', 'policies')).toBe('2 policies')
})
