import fc from 'fast-check'
import { expect, it } from 'vitest'
import { askedQuery, DAYS, readAsked } from '@/lib/right-size/asked'

it('reads back what it writes, and takes whatever makes no sense for what is usual', () => {
  const asked = fc.record({
    days: fc.constantFrom(...DAYS),
    margin: fc.constantFrom('read' as const, 'none' as const),
    resources: fc.boolean(),
  })
  fc.assert(
    fc.property(asked, (one) => {
      expect(readAsked(dropped(askedQuery(one)))).toEqual(one)
    }),
  )
  expect(readAsked({ days: ['7', '7'], margin: 'x', resources: 'yes' })).toEqual(readAsked({}))
})

function dropped(query: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
