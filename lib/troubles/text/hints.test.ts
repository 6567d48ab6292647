import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hintIndex } from '@/lib/troubles/text/hints'

const HINTS = ['mmdsv2', 'not authorized to', 'running on http://127.', 'stdio', 'error code']

it('finds a piece wherever it stands, in any case and with any white space', () => {
  const index = hintIndex(HINTS.map((hint) => [hint]))
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom(...HINTS),
      fc.constantFrom(' ', '  ', '\n'),
      fc.string(),
      (before, hint, space, after) => {
        const text = before + hint.toUpperCase().replaceAll(' ', space) + after
        expect(index.isAny(text)).toBe(true)
        expect(index.ownersIn(text)).toContain(HINTS.indexOf(hint))
      },
    ),
  )
})

it('says what a search for each piece by itself says', () => {
  const owned = [['mmdsv2', 'stdio'], ['not authorized to'], ['authorized'], ['dsv2']]
  const index = hintIndex(owned)
  const word = fc.constantFrom('mmdsv2', 'not', 'authorized', 'to', 'std', 'io', 'stdio', ' ', 'x')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const text = words.join('')
      const plain = owned.flatMap((hints, owner) =>
        hints.some((hint) => new RegExp(hint.replaceAll(' ', '\\s+')).test(text)) ? [owner] : [],
      )
      expect(index.ownersIn(text)).toEqual(plain)
    }),
  )
})

it('passes over what only looks alike', () => {
  const { isAny } = hintIndex([HINTS])
  expect(['std io', 'not authorised to', 'running on http://0.0.0.0', '', 'mmds'].filter(isAny)).toEqual([])
})
