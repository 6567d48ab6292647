import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginOf } from '@/lib/processes'
import { bundled } from '@/scripts/lib/bundle.mjs'
import { nameOwner, takeLock } from '@/scripts/lib/owner-lock'
import { root } from '@/scripts/lib/root.mjs'

const URL_HERE = 'http://127.0.0.1:3000'
const started: ChildProcess[] = []
let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'slipway-lock-'))
  file = path.join(folder, 'practice.json')
})
afterEach(() => {
  for (const child of started.splice(0)) {
    child.kill('SIGKILL')
  }
  rmSync(folder, { recursive: true, force: true })
})

const leave = (owner: object | string) =>
  writeFileSync(`${file}.lock`, typeof owner === 'string' ? owner : JSON.stringify(owner))

function release(taken: ReturnType<typeof takeLock>) {
  expect(taken).toHaveProperty('release')
  return 'release' in taken ? taken.release() : undefined
}

describe('the lock of a state file', () => {
  it('is had by one, named to the next, and gone afterwards', () => {
    const first = takeLock(file, URL_HERE)
    const second = takeLock(file, 'http://127.0.0.1:3001')
    expect(second).toMatchObject({ owner: { pid: process.pid, url: URL_HERE } })
    expect('owner' in second && nameOwner(second.owner)).toContain(`process ${process.pid} at ${URL_HERE}`)
    release(first)
    expect(readdirSync(folder)).toEqual([])
    release(takeLock(file, URL_HERE))
  })

  it.each([
    ['of a process that is gone', { pid: 2 ** 30, url: URL_HERE, since: 'x' }],
    ['whose number another process has by now', { pid: process.ppid, begin: 'long ago', url: URL_HERE, since: 'x' }],
    ['of this very number, from before', { pid: process.pid, url: URL_HERE, since: 'x' }],
  ])('%s is taken over', (_, owner) => {
    leave(owner)
    release(takeLock(file, URL_HERE))
    expect(readdirSync(folder)).toEqual([])
  })

  it('of a process that lives is not, with its begin or without', () => {
    for (const begin of [undefined, beginOf(process.ppid)]) {
      leave({ pid: process.ppid, begin, url: URL_HERE, since: 'x' })
      expect(takeLock(file, URL_HERE)).toMatchObject({ owner: { pid: process.ppid } })
    }
  })

  it('that is still being written counts, until it is clear that nobody goes on', () => {
    leave('')
    expect(takeLock(file, URL_HERE)).toMatchObject({ owner: { pid: 0 } })
    const before = new Date(Date.now() - 60_000)
    utimesSync(`${file}.lock`, before, before)
    release(takeLock(file, URL_HERE))
  })

  it('that a dead process left goes to one of many that want it at once', async () => {
    const module = pathToFileURL(await bundled('scripts/lib/owner-lock.ts')).href
    const program = `const { takeLock } = await import('${module}')
      console.log('owner' in takeLock(${JSON.stringify(file)}, '${URL_HERE}') ? 'no' : 'yes')
      setTimeout(() => undefined, 60_000)`

    for (let round = 0; round < 3; round += 1) {
      leave({ pid: 2 ** 30, url: URL_HERE, since: 'x' })
      const children = Array.from({ length: 6 }, () =>
        spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] }),
      )
      started.push(...children)
      const answers = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0])))
      expect(answers.filter((answer) => answer.startsWith('yes'))).toHaveLength(1)
      await Promise.all(
        children.map((child) => {
          const ended = once(child, 'exit')
          child.kill('SIGKILL')
          return ended
        }),
      )
    }
  }, 60_000)
})

describe('npm run practice', () => {
  function practice() {
    const args = ['scripts/run.mjs', 'scripts/practice.ts', '--port', '0', '--state', file]
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    started.push(child)
    return { child, said: () => said }
  }

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'has its file to itself until %s',
    async (signal) => {
      const first = practice()
      await once(first.child.stdout, 'data')
      const kept = readFileSync(file, 'utf8')
      const second = practice()
      expect((await once(second.child, 'exit'))[0]).toBe(1)
      expect(second.said()).toMatch(new RegExp(`in use by process ${first.child.pid} at http://127.0.0.1:[1-9]`))
      expect(second.said()).toContain('--state FILE')
      expect(readFileSync(file, 'utf8')).toBe(kept)
      const ended = once(first.child, 'exit')
      first.child.kill(signal)
      await ended
      expect(existsSync(`${file}.lock`)).toBe(false)
    },
    60_000,
  )

  it('goes on in memory where its file can’t be written, and says so once', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    file = path.join(folder, 'file', 'state.json')
    const { child, said } = practice()
    const [lines] = await once(child.stdout, 'data')
    expect(String(lines)).toContain('http://127.0.0.1:')
    expect(said().match(/is not kept/g)).toHaveLength(1)
    expect(said()).toContain('The account goes on in memory.')
  })
})
