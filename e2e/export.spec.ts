import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { expect, test } from './support/test'

const SECRET = 'never-to-be-seen-4711'

test('a live deployment is exported as code, in each format, without its secrets', async ({ page, stack }) => {
  const id = await deployed(stack)
  const { control } = clientsOf(stack.practice)
  const { agentRuntimeArtifact, roleArn, networkConfiguration, environmentVariables, agentRuntimeName } =
    await control.getAgentRuntime({ agentRuntimeId: id })
  await control.updateAgentRuntime({
    ...{ agentRuntimeId: id, agentRuntimeArtifact, roleArn, networkConfiguration },
    protocolConfiguration: { serverProtocol: 'MCP' },
    environmentVariables: { ...environmentVariables, API_TOKEN: SECRET },
    metadataConfiguration: { requireMMDSV2: true },
  })
  await open(page, `/runtimes/${id}/settings`)
  await page.getByRole('link', { name: `Export ${agentRuntimeName}` }).click()

  const formats = page.getByRole('navigation', { name: 'Format' })
  const file = (name: string) => page.getByRole('figure', { name: new RegExp(`^${name}`) })
  await expect(file('template.yaml')).toContainText('Type: AWS::BedrockAgentCore::Runtime')
  await expect(file('template.yaml')).toContainText('API_TOKEN: !Ref ApiToken')
  await expect(file('resources-to-import.json')).toContainText(id)
  await expect(page.getByText('metadataConfiguration.requireMMDSV2', { exact: true })).toBeVisible()
  await expectAccessible(page, 'the export of a server')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'the export on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).first().click(),
  ])
  expect(download.suggestedFilename()).toBe('template.yaml')

  for (const [label, name, words] of [
    ['Terraform', 'main.tf', 'resource "aws_bedrockagentcore_agent_runtime" "main"'],
    ['CDK', 'app.ts', 'new agentcore.CfnRuntime(stack'],
    ['AWS CLI', 'create.sh', 'create-agent-runtime'],
    ['Slipway spec', 'spec.json', '"version": 1'],
  ] as const) {
    await formats.getByRole('link', { name: label }).click()
    await expect(file(name).first()).toContainText(words)
    expect(await page.content()).not.toContain(SECRET)
  }
  await expect(page).toHaveURL(/to=spec/)
})

test('what may not be read is named, and the rest is exported', async ({ page, stack }) => {
  const id = await deployed(stack)
  stack.practice.faults.set([
    {
      id: 'no-role',
      match: { service: 'iam', operation: 'GetRole', skip: 0, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  await open(page, `/runtimes/${id}/export`)
  await expect(page.getByRole('paragraph').filter({ hasText: /could not be read: .*needs iam:GetRole/ })).toBeVisible()
  await expect(page.getByRole('figure', { name: /^template\.yaml/ })).toContainText('AgentRuntimeName')
})
