import assert from 'node:assert/strict'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { type CallToolResult, Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { expect } from '@playwright/test'
import { type Practice, type Stack, startStack } from '@/e2e/support/stack'
import { NO_DELAYS } from '@/e2e/support/test'
import { localProgram } from '@/lib/clients/servers'
import { type Recorder, recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { openConsole } from '@/scripts/checks/peers/moto/moto-browser'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'
import { deploy } from '@/scripts/checks/peers/real-server/real-server-deploy'

const NAME = 'realserver'

export const realServer: Part = { name: 'real-server', run }

/**
 * The published AWS API MCP Server as the container of a runtime that Slipway launched: called through AWS's own signing proxy
 * and by Slipway's connection test, its lines read on Slipway's log page.
 */
async function run(programs: Programs): Promise<PartResult> {
  const results = recorder()
  const realServer = { command: programs.server('1.3.46') }
  const stack = await startStack({ practice: { delays: NO_DELAYS, realServer } })

  try {
    await deploy(stack.practice, NAME)
    const runtime = await onlyRuntime(stack.practice)
    await throughTheProxy(results, programs.peer('mcp-proxy-for-aws'), stack.practice, runtime.url)
    await inTheConsole(results, stack, runtime.id)
  } finally {
    await stack.stop()
  }
  return resultOf(results)
}

async function throughTheProxy({ check }: Recorder, proxy: string, practice: Practice, url: string): Promise<void> {
  const client = await connectThroughProxy(proxy, practice, url)
  const says = async (command: string, pattern: RegExp) => assert.match(await callAws(client, command), pattern)

  await check('tools/list through mcp-proxy-for-aws names call_aws and suggest_aws_commands', async () => {
    const { tools } = await client.listTools()
    assert.deepEqual(tools.map(({ name }) => name).sort(), ['call_aws', 'suggest_aws_commands'])
  })
  await check('call_aws "aws sts get-caller-identity" is the execution role', () =>
    says('aws sts get-caller-identity', new RegExp(`assumed-role/[^/]*${NAME}[^/]*/BedrockAgentCore-`)),
  )
  await check('call_aws reads what the role’s managed policy allows', () =>
    says('aws iam list-roles', new RegExp(`"?RoleName.*${NAME}`)),
  )
  await check('call_aws is refused, in AWS’s words, what the role does not allow', () =>
    says('aws iam create-role --role-name other --assume-role-policy-document {}', /AccessDenied.*iam:CreateRole/),
  )
  await check('a second command in one call is answered as well', async () => {
    const result = await client.callTool({
      name: 'call_aws',
      arguments: { cli_command: ['aws sts get-caller-identity', 'aws logs describe-log-groups'] },
    })
    assert.match(JSON.stringify(result.structuredContent), /assumed-role.*aws\/bedrock-agentcore\/runtimes/)
  })
  await client.close()
}

async function inTheConsole({ check }: Recorder, stack: Stack, runtimeId: string): Promise<void> {
  const { page, close } = await openConsole(stack)

  await check('Slipway’s connection test passes against it', async () => {
    await page.goto(`/runtimes/${runtimeId}`)
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(page.getByText(/assumed-role/).first()).toBeVisible({ timeout: 60_000 })
  })
  for (const line of [
    /Uvicorn running on http:/,
    /server:main:\d+ - AWS_REGION: us-east-1/,
    /Attempting to execute AWS CLI command: aws sts get-caller-identity/,
  ]) {
    await check(`the log page shows its line ${line.source}`, async () => {
      await page.goto(`/runtimes/${runtimeId}/logs?mode=filter&regex=1&q=${encodeURIComponent(line.source)}`)
      await expect(page.getByText(line).first()).toBeVisible({ timeout: 15_000 })
    })
  }
  await close()
}

async function onlyRuntime({ url, region, accessKeyId, secretAccessKey }: Practice) {
  const control = new BedrockAgentCoreControl({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey } })
  const { agentRuntimes = [] } = await control.listAgentRuntimes({})
  const { agentRuntimeId: id = '', agentRuntimeArn: arn = '' } = agentRuntimes[0] ?? {}
  return { id, url: `${url}/runtimes/${encodeURIComponent(arn)}/invocations?qualifier=DEFAULT` }
}

/** Python imports the whole AWS CLI before the server listens. */
const START_MS = 90_000

/** An MCP client as desktop programs have one: it starts the proxy with the arguments that Slipway's configs give it. */
async function connectThroughProxy(proxy: string, practice: Practice, url: string): Promise<Client> {
  const { args, env } = localProgram({ name: 'peers', url, region: practice.region, auth: 'sigv4' })
  const client = new Client({ name: 'slipway-peers', version: '1' })
  const transport = new StdioClientTransport({
    command: proxy,
    // The first word is what uvx would fetch.
    args: args.slice(1),
    env: {
      ...env,
      AWS_ACCESS_KEY_ID: practice.accessKeyId,
      AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
    },
    stderr: 'ignore',
  })
  await client.connect(transport, { timeout: START_MS })
  return client
}

/** Text of what `call_aws` answers to a command. */
async function callAws(client: Client, command: string): Promise<string> {
  const result = (await client.callTool(
    { name: 'call_aws', arguments: { cli_command: command } },
    { timeout: START_MS },
  )) as CallToolResult
  return JSON.stringify(result.structuredContent ?? result.content)
}
