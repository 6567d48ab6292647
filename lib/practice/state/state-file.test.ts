import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openState, type StateStore } from '@/lib/practice/wire/state'

type Item = { name: string; tags: Record<string, number>; list: { n: number }[]; parts: Record<string, { n: number }> }
type Slice = { items: Record<string, Item>; count: number; order: string[] }

let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'practice-lines-'))
  file = path.join(folder, 'state.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

function sliceOf(state: StateStore): Slice {
  return state.slice<Slice>('s', () => ({ items: {}, count: 0, order: [] }), { items: ['parts'] })
}

function everything(state: StateStore): unknown {
  const journal = state.journal('j')
  const parts = journal.parts().sort()
  return JSON.parse(JSON.stringify([sliceOf(state), parts.map((part) => [part, [...journal.entries(part)]])]))
}

const key = fc.constantFrom('a', 'b', '__proto__', '7')
const action = fc.record({
  kind: fc.constantFrom(
    ...(['add', 'tag', 'untag', 'push', 'shift', 'part', 'unpart', 'parts', 'remove', 'replace', 'keep'] as const),
    ...(['count', 'order', 'append', 'drop', 'reset', 'flush', 'swap', 'reopen'] as const),
  ),
  key,
  sub: key,
  n: fc.nat(9),
})
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

const DO: Record<Action['kind'], (state: StateStore, action: Action) => void> = {
  add: (state, { key: name, n }) => {
    Object.defineProperty(sliceOf(state).items, name, {
      value: { name, tags: {}, list: [{ n }], parts: { first: { n } } },
    })
  },
  tag: (state, { key: name, sub, n }) => {
    const item = itemOf(state, name)

    if (item) {
      item.tags = { ...item.tags, [`/${sub}`]: n }
    }
  },
  untag: (state, { key: name, sub }) => delete itemOf(state, name)?.tags[`/${sub}`],
  push: (state, { key: name, n }) => itemOf(state, name)?.list.push({ n }),
  shift: (state, { key: name }) => itemOf(state, name)?.list.splice(0, 1),
  part: (state, { key: name, sub, n }) => {
    const parts = itemOf(state, name)?.parts
    const known = parts && Object.hasOwn(parts, sub) ? parts[sub] : undefined

    if (known) {
      known.n += n
    } else if (parts) {
      parts[`/${sub}`] = { n }
    }
  },
  unpart: (state, { key: name, sub }) => delete itemOf(state, name)?.parts[`/${sub}`],
  parts: (state, { key: name, n }) => {
    const item = itemOf(state, name)

    if (item) {
      item.parts = { only: { n } }
    }
  },
  remove: (state, { key: name }) => delete sliceOf(state).items[name],
  replace: (state, { key: name }) => {
    const slice = sliceOf(state)
    slice.items = Object.fromEntries(Object.entries(slice.items).filter(([each]) => each !== name))
  },
  keep: (state, { key: name, n }) => {
    const entry = itemOf(state, name)?.list.at(-1)
    const item = itemOf(state, name)

    if (entry && item) {
      // Held over the replacement of the list it stands in.
      item.list = item.list.filter((each) => each.n >= 0)
      entry.n = n
    }
  },
  count: (state, { n }) => {
    sliceOf(state).count += n
  },
  order: (state, { key: name }) => sliceOf(state).order.push(name),
  append: (state, { key: part, n }) => state.journal('j').append(part, n, { n }),
  drop: (state, { key: part, n }) => state.journal('j').drop(part, n > 6 ? undefined : n),
  reset: (state, { n }) => n === 0 && state.reset(),
  flush: () => undefined,
  swap: (state, { key: one, sub: other }) => {
    const [a, b] = [itemOf(state, one), itemOf(state, other)]

    if (a && b) {
      a.list = b.list
      a.list.push({ n: 1 })
    }
  },
  reopen: () => undefined,
}

function itemOf(state: StateStore, name: string): Item | undefined {
  const { items } = sliceOf(state)
  return Object.hasOwn(items, name) ? items[name] : undefined
}

test('whatever is changed, a fresh process reads the same, also after it was written anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
      rmSync(file, { force: true })
      let state = openState(file)

      for (const each of actions) {
        DO[each.kind](state, each)

        if (each.kind === 'flush' || each.kind === 'reopen') {
          await state.flush()
        }
        if (each.kind === 'reopen') {
          state = openState(file)
        }
      }
      await state.flush()
      const there = everything(state)
      expect(everything(openState(file))).toEqual(there)
      const again = openState(file)
      await again.shorten()
      expect(everything(again)).toEqual(there)
      expect(everything(openState(file))).toEqual(there)
    }),
    { numRuns: 150 },
  )
}, 60_000)

