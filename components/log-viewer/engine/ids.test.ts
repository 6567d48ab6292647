import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Ids } from '@/components/log-viewer/engine/ids'

const id = fc.oneof(fc.stringMatching(/^\d{56}$/), fc.stringMatching(/^3{53}\d{3}$/), fc.string({ maxLength: 60 }))

it('gives back every id, and orders as texts do', () => {
  fc.assert(
    fc.property(fc.array(id, { minLength: 2 }), (list) => {
      const ids = new Ids()
      for (const [row, text] of list.entries()) {
        ids.set(row, text)
      }
      for (const [row, text] of list.entries()) {
        expect(ids.get(row)).toBe(text)
        const before = list[row - 1] ?? text
        const wanted = before < text ? -1 : before > text ? 1 : 0
        expect(Math.sign(ids.compare(Math.max(0, row - 1), row))).toBe(row === 0 ? 0 : wanted)
      }
    }),
  )
})
