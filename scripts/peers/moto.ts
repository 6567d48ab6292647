import assert from 'node:assert/strict'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { IAM } from '@aws-sdk/client-iam'
import { expect, type Page } from '@playwright/test'
import { awsCli } from '@/scripts/peers/cli-aws'
import { type Recorder, recorder, resultOf } from '@/scripts/peers/cli-recorder'
import { openConsole } from '@/scripts/peers/moto-browser'
import { deleteAll, editReadOnly, launchWith, tokenFor } from '@/scripts/peers/moto-journey'
import { startEmulator, startSlipway } from '@/scripts/peers/moto-stack'
import type { Part, PartResult } from '@/scripts/peers/part'
import type { Programs } from '@/scripts/peers/programs'

const NAME = 'motoserver'
const ROLE = `slipway-${NAME}-us-east-1`
const CUSTOM = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}'
const CREDENTIALS = { accessKeyId: 'testing', secretAccessKey: 'testing' }

export const moto: Part = { name: 'moto', run }

/** The unchanged, built program in front of moto: what it makes is read back from moto with the SDK. */
async function run(programs: Programs): Promise<PartResult> {
  const results = recorder()
  const emulator = await startEmulator(programs.peer('moto_server'), {
    args: (port) => ['-H', '127.0.0.1', '-p', port],
    env: () => ({ MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' }),
    path: '/moto-api/data.json',
  })
  const slipway = await startSlipway(emulator.url)
  const { page, close } = await openConsole(slipway.url)

  try {
    await journey(results, page, { url: emulator.url, aws: programs.peer('aws') })
    await tokenJourney(results, page)
  } finally {
    await close()
    slipway.stop()
    emulator.stop()
  }
  return resultOf(results)
}

async function journey({ check }: Recorder, page: Page, at: { url: string; aws: string }): Promise<void> {
  const config = { endpoint: at.url, region: 'us-east-1', credentials: CREDENTIALS }
  const iam = new IAM(config)
  const control = new BedrockAgentCoreControl(config)
  const only = async () => (await control.listAgentRuntimes({})).agentRuntimes?.[0]

  await check('the settings show moto’s account as the connection’s', async () => {
    await page.goto('/settings')
    await expect(page.getByText('123456789012').first()).toBeVisible()
  })
  await check('a launch with custom permissions comes to its end', () =>
    launchWith(page, { name: NAME, grant: 'custom', customPolicy: CUSTOM }),
  )
  const id = (await only())?.agentRuntimeId ?? ''
  await check('the role has the base and the custom permissions, and trusts AgentCore', async () => {
    const { PolicyNames } = await iam.listRolePolicies({ RoleName: ROLE })
    const { Role } = await iam.getRole({ RoleName: ROLE })
    assert.deepEqual(PolicyNames?.sort(), ['AgentCoreBasePermissions', 'CustomAWSPermissions'])
    assert.match(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), /bedrock-agentcore\.amazonaws\.com/)
  })
  await check('the runtime is READY, on its page too', async () => {
    assert.equal((await control.getAgentRuntime({ agentRuntimeId: id })).status, 'READY')
    await page.goto(`/runtimes/${id}`)
    await expect(page.getByText('READY').first()).toBeVisible()
  })
  await check('an endpoint that moto has is listed', async () => {
    await control.createAgentRuntimeEndpoint({ agentRuntimeId: id, name: 'stable' })
    await page.goto(`/runtimes/${id}`)
    await expect(page.getByRole('row', { name: /stable/ })).toBeVisible()
  })
  await check('an edit updates the runtime', async () => {
    const before = Number((await only())?.agentRuntimeVersion)
    await editReadOnly(page, id, NAME)
    const { environmentVariables, agentRuntimeVersion } = await control.getAgentRuntime({ agentRuntimeId: id })
    assert.equal(environmentVariables?.READ_OPERATIONS_ONLY, 'false')
    assert.ok(Number(agentRuntimeVersion) > before)
  })
  await check('the versions page lists every version', async () => {
    const { agentRuntimes = [] } = await control.listAgentRuntimeVersions({ agentRuntimeId: id })
    await page.goto(`/runtimes/${id}/versions`)
    await expect(page.getByRole('table', { name: 'Versions' }).getByRole('row')).toHaveCount(agentRuntimes.length + 1)
  })
  await check('lines that the AWS CLI writes are on the log page', async () => {
    await writeLine(at, `/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`)
    await page.goto(`/runtimes/${id}/logs`)
    await expect(page.getByText('written by the AWS CLI')).toBeVisible()
  })
  await check('a teardown deletes runtime, endpoint, role and log group', async () => {
    await deleteAll(page, id, NAME)
    assert.equal(await only(), undefined)
    await assert.rejects(iam.getRole({ RoleName: ROLE }), { name: 'NoSuchEntityException' })
  })
}

async function tokenJourney({ check }: Recorder, page: Page): Promise<void> {
  await check('a launch with a user pool, and a token for its user', async () => {
    await launchWith(page, { name: 'mototoken', authType: 'jwt' })
    assert.match(await tokenFor(page), /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/)
  })
}

async function writeLine({ url, aws }: { url: string; aws: string }, group: string): Promise<void> {
  const cli = awsCli(aws, { url, region: 'us-east-1', ...CREDENTIALS })
  const stream = ['--log-group-name', group, '--log-stream-name', '2026/01/01/[runtime-logs]one']
  const event = JSON.stringify([{ timestamp: Date.now(), message: 'written by the AWS CLI' }])

  try {
    await cli.aws(['logs', 'create-log-stream', ...stream])
    await cli.aws(['logs', 'put-log-events', ...stream, '--log-events', event])
  } finally {
    cli.remove()
  }
}
