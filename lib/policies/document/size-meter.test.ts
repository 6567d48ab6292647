import { expect, it } from 'vitest'
import { documentMeter, inlineMeter } from '@/lib/policies/document/size-meter'

it('counts without white space, against the limit of the kind', () => {
  expect(documentMeter('{ "a": 1 }\n\t', 'managed')).toEqual({
    size: 7,
    limit: 6144,
    left: 6137,
    share: 7 / 6144,
    over: false,
  })
  expect(documentMeter('x'.repeat(2049), 'trust').over).toBe(true)
  expect(documentMeter('x'.repeat(2049), 'trust', true)).toMatchObject({ limit: 4096, over: false })
  expect(documentMeter('x'.repeat(10_240), 'inline')).toMatchObject({ left: 0, share: 1, over: false })
})

it('adds up the inline policies of a role', () => {
  expect(inlineMeter(['{ }', 'x'.repeat(10_239)])).toMatchObject({ size: 10_241, over: true, left: 0 })
})
