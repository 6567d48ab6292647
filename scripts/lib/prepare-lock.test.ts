import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alone } from '@/scripts/lib/prepare-lock.mjs'
import { root } from '@/scripts/lib/root.mjs'

const GONE = 2 ** 30
const FAKE_TOOL = `#!/usr/bin/env node
const { appendFileSync, mkdirSync } = require('node:fs')
appendFileSync('done.log', process.argv[2] + '\\n')
mkdirSync('node_modules', { recursive: true })
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500)
`
let folder = ''
let lock = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'slipway-prepare-'))
  lock = path.join(folder, '.slipway-prepare.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the lock of a folder that is being prepared', () => {
  it('is there while the work goes on, and gone after it, also when it fails', () => {
    expect(alone(lock, () => readFileSync(lock, 'utf8'), fail)).toBe(String(process.pid))
    expect(() =>
      alone(
        lock,
        () => {
          throw new Error('No.')
        },
        fail,
      ),
    ).toThrow('No.')
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['of a process that is gone', String(GONE), 0],
    ['that is empty for long', '', 60_000],
    ['whose number another process has by now', String(process.ppid), 3_600_000],
  ])('%s is taken over', (_, content, ageMs) => {
    writeFileSync(lock, content)
    const at = new Date(Date.now() - ageMs)
    utimesSync(lock, at, at)
    expect(alone(lock, () => 'done', fail)).toBe('done')
    expect(readdirSync(folder)).toEqual([])
  })

  it('stops nobody where nothing can be written', () => {
    expect(alone(path.join(folder, 'nowhere', 'lock'), () => 'done', fail)).toBe('done')
  })
})

describe('two that start at once', () => {
  beforeEach(() => {
    cpSync(path.join(root, 'scripts/lib'), path.join(folder, 'scripts/lib'), {
      recursive: true,
      filter: (file) => !file.endsWith('.ts'),
    })
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(path.join(folder, 'package-lock.json'), '{}')
    mkdirSync(path.join(folder, 'bin'))
    mkdirSync(path.join(folder, 'node_modules/next/dist/bin'), { recursive: true })
    writeFileSync(path.join(folder, 'node_modules/next/package.json'), '{ "type": "commonjs" }')
    writeFileSync(path.join(folder, 'node_modules/next/dist/bin/next'), FAKE_TOOL)
    writeFileSync(path.join(folder, 'bin/package.json'), '{ "type": "commonjs" }')
    writeFileSync(path.join(folder, 'bin/npm'), FAKE_TOOL)
    chmodSync(path.join(folder, 'bin/npm'), 0o755)
  })

  function prepare(): { child: ChildProcess; said: Promise<string> } {
    const program = `const { buildIfNeeded, installIfNeeded } = await import('./scripts/lib/prepare.mjs')
      installIfNeeded()
      buildIfNeeded()`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` },
    })
    return { child, said: text(child.stderr) }
  }

  it('install and build once, and the one that waits says for whom', async () => {
    const started = [prepare(), prepare()]
    const codes = await Promise.all(started.map(async ({ child }) => (await once(child, 'exit'))[0]))
    const said = (await Promise.all(started.map((one) => one.said))).join('')
    expect(codes).toEqual([0, 0])
    expect(readFileSync(path.join(folder, 'done.log'), 'utf8')).toBe('ci\nbuild\n')
    expect(said).toMatch(/process \d+ is installing or building here; waiting for it/)
    expect(existsSync(lock)).toBe(false)
  }, 30_000)
})

function fail(pid: number): never {
  throw new Error(`It waits for ${pid}.`)
}
