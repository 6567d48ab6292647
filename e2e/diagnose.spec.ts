import { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

/** Lets the server run a command, as an assistant would. Answers what it says. */
async function run(stack: Stack, runtimeId: string, command: string): Promise<string> {
  const { accessKeyId, secretAccessKey, url: endpoint, region } = stack.practice
  const config = { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
  const { agentRuntimeArn } = await new BedrockAgentCoreControl(config).getAgentRuntime({ agentRuntimeId: runtimeId })
  const call = { name: 'call_aws', arguments: { cli_command: command } }
  const answer = await new BedrockAgentCore(config).invokeAgentRuntime({
    agentRuntimeArn,
    contentType: 'application/json',
    accept: 'application/json, text/event-stream',
    mcpProtocolVersion: '2025-06-18',
    payload: Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: call })),
  })
  return (await answer.response?.transformToString()) ?? ''
}

/** The published servers log nothing of what AWS refuses; a server of one's own does, as here. */
async function logRefusal(stack: Stack, runtimeId: string, answer: string) {
  const [refusal = ''] = /An error occurred \(AccessDenied\)[^"\\]+/.exec(answer) ?? []
  const { logs } = clientsOf(stack.practice)
  const logGroupName = `/aws/bedrock-agentcore/runtimes/${runtimeId}-DEFAULT`
  const { logStreams = [] } = await logs.describeLogStreams({ logGroupName })
  const logStreamName = logStreams.find((stream) => !stream.logStreamName?.includes('otel'))?.logStreamName
  const message = `ERROR:tools:${refusal}`
  await logs.putLogEvents({ logGroupName, logStreamName, logEvents: [{ timestamp: Date.now(), message }] })
}

test('a missing permission is named in the log, and added from there', async ({ page, stack }) => {
  const id = await deployed(stack)
  const { iam, control } = clientsOf(stack.practice)
  const { roleArn = '' } = await control.getAgentRuntime({ agentRuntimeId: id })
  const RoleName = roleArn.split('/').at(-1)
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName })
  await Promise.all(AttachedPolicies.map(({ PolicyArn }) => iam.detachRolePolicy({ RoleName, PolicyArn })))
  const answer = await run(stack, id, 'aws iam list-roles')
  expect(answer).toContain('not authorized')
  await logRefusal(stack, id, answer)

  await open(page, `/runtimes/${id}/logs`)
  const findings = page.getByRole('region', { name: 'Findings' })
  await expect(findings).toContainText('AWS denied iam:ListRoles to the execution role')
  await findings.getByText(/^\d findings?$/).click()
  await findings.getByRole('button', { name: /^Show line 1/ }).click()
  await expect(page.getByRole('complementary', { name: 'The selected line' }).or(page.getByRole('grid'))).toBeVisible()
  await expectAccessible(page, 'a log with a finding')

  await findings.getByRole('button', { name: 'Add the permission' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: 'Changes of AddedPermissions' })).toContainText('iam:ListRoles')
  await expectAccessible(page, 'adding a permission')
  await dialog.getByLabel('Why is this needed?').fill('It lists roles.')
  await dialog.getByRole('button', { name: 'Save AddedPermissions' }).click()
  await expect(dialog.getByText('AddedPermissions allows it now.')).toBeVisible()
  expect(await run(stack, id, 'aws iam list-roles')).not.toContain('not authorized')
})

test('a server that does not start is told why, and the remedy leads to the variable', async ({ page, stack }) => {
  const id = await deployed(stack)
  const { control } = clientsOf(stack.practice)
  const { agentRuntimeArtifact, roleArn, networkConfiguration, protocolConfiguration, environmentVariables } =
    await control.getAgentRuntime({ agentRuntimeId: id })
  const { AUTH_TYPE: _, ...environment } = environmentVariables ?? {}
  await control.updateAgentRuntime({
    agentRuntimeId: id,
    agentRuntimeArtifact,
    roleArn,
    networkConfiguration,
    protocolConfiguration,
    environmentVariables: environment,
    metadataConfiguration: { requireMMDSV2: true },
  })
  await run(stack, id, 'aws sts get-caller-identity')

  await open(page, `/runtimes/${id}/logs`)
  const findings = page.getByRole('region', { name: 'Findings' })
  await expect(findings).toContainText('AUTH_TYPE is not set')
  await findings.getByText(/^\d findings?$/).click()
  await findings.getByRole('link', { name: 'Set AUTH_TYPE' }).click()
  await expect(page).toHaveURL(new RegExp(`/setup\\?step=server&from=${id}`))
})

test('the log of a runtime that was never created says why there is none', async ({ page, stack }) => {
  const id = await deployed(stack)
  const { control } = clientsOf(stack.practice)
  const { agentRuntimeArtifact, roleArn, networkConfiguration } = await control.getAgentRuntime({ agentRuntimeId: id })
  const failureReason = 'The container did not become healthy within 120 seconds.'
  stack.practice.faults.switch({ createFailed: failureReason })
  const agentRuntimeName = 'never_created'
  const made = await control.createAgentRuntime({
    agentRuntimeName,
    agentRuntimeArtifact,
    roleArn,
    networkConfiguration,
  })

  await open(page, `/runtimes/${made.agentRuntimeId}/logs`)
  await expect(page.getByText('AWS could not create never_created, so it has written no log.')).toBeVisible()
  await expect(page.getByText(failureReason)).toBeVisible()
  await expect(page.getByText('No log group yet')).toHaveCount(0)
  await expectAccessible(page, 'the log of a runtime that was never created')
  await page.getByRole('link', { name: 'Look for its log group anyway' }).click()
  await expect(page.getByText('No log group yet')).toBeVisible()
})

