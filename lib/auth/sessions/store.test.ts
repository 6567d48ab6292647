import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SESSION_IDLE_S, SESSION_TOTAL_S } from '@/lib/auth/sessions/lifetime'
import { SessionStore } from '@/lib/auth/sessions/store'
import { writeFileDurablySync } from '@/lib/durable-file'

vi.mock('@/lib/durable-file', async (original) => {
  const real = await original<typeof import('@/lib/durable-file')>()
  return { ...real, writeFileDurablySync: vi.fn(real.writeFileDurablySync) }
})

const START = 1_700_000_000
const fields = { method: 'link' as const, name: 'owner', generation: 'g', address: '127.0.0.1', browser: 'curl' }

function setup() {
  const directory = mkdtempSync(path.join(tmpdir(), 'slipway-sessions-'))
  const clock = { now: START }
  const open = (generation = 'g') => new SessionStore(directory, () => clock.now, generation)
  return { clock, open, file: path.join(directory, 'sessions.json'), store: open() }
}

describe('the sessions of a console', () => {
  it('outlive a restart, and their end does too', () => {
    const { store, open, file } = setup()
    const [first, second] = [store.begin(fields), store.begin(fields)]
    expect(first.id).not.toBe(second.id)
    expect(open().visit(first.id)).toMatchObject(fields)
    store.end([first.id])
    expect(store.visit(first.id)).toBeUndefined()
    expect(open().visit(first.id)).toBeUndefined()
    expect(open().visit(second.id)).toMatchObject(fields)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('do not come back with the generation that they belong to', () => {
    const { store, open } = setup()
    const { id } = store.begin(fields)
    expect(open('h').visit(id)).toBeUndefined()
    expect(open('g').visit(id)).toBeUndefined()
  })

  it('end what goes on in them at once, and nothing else', () => {
    const { store } = setup()
    const [first, second] = [store.begin(fields), store.begin(fields)]
    const ends = [store.endOf(first.id), store.endOf(second.id), store.endOf('unknown')]
    store.end([first.id])
    expect(ends.map(({ aborted }) => aborted)).toEqual([true, false, true])
  })

  it('give way to the next of the same browser, and only what the same person has open goes on', () => {
    const { store, open } = setup()
    const first = store.begin(fields)
    const stream = store.endOf(first.id)
    const second = store.begin(fields, first.id)
    expect([store, open()].map((each) => each.visit(first.id))).toEqual([undefined, undefined])
    expect(open().visit(second.id)).toMatchObject(fields)
    expect(stream.aborted).toBe(false)
    store.begin({ ...fields, method: 'oidc', name: 'b@example.com' }, second.id)
    expect(store.visit(second.id)).toBeUndefined()
    expect(stream.aborted).toBe(true)
    expect(store.list()).toHaveLength(1)
  })

  it('are over after a time without a visit, and after a week of visits', () => {
    const { store, clock, open } = setup()
    const { id } = store.begin(fields)
    clock.now += SESSION_IDLE_S
    expect(store.visit(id)).toBeDefined()
    clock.now += SESSION_IDLE_S
    expect(open().visit(id)).toBeDefined()
    expect(store.visit(id)).toBeDefined()
    clock.now += SESSION_IDLE_S + 1
    expect(store.visit(id)).toBeUndefined()
    const other = store.begin(fields)

    for (; clock.now <= other.since + SESSION_TOTAL_S; clock.now += SESSION_IDLE_S / 2) {
      expect(store.visit(other.id)).toBeDefined()
    }
    expect(store.visit(other.id)).toBeUndefined()
    expect(store.list()).toEqual([])
  })

  it('are a hundred at most: the one that was seen longest ago goes', () => {
    const { store, clock, file } = setup()
    const ids = Array.from({ length: 100 }, () => {
      clock.now += 1
      return store.begin(fields).id
    })
    clock.now += 1
    store.visit(ids[0] ?? '')
    store.begin(fields)
    expect(store.list()).toHaveLength(100)
    expect(store.visit(ids[0] ?? '')).toBeDefined()
    expect(store.visit(ids[1] ?? '')).toBeUndefined()
    clock.now += SESSION_IDLE_S + 1
    store.begin(fields)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(1)
  })

  it('cost no file while they are read', () => {
    const { store, file } = setup()
    const { id } = store.begin(fields)
    writeFileSync(file, 'untouched')
    for (let visit = 0; visit < 1000; visit += 1) {
      store.visit(id)
    }
    expect(readFileSync(file, 'utf8')).toBe('untouched')
  })

  it.each(['', 'not JSON', '{}', '[{"id":7}]'])('are none where the file holds %j', (text) => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { open, file } = setup()
    writeFileSync(file, text)
    expect(open().list()).toEqual([])
    vi.restoreAllMocks()
  })

  describe('on a full disk', () => {
    beforeEach(() => {
      vi.spyOn(process.stdout, 'write').mockReturnValue(true)
      vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    })
    afterEach(() => vi.restoreAllMocks())

    const full = () =>
      vi.mocked(writeFileDurablySync).mockImplementationOnce(() => {
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
      })

    it.each(['signing out', 'confirming'])('do not come back with a restart after %s', (way) => {
      const { store, open } = setup()
      const [first, second] = [store.begin(fields), store.begin(fields)]
      full()
      way === 'confirming' ? store.begin(fields, first.id) : store.end([first.id])
      expect(open().visit(first.id)).toBeUndefined()
      expect(store.visit(second.id)).toBeDefined()
    })

    it('outlive a restart where none of them has ended', () => {
      const { store, open } = setup()
      const { id } = store.begin(fields)
      full()
      store.begin(fields)
      expect(open().visit(id)).toBeDefined()
    })
  })
})
