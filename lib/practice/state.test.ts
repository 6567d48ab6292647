import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openState } from '@/lib/practice/state'

let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'practice-state-'))
  file = path.join(folder, 'deep', 'state.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

function count(store: ReturnType<typeof openState>): { value: number } {
  return store.slice('count', () => ({ value: 0 }))
}

test('what was flushed is there after a restart, for its owner only', async () => {
  const store = openState(file)
  count(store).value = 3
  store.touch()
  await store.flush()
  expect(count(openState(file)).value).toBe(3)
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(readdirSync(path.dirname(file))).toEqual(['state.json'])
})

test('a change during a write is written as well', async () => {
  const store = openState(file)
  store.touch()
  const first = store.flush()
  count(store).value = 7
  store.touch()
  await Promise.all([first, store.flush()])
  expect(count(openState(file)).value).toBe(7)
})

test('a touch is written without a flush, a moment later', async () => {
  const store = openState(file)
  count(store).value = 5
  store.touch()
  await vi.waitFor(() => expect(count(openState(file)).value).toBe(5), { timeout: 3000 })
})

test('reset starts every slice again', async () => {
  const store = openState(file)
  count(store).value = 9
  store.reset()
  await store.flush()
  expect(count(store).value).toBe(0)
  expect(count(openState(file)).value).toBe(0)
})

test.each(['', 'not json', '[]', 'null', '{"version":1,"slices":{"count":4}}', '{"version":2,"slices":{}}'])(
  'a file with %j is moved aside, and said',
  (text) => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const damaged = path.join(folder, 'state.json')
    writeFileSync(damaged, text)
    expect(count(openState(damaged)).value).toBe(0)
    expect(stderr.mock.calls.join()).toContain(damaged)
    stderr.mockRestore()
    const aside = readdirSync(folder).find((name) => name.includes('damaged')) ?? ''
    expect(readFileSync(path.join(folder, aside), 'utf8')).toBe(text)
  },
)
