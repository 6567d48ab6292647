import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { differingPaths, sameJson, toText } from '@/lib/json'

const json = fc.jsonValue().map((value) => value as Json)

describe('comparing JSON', () => {
  it('finds a value equal to itself, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse())
        expect(sameJson(value, reversed)).toBe(true)
      }),
    )
  })

  it('names the paths that differ, both ways', () => {
    const one = { environmentVariables: { A: '1', B: '2' }, tags: {}, list: [1, 2] }
    const other = { environmentVariables: { A: '1', B: '3', constructor: 'x' }, list: [1, 4] }
    expect(differingPaths(one, other)).toEqual(['environmentVariables.B', 'environmentVariables.constructor', 'list.1'])
    expect(differingPaths(other, one)).toEqual(differingPaths(one, other))
  })

  it('takes absent, null and empty for the same, and 0, false and the empty text for values', () => {
    expect(sameJson({ a: {}, b: [], c: null }, {})).toBe(true)
    expect(sameJson({ a: 0 }, {})).toBe(false)
    expect(sameJson({ a: '' }, {})).toBe(false)
  })
})

describe('a text of anything', () => {
  it('is never an error', () => {
    const circle: unknown[] = [1n]
    circle.push(circle)
    const strange = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withObjectString: true })
    fc.assert(fc.property(strange, (value) => typeof toText(value) === 'string'))
    expect([toText('a'), toText({ toString: '' }), toText(circle), toText(null)]).toEqual([
      'a',
      '{"toString":""}',
      '[object Array]',
      'null',
    ])
  })
})
