import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runSlipway } from '@/e2e/integration/run-slipway'
import { actor, connection, connectTo, launch, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import type { Practice } from '@/lib/practice/server/start'

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-take-over-'))
const TAGS = { 'managed-by': 'pulumi' }
let practice: Practice
let arn = ''

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  expect((await launch(sigv4Spec)).last.state).toBe('done')
  const { agentcoreControl } = writeClients(actor, connection)
  const { agentRuntimes = [] } = await agentcoreControl.listAgentRuntimes({})
  const agentRuntimeId = agentRuntimes[0]?.agentRuntimeId
  const { roleArn, agentRuntimeArtifact, networkConfiguration } = await agentcoreControl.getAgentRuntime({
    agentRuntimeId,
  })
  const parts = { roleArn, agentRuntimeArtifact, networkConfiguration }
  const made = await agentcoreControl.createAgentRuntime({ agentRuntimeName: 'theirs', tags: TAGS, ...parts })
  arn = made.agentRuntimeArn ?? ''
}, 60_000)

afterAll(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (...options: string[]) => runSlipway(practice, folder, 'take-over', ...options)

async function tags() {
  return (await writeClients(actor, connection).agentcoreControl.listTagsForResource({ resourceArn: arn })).tags
}

it('says what it would own, and changes nothing where nobody confirms', async () => {
  const { code, stderr } = await run('theirs')
  expect(code).toBe(2)
  expect(stderr).toContain('Made with Pulumi. Known by its tags.')
  expect(stderr).toContain('! The next run of Pulumi reverts')
  expect(stderr).toContain('+ slipway:adopted = true')
  expect(stderr).toContain('It is of the deployment guide.')
  expect(await tags()).toEqual(TAGS)
})

it('takes over and gives back with --yes; twice is no error', async () => {
  expect(await run('theirs', '--yes')).toMatchObject({ code: 0 })
  expect(await tags()).toMatchObject({ ...TAGS, 'slipway:deployment': 'theirs' })
  const again = await run('theirs', '--json')
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout)).toMatchObject({ state: 'taken', maker: { tool: 'Pulumi' } })
  expect(await run('theirs', '--release', '--yes')).toMatchObject({ code: 0 })
  expect(await tags()).toEqual(TAGS)
  expect(await run('theirs', '--release')).toMatchObject({ code: 0 })
}, 60_000)

it('refuses to give back what Slipway made', async () => {
  const { code, stderr } = await run('guide', '--release', '--yes')
  expect(code).toBe(1)
  expect(stderr).toContain('Slipway made guide')
})
