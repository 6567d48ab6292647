import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hintTest } from '@/lib/troubles/text/hints'

const HINTS = ['mmdsv2', 'not authorized to', 'running on http://127.', 'stdio']

it('finds a piece wherever it stands, in any case and with any white space', () => {
  const test = hintTest(HINTS)
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom(...HINTS),
      fc.constantFrom(' ', '  ', '\n'),
      fc.string(),
      (before, hint, space, after) => {
        expect(test(before + hint.toUpperCase().replaceAll(' ', space) + after)).toBe(true)
      },
    ),
  )
})

it('passes over what only looks alike', () => {
  const test = hintTest(HINTS)
  expect(['std io', 'not authorised to', 'running on http://0.0.0.0', '', 'mmds'].filter(test)).toEqual([])
})
