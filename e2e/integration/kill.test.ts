import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Practice } from '@/lib/practice/server/start'
import { root } from '@/scripts/lib/root.mjs'
import { slipwayCommand } from '@/scripts/lib/slipway-process'
import { connectTo, inventory, jwtSpec, REGION, startTestPractice } from './support'

const isRead = /^(Get|List|Describe|AdminGet|Simulate)/

let practice: Practice
let folder = ''
let child: ChildProcess | undefined
/** Writes that AWS has performed, in their order. */
let writes: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slipway-'))
  await writeFile(path.join(folder, 'spec.json'), JSON.stringify(jwtSpec))
  practice = await startTestPractice(0, async ({ phase, operation, code }) => {
    if (phase === 'performed' && !isRead.test(operation)) {
      writes.push(code === undefined ? operation : `${operation} ${code}`)
      await killed()
    }
  })
  connectTo(practice)
})

afterAll(async () => {
  await practice.close()
  await rm(folder, { recursive: true })
})

/** Kills the program in the middle of a call: AWS has done it, the answer is never read. */
async function killed(): Promise<void> {
  if (child && child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}

/** Starts the program again and again, each time killed at its first write, until it has nothing to do. */
async function untilDone(verb: 'apply' | 'destroy', most: number): Promise<number> {
  for (let kills = 0; kills <= most; kills++) {
    const [program = '', ...args] = [...slipwayCommand(), verb, path.join(folder, 'spec.json'), '--yes']
    child = spawn(program, args, { cwd: root, stdio: 'ignore' })
    const [code, signal] = await once(child, 'exit')

    if (signal !== 'SIGKILL') {
      expect(code).toBe(0)
      return kills
    }
  }
  throw new Error(`Not done after ${most} starts: ${writes.join(', ')}`)
}

it('is killed at every write, before the answer arrives: launch and teardown end as if undisturbed', async () => {
  expect(await untilDone('apply', 20)).toBe(11)
  expect(writes).toEqual([
    'CreateRole',
    'PutRolePolicy',
    'AttachRolePolicy',
    'CreateUserPool',
    'CreateUserPoolClient',
    'AdminCreateUser',
    'CreateAgentRuntime',
    'UpdateAgentRuntime',
    'CreateLogGroup',
    'PutRetentionPolicy',
    'AdminSetUserPassword',
  ])
  expect(await inventory()).toEqual({
    roles: [`slipway-guide-${REGION}`],
    runtimes: ['guide READY'],
    pools: ['slipway-guide'],
    clients: ['slipway-guide'],
    logGroups: 1,
  })

  writes = []
  expect(await untilDone('destroy', 20)).toBe(6)
  expect(await inventory()).toEqual({ roles: [], runtimes: [], pools: [], clients: [], logGroups: 0 })
}, 240_000)
