import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, diffLines } from '@/lib/format/diff'

const text = fc.array(fc.constantFrom('a', 'b', 'c', '{', '}')).map((lines) => lines.join('\n'))
const side = (lines: ReturnType<typeof diffLines>, other: string) =>
  lines.flatMap(({ kind, text }) => (kind === other ? [] : [text])).join('\n')

describe('diff', () => {
  it('holds both texts completely, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        expect(side(lines, 'added')).toBe(before)
        expect(side(lines, 'removed')).toBe(after)
      }),
    )
  })

  it('shows nothing as changed when nothing is', () => {
    fc.assert(fc.property(text, (same) => diffLines(same, same).every(({ kind }) => kind === 'same')))
  })

  it('finds the one line that changed', () => {
    expect(diffLines('a\nb\nc', 'a\nx\nc')).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'removed', text: 'b' },
      { kind: 'added', text: 'x' },
      { kind: 'same', text: 'c' },
    ])
  })

  it('does not mind the order of keys', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] }))
  })
})