test('changes of what was put in fail instead of being lost', () => {
  const state = openState(null)
  const item: Item = { name: 'x', tags: {}, list: [], parts: {} }
  sliceOf(state).items.x = item
  expect(() => item.list.push({ n: 1 })).toThrow(TypeError)
})

test('wherever a file is cut off, whole batches are there and a new one can follow', async () => {
  const state = openState(file)
  const ends: { size: number; count: number }[] = []

  for (let count = 1; count <= 4; count++) {
    const slice = sliceOf(state)
    slice.count = count
    slice.order.push('ä'.repeat(count))
    await state.flush()
    ends.push({ size: statSync(file).size, count })
  }
  const whole = readFileSync(file)

  for (let size = ends[0]?.size ?? 0; size <= whole.length; size++) {
    writeFileSync(file, whole.subarray(0, size))
    const cut = openState(file)
    const { count, order } = sliceOf(cut)
    expect(count).toBe(ends.findLast((end) => end.size <= size)?.count)
    expect(order).toHaveLength(count)
    sliceOf(cut).count = 99
    await cut.flush()
    expect(sliceOf(openState(file)).count).toBe(99)
    expect(sliceOf(openState(file)).order).toHaveLength(count)
  }
})

test('a line that can’t be read costs that line; the file is put aside first', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const state = openState(file)
  sliceOf(state).count = 4
  await state.flush()
  appendFileSync(file, '??? broken\n')
  sliceOf(openState(file)).count = 5
  const damaged = readFileSync(file)
  const again = openState(file)
  expect(sliceOf(again).count).toBe(4)
  expect(stderr.mock.calls.join()).toContain('can’t be read')
  stderr.mockRestore()
  const aside = readdirSync(folder).find((name) => name.includes('damaged')) ?? ''
  expect(readFileSync(path.join(folder, aside))).toEqual(damaged)
})

test('a record whose value is damaged is none; the file is put aside once, and the others stay', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const state = openState(file)

  for (const name of ['one', 'two', 'three']) {
    sliceOf(state).items[name] = { name, tags: {}, list: [], parts: {} }
  }
  sliceOf(state).count = 4
  await state.flush()
  const damaged = readFileSync(file, 'utf8')
    .replace(/"name":"(one|two)"/g, '"name":"$1')
    .replace('"count"]\t4', '"count"]\t4?')
  writeFileSync(file, damaged)
  const again = openState(file)
  expect(sliceOf(again).items.one).toBeUndefined()
  expect(Object.values(sliceOf(again).items).map(({ name }) => name)).toEqual(['three'])
  expect(sliceOf(again).count).toBe(0)
  expect(stderr.mock.calls).toHaveLength(1)
  expect(stderr.mock.calls.join()).toContain('They are left out')
  stderr.mockRestore()
  const aside = readdirSync(folder).filter((name) => name.includes('damaged'))
  expect(aside.map((name) => readFileSync(path.join(folder, name), 'utf8'))).toEqual([damaged])
  sliceOf(again).count = 5
  await again.flush()
  await again.shorten()
  expect(everything(openState(file))).toEqual(everything(again))
})

test('a file of an earlier version is taken over, and kept', async () => {
  const old = JSON.stringify({ version: 1, slices: { s: { items: { a: { name: 'a', parts: { p: { n: 1 } } } } } } })
  writeFileSync(file, old)
  const state = openState(file)
  expect(sliceOf(state).items.a?.parts.p?.n).toBe(1)
  await state.flush()
  expect(readFileSync(`${file}.version-1`, 'utf8')).toBe(old)
  expect(sliceOf(openState(file)).items.a?.parts.p?.n).toBe(1)
})

test('what changes while the file is written anew is in it', async () => {
  const state = openState(file)
  const journal = state.journal('j')

  for (let i = 0; i < 3000; i++) {
    journal.append(`p${i % 3}`, i, { i, text: 'x'.repeat(200) })
  }
  await state.flush()
  const short = state.shorten()

  for (let i = 0; i < 200; i++) {
    sliceOf(state).count = i
    journal.append('p0', 5000 + i, { i })
    await state.flush()
    expect(sliceOf(openState(file)).count).toBe(i)
  }
  journal.drop('p1')
  await Promise.all([short, state.flush()])
  expect(everything(openState(file))).toEqual(everything(state))
})
