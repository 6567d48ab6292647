import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evictedCookies } from '@/lib/tokens/sign-in/cookie-eviction'

it('lets the oldest go, and only as many as have to', () => {
  const kept = ['a', 'b', 'c', 'd'].map((name) => ({ name, value: 'x'.repeat(2600) }))
  expect(evictedCookies(kept.slice(0, 2), 2600)).toEqual([])
  expect(evictedCookies(kept, 2600)).toEqual(['b', 'a'])
})

it('never leaves more than a request can carry', () => {
  const cookies = fc.uniqueArray(
    fc.record({ name: fc.uuid(), value: fc.integer({ min: 0, max: 4000 }).map((size) => 'x'.repeat(size)) }),
    { selector: ({ name }) => name, maxLength: 20 },
  )
  fc.assert(
    fc.property(cookies, fc.integer({ min: 0, max: 4000 }), (kept, added) => {
      const gone = evictedCookies(kept, added)
      const left = kept.filter(({ name }) => !gone.includes(name))
      const size = left.reduce((sum, { name, value }) => sum + name.length + value.length, added)
      expect(size).toBeLessThanOrEqual(10_000)
    }),
  )
})
