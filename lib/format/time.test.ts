import { describe, expect, it } from 'vitest'
import { absoluteTime, daysUntil, relativeTime } from '@/lib/format/time'

const now = Date.parse('2026-11-23T12:00:00Z')

describe('relativeTime', () => {
  it.each([
    ['2026-11-23T12:00:00Z', 'just now'],
    ['2026-11-23T11:59:01Z', 'just now'],
    ['2026-11-23T11:59:00Z', '1 minute ago'],
    ['2026-11-23T11:00:01Z', '59 minutes ago'],
    ['2026-11-23T11:00:00Z', '1 hour ago'],
    ['2026-11-22T12:00:00Z', '1 day ago'],
    ['2026-10-24T12:00:00Z', '1 month ago'],
    ['2024-11-23T12:00:00Z', '2 years ago'],
    ['2026-11-25T12:00:01Z', 'in 2 days'],
  ])('%s is %s', (at, text) => {
    expect(relativeTime(at, now)).toBe(text)
  })

  it('shows what it was given when that is no date', () => {
    expect(relativeTime('', now)).toBe('')
    expect(relativeTime('soon', now)).toBe('soon')
  })
})

describe('absoluteTime', () => {
  it('names the zone it is told in', () => {
    expect(absoluteTime('2026-11-23T12:00:00Z', 'UTC')).toBe('23 November 2026 at 12:00:00 UTC')
    expect(absoluteTime('2026-11-23T12:00:00Z', 'Asia/Kathmandu')).toMatch(/17:45:00 GMT\+5:45$/)
  })

  it('shows what it was given when that is no date', () => {
    expect(absoluteTime('never')).toBe('never')
  })
})

describe('daysUntil', () => {
  it('counts the day that has begun', () => {
    expect(daysUntil('2026-11-24', now)).toBe(1)
    expect(daysUntil('2027-07-15', now)).toBe(234)
    expect(daysUntil('2026-11-20', now)).toBeLessThan(0)
  })
})
