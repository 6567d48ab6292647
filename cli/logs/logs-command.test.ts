import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendLogEvents } from '@/lib/practice/logs/store'
import { type Practice, startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { root } from '@/scripts/lib/root.mjs'
import { slipwayCommand } from '@/scripts/lib/slipway-process'

const GROUP = '/aws/bedrock-agentcore/runtimes/x-AbCdEf1234-DEFAULT'
let folder = ''
let practice: Practice
let written = 0

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'slipway-logs-'))
  written = 0
  practice = await start()
})

afterEach(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(port = 0): Promise<Practice> {
  return startPractice({ delays: NO_DELAYS, port, stateFile: path.join(folder, 'state.json') })
}

function write(count: number): void {
  for (let i = 0; i < count; i++) {
    const event = { timestamp: Date.now(), message: `line ${written} <b>\u001b[31mred` }
    appendLogEvents(practice.state, { region: practice.region, group: GROUP, stream: 's', events: [event] })
    written += 1
  }
}

function tail(...options: string[]) {
  const [program = '', ...args] = [...slipwayCommand(), 'logs', 'tail', ...options]
  const child = spawn(program, args, {
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      SLIPWAY_STATE_DIR: folder,
      NODE_ENV: 'test',
      AWS_ENDPOINT_URL: practice.url,
      AWS_ACCESS_KEY_ID: practice.accessKeyId,
      AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk
  })
  return { child, output }
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  return child.exitCode ?? ((await once(child, 'exit'))[0] as number | null)
}

async function until(isMet: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !isMet(); ) {
    expect(Date.now()).toBeLessThan(end)
    await sleep(50)
  }
}

describe('logs tail in a terminal', () => {
  it('follows through a restart of the endpoint, and ends well with Ctrl-C', async () => {
    write(20)
    const { child, output } = tail(GROUP, '--follow', '--json')
    await until(() => output.stdout.split('\n').length > 20)
    const port = Number(new URL(practice.url).port)
    await practice.close()
    await until(() => output.stderr.includes('not reachable'))
    practice = await start(port)
    write(20)
    await until(() => output.stdout.split('\n').length > 40)
    child.kill('SIGINT')
    expect(await exitOf(child)).toBe(0)
    const lines = output.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>)
    expect(lines.map(({ text }) => Number(/line (\d+)/.exec(text ?? '')?.[1]))).toEqual(
      Array.from({ length: 40 }, (_, i) => i),
    )
    expect(Object.keys(lines[0] ?? {})).toEqual(['id', 'at', 'ingestedAt', 'stream', 'text'])
    expect(output.stderr).toMatch(/following\nnot reachable; trying again\nfollowing\n40 lines\. read through /)
  }, 40_000)

  it('reads a range to its end; control characters of a line stay words', async () => {
    write(3)
    const { child, output } = tail(GROUP, '--filter', 'line')
    expect(await exitOf(child)).toBe(0)
    expect(output.stdout.match(/ s line \d <b>\\x1b\[31mred\n/g)).toHaveLength(3)
    expect(output.stderr).toMatch(/3 lines\. read through .* \(an event may come up to 15 min late\)/)
  }, 30_000)

  it('says what is wrong, and ends with 1', async () => {
    const missing = tail('/nowhere')
    expect(await exitOf(missing.child)).toBe(1)
    expect(missing.output.stderr).toContain('There is no log group /nowhere')
    expect(missing.output.stdout).toBe('')
  }, 30_000)

  it.each([
    [
      'that no console runs',
      ['--connection', 'practice/us-east-1', '--follow'],
      'The practice account is not running.',
    ],
    ['that was stopped', ['--follow'], 'Nothing answers at http://127.0.0.1:'],
    ['that was stopped, for a range', [], 'Nothing answers at http://127.0.0.1:'],
  ])(
    'ends with 1 for a practice account %s',
    async (_, options, message) => {
      await practice.close()
      const { child, output } = tail(GROUP, ...options)
      expect(await exitOf(child)).toBe(1)
      expect(output.stderr).toContain(message)
      expect(output.stderr).toContain('npm run practice')
      expect(output.stdout).toBe('')
    },
    30_000,
  )

  it('is quiet when nobody reads any more', async () => {
    write(2000)
    const { child, output } = tail(GROUP, '--follow')
    child.stdout.once('data', () => child.stdout.destroy())
    await until(() => output.stdout !== '')
    write(2000)
    expect(await exitOf(child)).toBe(0)
    expect(output.stderr).not.toMatch(/EPIPE|Error/)
  }, 30_000)
})
