import assert from 'node:assert/strict'
import { expect, type Page } from '@playwright/test'
import { awsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import type { Recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { type MotoAccount, runtimeNamed, until } from '@/scripts/checks/peers/moto/moto-account'
import { pressLaunch } from '@/scripts/checks/peers/moto/moto-journey'

const NAME = 'motoserver'
const ROLE = `slipway-${NAME}-us-east-1`
const CUSTOM = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}'

/** Launches a server with permissions of its own, and looks at what moto has then, and at Slipway's pages about it. */
export async function checkLaunch({ check }: Recorder, page: Page, moto: MotoAccount, aws: string): Promise<void> {
  const { iam, control } = moto
  await check('a launch makes the runtime, and then asks for MMDSv2 with a full update', async () => {
    await pressLaunch(page, { name: NAME, grant: 'custom', customPolicy: CUSTOM })
    const version = (wanted: string) => async () =>
      (await runtimeNamed(moto, NAME))?.agentRuntimeVersion === wanted ? wanted : undefined
    await until('version 2 of the runtime', version('2'))
  })
  const id = (await runtimeNamed(moto, NAME))?.agentRuntimeId ?? ''
  await check('its role has the base and the custom permissions, and trusts AgentCore', async () => {
    const { PolicyNames } = await iam.listRolePolicies({ RoleName: ROLE })
    const { Role } = await iam.getRole({ RoleName: ROLE })
    assert.deepEqual(PolicyNames?.sort(), ['AgentCoreBasePermissions', 'CustomAWSPermissions'])
    assert.match(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''), /bedrock-agentcore\.amazonaws\.com/)
  })
  await check('the runtime has the role, the protocol and the environment of the deployment', async () => {
    const runtime = await control.getAgentRuntime({ agentRuntimeId: id })
    assert.match(runtime.roleArn ?? '', new RegExp(`:role/${ROLE}$`))
    assert.equal(runtime.protocolConfiguration?.serverProtocol, 'MCP')
    assert.equal(runtime.environmentVariables?.AWS_API_MCP_TRANSPORT, 'streamable-http')
  })
  await check('an endpoint is listed on the runtime’s page', async () => {
    await control.createAgentRuntimeEndpoint({ agentRuntimeId: id, name: 'stable' })
    await page.goto(`/runtimes/${id}`)
    await page.locator('summary').filter({ hasText: 'Details' }).click()
    await expect(page.getByRole('row', { name: /stable/ })).toBeVisible({ timeout: 20_000 })
  })
  await check('the versions page lists both versions', async () => {
    await page.goto(`/runtimes/${id}/versions`)
    await expect(page.getByRole('table', { name: 'Versions' }).getByRole('row')).toHaveCount(3, { timeout: 20_000 })
  })
  await check('lines that the AWS CLI writes are on the log page', async () => {
    await writeLine(aws, moto, `/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`)
    await page.goto(`/runtimes/${id}/logs`)
    await expect(page.getByText('written by the AWS CLI')).toBeVisible({ timeout: 20_000 })
  })
}

async function writeLine(aws: string, { account }: MotoAccount, group: string): Promise<void> {
  const cli = awsCli(aws, account)
  const stream = ['--log-group-name', group, '--log-stream-name', '2026/01/01/[runtime-logs]one']
  const event = JSON.stringify([{ timestamp: Date.now(), message: 'written by the AWS CLI' }])

  try {
    await cli.aws(['logs', 'create-log-group', '--log-group-name', group])
    await cli.aws(['logs', 'create-log-stream', ...stream])
    await cli.aws(['logs', 'put-log-events', ...stream, '--log-events', event])
  } finally {
    cli.remove()
  }
}
