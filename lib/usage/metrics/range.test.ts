import { expect, it } from 'vitest'
import { dayOf, daysOf, readUsageQuery, spanOf, writeUsageQuery } from '@/lib/usage/metrics/range'

const NOW = Date.parse('2026-12-01T12:34:00Z')

it('takes whole UTC days, and today as far as it is', () => {
  const span = spanOf({ last: '7d', isUtc: true }, NOW)
  expect(span).toEqual({ from: Date.parse('2026-11-25T00:00:00Z'), to: NOW, periodSeconds: 3600 })
  expect(daysOf(span, true)).toHaveLength(7)
  expect(daysOf(spanOf({ last: '30d', isUtc: true }, NOW), true)).toHaveLength(30)
  expect(dayOf(NOW, true)).toBe('2026-12-01')
})

it('takes 24 hours from a full hour on', () => {
  expect(spanOf({ last: '24h', isUtc: true }, NOW).from).toBe(Date.parse('2026-11-30T12:00:00Z'))
})

it('reads what it wrote, and nothing from nonsense', () => {
  for (const query of [
    { last: '7d', isUtc: true },
    { last: '30d', isUtc: false },
  ] as const) {
    expect(readUsageQuery(new URLSearchParams(writeUsageQuery(query)))).toEqual(query)
  }
  expect(readUsageQuery(new URLSearchParams('last=toString&days=x'))).toEqual({ last: '7d', isUtc: true })
})
