import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openState } from '@/lib/practice/wire/state'

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
  await store.flush()
  expect(count(openState(file)).value).toBe(3)
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(readdirSync(path.dirname(file))).toEqual(['state.json'])
})

test('a change during a write is written as well', async () => {
  const store = openState(file)
  const first = store.flush()
  count(store).value = 7
  await Promise.all([first, store.flush()])
  expect(count(openState(file)).value).toBe(7)
})

test('a touch is written without a flush, a moment later', async () => {
  const store = openState(file)
  count(store).value = 5
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

test.each([
  ['{"version":1,"slices":{"iam":{"roles":"x"}}}', 'iam'],
  ['{"version":1,"slices":{"iam":{"roles":[]}}}', 'iam'],
  ['{"version":1,"slices":{"iam":[]}}', 'iam'],
])('a slice of the wrong shape in %s starts anew; the others stay, and the file is put aside', async (text, name) => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const damaged = path.join(folder, 'state.json')
  const whole = JSON.stringify({ version: 1, slices: { ...JSON.parse(text).slices, count: { value: 4 } } })
  writeFileSync(damaged, whole)
  const store = openState(damaged)
  expect(store.slice('iam', () => ({ roles: {}, policies: {} }))).toEqual({ roles: {}, policies: {} })
  expect(count(store).value).toBe(4)
  expect(stderr.mock.calls.join()).toContain(`no sound “${name}”`)
  stderr.mockRestore()
  const aside = readdirSync(folder).find((each) => each.includes('damaged')) ?? ''
  expect(readFileSync(path.join(folder, aside), 'utf8')).toBe(whole)
})

test('a slice of an older file gets what came later', () => {
  const older = path.join(folder, 'state.json')
  writeFileSync(older, '{"version":1,"slices":{"iam":{"roles":{"a":1}}}}')
  const iam = () => openState(older).slice('iam', () => ({ roles: {}, policies: {} }))
  expect(iam()).toEqual({ roles: { a: 1 }, policies: {} })
})

test('a state that can’t be written is said once, and the account goes on in memory until it can', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  writeFileSync(path.join(folder, 'deep'), 'a file, not a folder')
  const store = openState(file)

  for (const value of [1, 2, 3]) {
    count(store).value = value
    await store.flush()
  }
  expect(count(store).value).toBe(3)
  expect(store.notKept()).toContain('Choose another one.')
  expect(stderr.mock.calls).toHaveLength(1)
  rmSync(path.join(folder, 'deep'))
  await store.flush()
  expect(store.notKept()).toBeNull()
  expect(stderr.mock.calls.at(-1)?.join()).toContain('again')
  expect(count(openState(file)).value).toBe(3)
  stderr.mockRestore()
})

test('a file that can’t be read is not overwritten', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const store = openState(folder)
  count(store).value = 1
  await store.flush()
  expect(store.notKept()).toContain('could not be read')
  expect(readdirSync(folder)).toEqual([])
  stderr.mockRestore()
})

test('what a killed process had begun to write goes at the next start', () => {
  const left = path.join(folder, `state.json.${2 ** 30}.tmp`)
  writeFileSync(left, 'half')
  openState(path.join(folder, 'state.json'))
  expect(readdirSync(folder)).toEqual([])
})