test('a healthy log has no finding, and its noise is counted', async ({ page, stack }) => {
  const id = await deployed(stack)
  await run(stack, id, 'aws sts get-caller-identity')
  await open(page, `/runtimes/${id}/logs`)
  const findings = page.getByRole('region', { name: 'Findings' })
  await expect(findings).toContainText('Nothing found')
  await expect(findings).toContainText('no policy file in the image, as usual (1)')
})

test('a pasted error is explained in the browser and sent nowhere', async ({ page, stack }) => {
  const { control } = clientsOf(stack.practice)
  const { roleArn = '' } = await control.getAgentRuntime({ agentRuntimeId: await deployed(stack) })
  const own = roleArn.split('/').at(-1) ?? ''
  await open(page, '/logs')
  await page.getByRole('link', { name: 'Explain an error' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Explain an error' })).toBeVisible()
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))

  const answer = page.getByRole('region', { name: 'What it means' })
  const field = page.getByRole('textbox', { name: 'The error, or several' })
  const refused = (action: string, role = 'unheard-of') =>
    `An error occurred (AccessDeniedException) when calling the X operation: User: arn:aws:sts::000000000000:assumed-role/${role}/s is not authorized to perform: ${action} on resource: arn:aws:dynamodb:us-east-1:000000000000:table/secret-name because no identity-based policy allows the ${action} action`

  await field.fill(refused('dynamodb:PutItem'))
  await expect(answer).toContainText('AWS denied dynamodb:PutItem to the role unheard-of.')
  await expect(answer).toContainText('dynamodb:PutItem may change something.')
  await expect(answer).toContainText('Read from the pasted text')
  await expect(answer.getByRole('button', { name: 'Add the permission' })).toBeHidden()

  await field.fill(refused('dynamodb:DescribeTable'))
  await expect(answer).toContainText('"Resource": "arn:aws:dynamodb:us-east-1:000000000000:table/secret-name"')
  expect(page.url()).not.toContain('secret-name')
  expect(sent.filter((text) => text.includes('secret-name'))).toEqual([])
  await expectAccessible(page, 'an explained error')
  await expect(answer.getByRole('button', { name: 'Add the permission' })).toBeHidden()
  await field.fill(refused('dynamodb:DescribeTable', own))
  await answer.getByRole('button', { name: 'Add the permission' }).click()
  await expect(page.getByRole('dialog')).toContainText(`Add the permission to ${own}`)
  await page.keyboard.press('Escape')

  await field.fill(`${refused('iam:PassRole', 'AWSReservedSSO_Builder_0123456789abcdef')}\n\nspawn uvx ENOENT`)
  await expect(answer.getByRole('listitem').filter({ hasText: 'permission set Builder' }).first()).toBeVisible()
  await expect(answer.getByRole('heading', { level: 3 })).toHaveCount(2)

  await field.fill('the weather is fine')
  await expect(answer).toContainText('Slipway does not know this text.')
  await answer.getByText('Report it').click()
  await expect(answer.getByRole('button', { name: 'Copy report' })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 800 })
  await field.fill('Authorization method mismatch. The agent is configured for a different authorization method')
  await expect(answer).toContainText('signs in the other way')
  await expectNoSidewaysScroll(page, 'an explained error')
})

test('an error comes from the clipboard or from files, several at once', async ({ page, context }) => {
  await open(page, '/logs/explain')
  const answer = page.getByRole('region', { name: 'What it means' })
  await page.getByLabel('Files to explain').setInputFiles([
    { name: 'one.log', mimeType: 'text/plain', buffer: Buffer.from('zsh: command not found: uvx') },
    { name: 'two.log', mimeType: 'text/plain', buffer: Buffer.from("Claim 'aud' value mismatch with configuration.") },
  ])
  await expect(answer.getByRole('heading', { level: 3 })).toHaveText([/uvx was not found/, /aud/])
  await page.getByLabel('Files to explain').setInputFiles({
    name: 'huge.log',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(5_000_001, 'x'),
  })
  await expect(page.getByRole('alert').filter({ hasText: 'huge.log' })).toContainText('more than 5 MB')

  await page.getByRole('button', { name: 'Paste', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'clipboard' })).toBeVisible()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('spawn npx ENOENT'))
  await page.getByRole('button', { name: 'Paste', exact: true }).click()
  await expect(answer.getByRole('heading', { level: 3 })).toHaveText([/npx was not found/])
})

test('a long range is searched in CloudWatch, with the price first', async ({ page, stack }) => {
  const id = await deployed(stack)
  await run(stack, id, 'aws sts get-caller-identity')
  await run(stack, id, 'aws iam create-user --user-name x')
  await open(page, '/logs/search')
  await page.getByRole('textbox', { name: /Lines that contain/ }).fill('call_aws_helper')
  await page.getByRole('button', { name: 'Show the price' }).click()
  await expect(page.getByRole('status').filter({ hasText: /\S/ })).toContainText('AWS would scan about')
  await page.getByRole('button', { name: 'Search for less than a cent' }).click()
  await expect(page.getByRole('status').filter({ hasText: /\S/ })).toContainText('lines match', { timeout: 10_000 })
  const lines = page.getByRole('list', { name: 'Found lines, newest last' })
  await expect(lines.getByRole('listitem').first()).toContainText('aws sts get-caller-identity')
  await expectAccessible(page, 'a search in CloudWatch')
  await lines.getByRole('link').first().click()
  await expect(page).toHaveURL(new RegExp(`/runtimes/${id}/logs\\?.*line=`))
})
