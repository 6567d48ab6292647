import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runSlipway } from '@/e2e/integration/run-slipway'
import {
  actor,
  connection,
  connectTo,
  launch,
  sigv4Spec,
  startTestPractice,
  terminalOf,
} from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import type { Practice } from '@/lib/practice/server/start'
import { readRole } from '@/lib/roles/queries'
import { root } from '@/scripts/lib/root.mjs'
import { slipwayCommand } from '@/scripts/lib/slipway-process'

const isRead = /^(Get|List|Describe|Lookup|Generate|Filter|Start|Invoke)/
const ROLE = sigv4Spec.executionRole.mode === 'create' ? sigv4Spec.executionRole.name : ''
/** With what an editor of another system may leave in it. */
const WIDE = `{\r\n\t"Version": "2012-10-17",\n  "Statement": [ {"Sid":"Wide", "Effect":"Allow",\n\n"Action":["ec2:*" , "s3:*"],"Resource":"*"}]  }`

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-resize-'))
let practice: Practice
let child: ChildProcess | undefined
let writes: string[] = []

beforeAll(async () => {
  practice = await startTestPractice(0, async ({ phase, operation }) => {
    if (phase === 'performed' && child && !isRead.test(operation)) {
      writes.push(operation)
      await killed()
    }
  })
  practice.faults.switch({ trailLagMs: 0, lastAccessedLagMs: 0 })
  connectTo(practice)
  const { last } = await launch(sigv4Spec)
  expect(last.state).toBe('done')
  await writeClients(actor, connection).iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'wide', PolicyDocument: WIDE })
}, 60_000)

afterAll(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

/** In the middle of a call: AWS has done it, the answer is never read. */
async function killed(): Promise<void> {
  if (child && child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}

/** Starts the program again and again, each time killed at its first write, until it has nothing to do; how often it was. */
async function untilDone(...options: string[]): Promise<number> {
  for (let kills = 0; kills <= 12; kills++) {
    const [program = '', ...args] = [...slipwayCommand(), 'right-size', 'guide', ...options, '--yes']
    const env = terminalOf(practice, { SLIPWAY_STATE_DIR: folder })
    child = spawn(program, args, { cwd: root, stdio: 'ignore', env })
    const [code, signal] = await once(child, 'exit')
    child = undefined

    if (signal !== 'SIGKILL') {
      expect(code).toBe(0)
      return kills
    }
  }
  throw new Error(`Not done: ${writes.join(', ')}`)
}

async function policies() {
  const role = await readRole(connection, ROLE)
  return {
    inline: Object.fromEntries((role?.inlinePolicies ?? []).map(({ name, document }) => [name, document])),
    attached: role?.attachedPolicies.map(({ name }) => name),
  }
}

it('is killed at every write: the change ends as if undisturbed, and undoing it gives every byte back', async () => {
  const before = await policies()
  expect(before).toMatchObject({ inline: { wide: WIDE }, attached: ['ReadOnlyAccess'] })
  expect(await untilDone('--apply')).toBeGreaterThanOrEqual(2)
  expect(writes.filter((operation) => operation !== 'TagResource')).toEqual(['DeleteRolePolicy', 'DetachRolePolicy'])
  const narrowed = await policies()
  expect(narrowed.attached).toEqual([])
  expect(Object.keys(narrowed.inline)).not.toContain('wide')

  writes = []
  expect(await untilDone('--undo')).toBeGreaterThanOrEqual(2)
  expect(writes).toContain('PutRolePolicy')
  expect(await policies()).toEqual(before)

  const again = await runSlipway(practice, folder, 'right-size', 'guide', '--undo', '--yes')
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing was right-sized') })
}, 200_000)

it('asks before it changes anything, and says how to go on without a terminal', async () => {
  const before = await policies()
  const asked = await runSlipway(practice, folder, 'right-size', 'guide', '--apply')
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('Add --yes') })
  expect(await policies()).toEqual(before)
}, 60_000)
