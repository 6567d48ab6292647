import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cutAfter, cutAt } from '@/lib/format/whole-characters'

it.each([
  ['👩\u200d💻', 'joined by ZWJ'],
  ['👩🏽\u200d🤝\u200d👨🏻', 'joined, with skin tones'],
  ['🇩🇪', 'a flag'],
  ['\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 'a flag of tags'],
  ['e\u0301', 'an accent'],
])('never parts %s, %s', (character) => {
  const text = `ab${character}cd`
  for (let at = 3; at < 2 + character.length; at += 1) {
    expect([cutAt(text, at), cutAfter(text, at)]).toEqual([2, 2 + character.length])
  }
  expect([2, 2 + character.length].map((at) => [cutAt(text, at), cutAfter(text, at)])).toEqual([
    [2, 2],
    [2 + character.length, 2 + character.length],
  ])
})

it('never parts a pair of surrogates', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, at) => {
      expect(text.slice(0, cutAt(text, at))).not.toMatch(/[\ud800-\udbff]$/)
    }),
  )
})
