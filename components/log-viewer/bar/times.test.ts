import { expect, it } from 'vitest'
import { axisTime, clockInput, clockTime, fullTime, lineTime, readClockInput } from '@/components/log-viewer/bar/times'

const AT = Date.UTC(2026, 10, 23, 20, 3, 22, 123)

// Tests run in Kathmandu, 5 h 45 min ahead of UTC.
it('tells a time of day, with the day when it is another', () => {
  expect(lineTime(AT, 'utc', AT + 1000)).toBe('20:03:22.123')
  expect(lineTime(AT, 'local', AT)).toBe('01:48:22.123')
  expect(lineTime(AT, 'utc', AT + 86_400_000)).toBe('11-23 20:03:22.123')
  expect(lineTime(AT, 'relative', AT + 65_400)).toBe('1 min 5 s ago')
  expect(lineTime(AT, 'relative', AT - 5)).toBe('now')
})

it('names the zone where there is room', () => {
  expect(fullTime(AT, 'utc')).toBe('2026-11-23 20:03:22.123 UTC')
  expect(fullTime(AT, 'local')).toBe('2026-11-24 01:48:22.123 UTC+05:45')
  expect(clockTime(AT, 'utc')).toBe('20:03:22')
  expect(axisTime(AT, 'utc', 3_600_000)).toBe('20:03')
  expect(axisTime(AT, 'utc', 7 * 86_400_000)).toBe('11-23 20:03')
  expect(fullTime(8_640_000_000_000_000, 'local')).toContain('0000')
})

it('reads back what it writes into a field', () => {
  const whole = AT - 123
  expect(readClockInput(clockInput(whole, 'utc'), 'utc')).toBe(whole)
  expect(readClockInput(clockInput(whole, 'local'), 'local')).toBe(whole)
  expect(clockInput(undefined, 'utc')).toBe('')
  expect(readClockInput('x', 'local')).toBeNull()
})
