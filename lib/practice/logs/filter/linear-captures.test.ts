import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearCaptures } from '@/lib/practice/logs/filter/linear-captures'

const find = (source: string, text: string) => {
  const found = linearCaptures(source)?.find(text)
  return found && Object.fromEntries(found)
}

/** Groups stand outside of repetitions: a RegExp forgets at each round what a group of it held before. */
const atom = fc.constantFrom('a', 'b', '.', '[ab]', '\\w', '\\d', ' ', '(?:ab|a)', '(?:a|ab|)', 'a|b')
const repeated = fc
  .tuple(atom, fc.constantFrom('', '*', '+', '?', '*?', '+?', '??', '{1,2}', '{2}?'))
  .map(([one, sign]) => {
    const grouped = one.includes('|') && !one.startsWith('(') ? `(?:${one})` : one
    return grouped + sign
  })
const source = fc
  .array(fc.tuple(fc.boolean(), fc.array(repeated, { minLength: 1, maxLength: 3 })), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.map(([isGroup, of], i) => (isGroup ? `(?<g${i}>${of.join('')})` : of.join(''))).join(''))

describe('the groups of the first match', () => {
  it('are those of a RegExp', () => {
    fc.assert(
      fc.property(source, fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1'), maxLength: 12 }), (pattern, text) => {
        const groups = new RegExp(pattern).exec(text)
        const wanted = groups && Object.entries(groups.groups ?? {}).filter(([, value]) => value !== undefined)
        expect(find(pattern, text)).toEqual(wanted ? Object.fromEntries(wanted) : undefined)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['user=(?<user>\\w+), took (?<ms>\\d+)', 'x user=ann, took 12 ms', { user: 'ann', ms: '12' }],
    ['(?<all>.*)b', 'aabab', { all: 'aaba' }],
    ['(?<few>.*?)b', 'aabab', { few: 'aa' }],
    ['(?<a>x)|(?<b>y)', 'zy', { b: 'y' }],
    ['(?<a>x)', 'y', undefined],
  ])('%s', (pattern, text, wanted) => {
    expect(find(pattern, text)).toEqual(wanted)
  })

  it('takes no longer where a RegExp would go back without end', () => {
    expect(find('(?<a>(?:x+x+)+)y', 'x'.repeat(20_000))).toBeUndefined()
  })
})
