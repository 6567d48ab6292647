import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  isNarrowed,
  LASTS,
  rangeAsked,
  readActivityQuery,
  searchOf,
  writeActivityQuery,
} from '@/lib/activity/view/query'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const read = (text: string) => readActivityQuery(new URLSearchParams(text))

it('reads what it wrote', () => {
  const text = fc.string({ minLength: 1, maxLength: 50 })
  const filter = fc.record(
    { session: text, service: text, client: text, text, access: fc.constantFrom('read' as const, 'write' as const) },
    { requiredKeys: [] },
  )
  const query = fc.record(
    { last: fc.constantFrom(...(Object.keys(LASTS) as (keyof typeof LASTS)[])), filter, entry: text },
    { requiredKeys: ['last', 'filter'] },
  )
  fc.assert(
    fc.property(query, (asked) => {
      expect(read(writeActivityQuery(asked))).toEqual(asked)
    }),
  )
})

it('asks for a day unless another time is named, and for no time that ends before it begins', () => {
  expect(read('')).toEqual({ last: '24h', filter: {} })
  expect(read('last=toString&refused=1')).toEqual({ last: '24h', filter: { refused: true } })
  const fixed = read('since=2026-11-20T10:00:00Z&until=2026-11-20T11:00:00Z')
  expect(rangeAsked(fixed, NOW)).toEqual({ since: NOW - 7_200_000, until: NOW - 3_600_000 })
  expect(read('since=2026-11-20T10:00:00Z&until=2026-11-20T09:00:00Z').last).toBe('24h')
  expect(rangeAsked(read('last=1h&since=2026-11-20T10:00:00Z'), NOW)).toEqual({ since: NOW - 3_600_000, until: NOW })
  expect(rangeAsked(read('since=2026-11-20T10:00:00Z&until=2026-12-20T09:00:00Z'), NOW).until).toBe(NOW)
})

it('tells a choice of entries from a choice of time', () => {
  expect(isNarrowed(read('since=2026-11-20T10:00:00Z'))).toBe(false)
  expect(isNarrowed(read('service=s3'))).toBe(true)
})

it('takes the first of a name that stands twice', () => {
  expect(searchOf({ a: ['1', '2'], b: undefined, c: '3' }).toString()).toBe('a=1&c=3')
})
