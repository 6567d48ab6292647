import fc from 'fast-check'
import { expect, it } from 'vitest'
import { segmentsOf } from '@/components/log-viewer/list/segments'

it('cuts at colours and at matches', () => {
  const spans = [{ text: 'ab', style: { bold: true as const } }, { text: 'cd' }]
  expect(segmentsOf('abcd', spans, [1, 3]).map(({ text, isHit, style }) => [text, isHit, style?.bold])).toEqual([
    ['a', false, true],
    ['b', true, true],
    ['c', true, undefined],
    ['d', false, undefined],
  ])
  expect(segmentsOf('').length).toBe(0)
})

it('loses nothing and marks exactly the matches', () => {
  const parts = fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 8 })
  const steps = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.integer({ min: 1, max: 4 })), { maxLength: 5 })
  fc.assert(
    fc.property(parts, steps, (texts, moves) => {
      const text = texts.join('')
      const hits: number[] = []
      let end = 0
      for (const [pause, length] of moves) {
        hits.push(end + pause, end + pause + length)
        end += pause + length
      }
      const inside = hits.every((hit) => hit <= text.length)
      fc.pre(inside)
      const segments = segmentsOf(
        text,
        texts.map((part) => ({ text: part })),
        hits,
      )
      expect(segments.map((segment) => segment.text).join('')).toBe(text)
      for (let at = 0; at < text.length; at += 1) {
        const isHit = hits.some((from, index) => index % 2 === 0 && at >= from && at < (hits[index + 1] ?? 0))
        const segment = segments.find((one) => one.at <= at && at < one.at + one.text.length)
        expect(segment?.isHit).toBe(isHit)
      }
    }),
  )
})
