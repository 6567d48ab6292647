import assert from 'node:assert/strict'
import { expect, type Page } from '@playwright/test'
import type { Recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { type MotoAccount, runtimeNamed } from '@/scripts/checks/peers/moto/moto-account'

const NAME = 'mototeardown'
const ROLE = `slipway-${NAME}-us-east-1`
const IMAGE = '709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:1.2.0'
const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"bedrock-agentcore.amazonaws.com"},"Action":"sts:AssumeRole"}]}'

/** A deployment that was never updated, since moto leaves one that was in UPDATING for ever: READY, then deleted. */
export async function checkTeardown({ check }: Recorder, page: Page, moto: MotoAccount): Promise<void> {
  const id = await made(moto)
  await check('a runtime that becomes READY is READY on its page', async () => {
    await page.goto(`/runtimes/${id}`)
    await expect(page.getByText('READY').first()).toBeVisible({ timeout: 20_000 })
  })
  await check('a teardown deletes the runtime and its role', async () => {
    await page.goto(`/runtimes/${id}/delete`)
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2, { timeout: 20_000 })
    await page.getByLabel(`Type ${NAME} to confirm`).fill(NAME)
    await page.getByRole('button', { name: `Delete 2 of ${NAME}` }).click()
    await expect(page.getByRole('status').filter({ hasText: 'is deleted' })).toBeVisible({ timeout: 40_000 })
    assert.equal(await runtimeNamed(moto, NAME), undefined)
    await assert.rejects(moto.iam.getRole({ RoleName: ROLE }), { name: 'NoSuchEntityException' })
    await assert.rejects(moto.control.getAgentRuntime({ agentRuntimeId: id }), { name: 'ResourceNotFoundException' })
  })
}

async function made({ iam, control }: MotoAccount): Promise<string> {
  const own = { 'slipway:deployment': NAME, 'managed-by': 'slipway' }
  const Tags = Object.entries(own).map(([Key, Value]) => ({ Key, Value }))
  const { Role } = await iam.createRole({ RoleName: ROLE, AssumeRolePolicyDocument: TRUST, Tags })
  await iam.attachRolePolicy({ RoleName: ROLE, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })
  const { agentRuntimeId = '' } = await control.createAgentRuntime({
    agentRuntimeName: NAME,
    agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE } },
    roleArn: Role?.Arn ?? '',
    networkConfiguration: { networkMode: 'PUBLIC' },
    tags: own,
  })
  return agentRuntimeId
}
