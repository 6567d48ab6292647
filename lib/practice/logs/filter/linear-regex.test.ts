import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearRegex } from '@/lib/practice/logs/filter/linear-regex'
import { parseFilterPattern } from '@/lib/practice/logs/filter/pattern'
import { expectLinear } from '@/lib/testing/growth'

const stars = 'a*'.repeat(40)

describe('linearRegex', () => {
  it.each(['a*b', `${stars}b`, `${'a?'.repeat(60)}${'a'.repeat(60)}b`, '(a+)+b', '(a|a)*b', '.*.*.*=.*b'])(
    'takes time in proportion to the text: %s',
    (source) => {
      expectLinear(
        (text) => linearRegex(source)?.test(text),
        (length) => 'a'.repeat(length),
        40_000,
      )
    },
  )

  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '\\d',
    '\\w',
    '[ab]',
    '[^a]',
    '\\x61',
    '^',
    '$',
    '\\b',
    '\\B',
    '\\.',
    ' ',
    '[]a]',
  )
  const repetition = fc.constantFrom('', '', '*', '+', '?', '*?', '{2}', '{1,2}', '{0,}', '{,2}')
  const { source } = fc.letrec<{ source: string; part: string }>((tie) => ({
    source: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
    part: fc.oneof(
      { depthSize: 'small' },
      fc.tuple(atom, repetition).map((both) => both.join('')),
      fc.tuple(tie('source'), tie('source'), repetition).map(([a, b, sign]) => `(?:${a}|${b})${sign}`),
    ),
  }))

  it('says of any text what RegExp says', () => {
    fc.assert(
      fc.property(
        source,
        fc.constantFrom('' as const, 'i' as const),
        fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', ' ', '.', '\n', ']', '{'), maxLength: 8 }),
        (text, flags, line) => {
          const native = nativeOf(text, flags)
          expect(linearRegex(text, flags)?.test(line)).toBe(native?.test(line))
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    '(',
    'a**',
    '(?=a)b',
    '(?<!a)b',
    '(a)\\1',
    '(?<n>a)\\k<n>',
    'a{3000}',
    '(?:a{100}){100}',
    '('.repeat(99) + ')'.repeat(99),
  ])('refuses %s', (text) => {
    expect(linearRegex(text)).toBeUndefined()
  })

  it('knows names of groups', () => {
    expect(linearRegex('(?<word>a)(b)')?.test('xab')).toBe(true)
  })
})

describe('patterns of many stars', () => {
  it.each([`%${stars}b%`, `{ $.x = %${stars}b% }`, `[f = %${stars}b%]`])('end: %s', (pattern) => {
    const matches = parseFilterPattern(pattern)
    const message = (length: number) =>
      pattern.startsWith('{') ? JSON.stringify({ x: 'a'.repeat(length) }) : 'a'.repeat(length)
    expect(matches(message(20))).toBe(false)
    expectLinear(matches, message, 100_000)
  })
})

function nativeOf(text: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(text, flags)
  } catch {
    return undefined
  }
}
