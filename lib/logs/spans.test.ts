import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spansOf, visibleText } from '@/lib/logs/spans'

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b',
      '\u001b[',
      '\u001b[31m',
      '\u001b]8;;x\u0007',
      '\u202e',
      '\ud83d',
      '\udc00',
      '\r\n',
      '\u0000',
      'm',
      ';',
      ' ',
    ),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
})
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not remain
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/

describe('visible text', () => {
  it.each([
    ['plain\n', 'plain'],
    ['\u001b[31mred\u001b[0m and \u001b[2J\u001b[H\u001b]0;title\u0007rest', 'red and rest'],
    ['\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007', 'link'],
    ['open \u001b]0;never ends', 'open \\x1b]0;never ends'],
    ['right \u202egnp.exe', 'right \\u202egnp.exe'],
    ['NUL \u0000 CR \r x', 'NUL \\x00 CR \\x0d x'],
    ['a\r\nb', 'a\nb'],
    ['half \ud83d whole 😀', 'half \\ud83d whole 😀'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    [
      'team 👩\u200d💻 👩🏽\u200d🤝\u200d👨🏻 ❤\ufe0f\u200d🔥 🇩🇪 👍🏿',
      'team 👩\u200d💻 👩🏽\u200d🤝\u200d👨🏻 ❤\ufe0f\u200d🔥 🇩🇪 👍🏿',
    ],
    ['joiner a\u200db 👩\u200dx x\u200d👩', 'joiner a\\u200db 👩\\u200dx x\\u200d👩'],
    [
      '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    ],
    ['\u{1f3f4}\u{e0068}\u{e007f}', '\u{1f3f4}\\u{e0068}\\u{e007f}'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('%j', (raw, shown) => {
    expect(visibleText(raw)).toBe(shown)
  })

  it('holds nothing invisible, whatever comes', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const text = visibleText(raw)
        expect(text).not.toMatch(INVISIBLE)
        expect(() => encodeURIComponent(text)).not.toThrow()
      }),
    )
  })

  it('is what the spans say together', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const spans = spansOf(raw) ?? [{ text: raw }]
        const joined = spans.map(({ text }) => text).join('')
        expect(joined.trimEnd()).toBe(visibleText(raw).trimEnd())
      }),
    )
  })
})

describe('spans', () => {
  it('are none for a plain line', () => {
    expect(spansOf('INFO: all is well')).toBeUndefined()
  })

  it('carry colours and styles, and nothing that a line could choose freely', () => {
    expect(spansOf('\u001b[1;31mred\u001b[22;39m \u001b[38;5;208mo\u001b[48;2;1;2;300mr\u001b[0mx')).toEqual([
      { text: 'red', style: { bold: true, color: 1 } },
      { text: ' ' },
      { text: 'o', style: { color: '#ff8700' } },
      { text: 'r', style: { color: '#ff8700', background: '#0102ff' } },
      { text: 'x' },
    ])
    fc.assert(
      fc.property(nasty, (raw) => {
        for (const { style } of spansOf(raw) ?? []) {
          for (const color of [style?.color, style?.background]) {
            expect(color === undefined || typeof color === 'number' || /^#[0-9a-f]{6}$/.test(color)).toBe(true)
          }
        }
      }),
    )
  })

  it('mark what can’t be seen', () => {
    expect(spansOf('a\u0000b')).toEqual([{ text: 'a' }, { text: '\\x00', isMark: true }, { text: 'b' }])
  })
})
