import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Labelled } from '@/lib/practice/state/labels'
import { openState } from '@/lib/practice/wire/state'

type Item = { words: string[]; parts: Record<string, number> }
type Items = { items: Record<string, Item> }

const name = fc.constantFrom('a', 'b', 'c', '__proto__')
const step = fc.record({
  kind: fc.constantFrom('put', 'push', 'part', 'delete', 'replace', 'reset', 'look'),
  name,
  word: name,
})

function labelsOf({ words, parts }: Item): string[] {
  return [...words, ...Object.keys(parts).map((part) => `part ${part}`)]
}

test('labels are those of the records as they are, whatever was changed between two looks', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const state = openState(null)
      const labelled = new Labelled(labelsOf)
      const items = () => state.slice<Items>('s', () => ({ items: {} }), { items: ['parts'] }).items

      for (const { kind, name: key, word } of steps) {
        const item = Object.hasOwn(items(), key) ? items()[key] : undefined

        if (kind === 'put') {
          Object.defineProperty(items(), key, { value: { words: [word], parts: {} } })
        } else if (kind === 'push') {
          item?.words.push(word)
        } else if (kind === 'part' && item) {
          item.parts[`/${word}`] = 1
        } else if (kind === 'delete') {
          delete items()[key]
        } else if (kind === 'replace') {
          state.slice<Items>('s', () => ({ items: {} })).items = { x: { words: [word], parts: {} } }
        } else if (kind === 'reset') {
          state.reset()
        } else {
          expectLabels(labelled, items())
        }
      }
      expectLabels(labelled, items())
    }),
  )
})

function expectLabels(labelled: Labelled<Item>, items: Record<string, Item>): void {
  const all = new Map<string, string[]>()

  for (const [key, item] of Object.entries(items)) {
    for (const label of new Set(labelsOf(item))) {
      all.set(label, [...(all.get(label) ?? []), key])
    }
  }
  const labels = labelled.in(items)
  expect(labels.all()).toEqual([...all.keys()].sort())

  for (const [label, keys] of all) {
    expect(labels.keys(label).sort()).toEqual(keys.sort())
    expect(labels.count(label)).toBe(keys.length)
  }
  expect(labels.count('nothing')).toBe(0)
}

test('only a table of the state can be labelled', () => {
  expect(() => new Labelled(labelsOf).in({})).toThrow('no table')
})
