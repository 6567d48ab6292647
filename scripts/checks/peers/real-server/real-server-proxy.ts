import { type CallToolResult, Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import type { Practice } from '@/e2e/support/stack'
import { signingProxy } from '@/lib/clients/servers'

/** Python imports the whole AWS CLI before the server listens. */
const START_MS = 90_000

/** An MCP client as desktop programs have one: it starts the proxy with the arguments that Slipway's configs give it. */
export async function connectThroughProxy(proxy: string, practice: Practice, url: string): Promise<Client> {
  const { args, env } = signingProxy({ name: 'peers', url, region: practice.region, auth: 'sigv4' })
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
export async function callAws(client: Client, command: string): Promise<string> {
  const result = (await client.callTool(
    { name: 'call_aws', arguments: { cli_command: command } },
    { timeout: START_MS },
  )) as CallToolResult
  return JSON.stringify(result.structuredContent ?? result.content)
}
