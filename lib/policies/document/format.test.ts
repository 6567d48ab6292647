import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatPolicy } from '@/lib/policies/document/format'

function apply(text: string): string {
  return formatPolicy(text).reduceRight(
    (done, edit) => done.slice(0, edit.offset) + edit.text + done.slice(edit.offset + edit.length),
    text,
  )
}

it('indents by two spaces', () => {
  expect(apply('{"Version":"2012-10-17","Statement":[]}')).toBe('{\n  "Version": "2012-10-17",\n  "Statement": []\n}')
})

it('changes white space only, and a second time nothing', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('', ' ', '\n\t'), (json, gap) => {
      const text = `${gap}${json}${gap}`
      const formatted = apply(text)
      expect(JSON.parse(formatted)).toEqual(JSON.parse(text))
      expect(formatted.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      expect(apply(formatted)).toBe(formatted)
    }),
  )
})
