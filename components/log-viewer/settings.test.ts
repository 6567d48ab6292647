import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkToLine, readSettings, type Settings, writeSettings } from '@/components/log-viewer/settings'

const text = fc.string({ maxLength: 30 })
const name = fc.oneof(fc.constant(null), fc.string({ minLength: 1, maxLength: 30 }))
const line = fc.record({ at: fc.nat(), id: fc.stringMatching(/^[0-9a-z]{1,56}$/) })

const settings: fc.Arbitrary<Settings> = fc.record({
  range: fc.oneof(
    fc.record({ type: fc.constant('live' as const), id: fc.constantFrom('15m', '1h', '7d') }),
    fc.record({
      type: fc.constant('fixed' as const),
      from: fc.nat({ max: 1000 }),
      to: fc.integer({ min: 1001, max: 10 ** 13 }),
    }),
  ),
  pattern: text,
  search: fc.record({ text, isRegex: fc.boolean(), isCaseSensitive: fc.boolean(), isFilter: fc.boolean() }),
  filters: fc.record({
    levels: fc.constantFrom<Settings['filters']['levels']>([], ['error'], ['error', 'unknown']),
    stream: name,
    session: name,
    request: name,
  }),
  wrap: fc.boolean(),
  follow: fc.constant(true),
  zone: fc.constantFrom('local', 'utc', 'relative'),
  line: fc.constant(null),
})

describe('settings', () => {
  it('come back from the address that they make', () => {
    fc.assert(
      fc.property(settings, (chosen) => {
        expect(readSettings(new URLSearchParams(writeSettings(chosen)))).toEqual(chosen)
      }),
    )
  })

  it('of a link to a line come back too, and don’t follow', () => {
    fc.assert(
      fc.property(settings, line, (chosen, target) => {
        const link = linkToLine(chosen, target)
        const read = readSettings(new URLSearchParams(writeSettings(link)))
        expect(read.line).toEqual(target)
        expect(read.follow).toBe(false)
        expect(read.range).toMatchObject({ type: 'fixed' })
      }),
    )
  })

  it('say nothing when all is usual', () => {
    expect(writeSettings(readSettings(new URLSearchParams()))).toBe('')
  })

  it.each([
    'range=../',
    'range=99999999999d',
    'from=5&to=1',
    'from=x&to=y',
    'from=1&to=99999999999999999',
    'levels=none,%3Cscript%3E',
    'zone=mars',
    'line=abc',
    'line=~1',
    'line=99999999999999999~1',
  ])('take %s for nothing', (query) => {
    expect(writeSettings(readSettings(new URLSearchParams(query)))).toBe('')
  })
})
