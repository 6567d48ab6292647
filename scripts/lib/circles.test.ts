import { expect, it } from 'vitest'
import { importCircles } from './circles'

const file = (path: string, ...imports: string[]) => ({ path, imports, text: '', lines: 1 })

it('finds a circle of two, of three, and one inside a longer way', () => {
  expect(importCircles([file('lib/a.ts', '@/lib/b'), file('lib/b.ts', './a')])).toEqual([['lib/a.ts', 'lib/b.ts']])
  const three = [
    file('a.ts', './b'),
    file('b.tsx', './c'),
    file('c.ts', './a'),
    file('d.ts', './a', './e'),
    file('e.ts'),
  ]
  expect(importCircles(three).map((group) => group.toSorted())).toEqual([['a.ts', 'b.tsx', 'c.ts']])
})

it('lets two ways lead to one file', () => {
  expect(importCircles([file('a.ts', './b', './c'), file('b.ts', './d'), file('c.ts', './d'), file('d.ts')])).toEqual(
    [],
  )
})
