import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import type { Answer } from '@/lib/practice/agentcore/answer'
import { DEPRECATION_NOTICE, isTrue } from '@/lib/practice/agentcore/container/container-log'
import type { Container } from '@/lib/practice/mcp/container'
import { registerTools } from '@/lib/practice/mcp/tools'
import type { RawRequest } from '@/lib/practice/wire/service'

/** The server answers with its framework's version, not with its own. */
const FRAMEWORK_VERSION = '3.4.3'

const FORWARDED = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name', 'last-event-id']

/** Answers one request to `/mcp` as the AWS API MCP Server does: every request gets a server of its own. */
export async function serveMcp(request: RawRequest, container: Container): Promise<Answer> {
  const handler = createMcpHandler(() => makeServer(container), { keepAliveMs: 0 })
  const headers = FORWARDED.flatMap((name): [string, string][] => {
    const value = request.headers[name]
    return value === undefined ? [] : [[name, String(value)]]
  })
  const response = await handler.fetch(
    new Request('http://127.0.0.1:8000/mcp', {
      method: 'POST',
      headers,
      body: Buffer.from(request.body),
      signal: request.signal,
    }),
  )
  // The Python framework labels even an accepted notification, which has no body, as JSON.
  const contentType = response.headers.get('content-type') ?? 'application/json'
  return { status: response.status, headers: { 'content-type': contentType }, body: response.body }
}

function makeServer(container: Container): McpServer {
  const environment = container.config.environmentVariables ?? {}
  const isQuiet = isTrue(environment.AWS_API_MCP_SUPPRESS_DEPRECATION_WARNING)
  const notice = isQuiet ? '' : `${DEPRECATION_NOTICE}\n\n`
  const server = new McpServer(
    { name: 'AWS-API-MCP', version: FRAMEWORK_VERSION },
    { instructions: `${notice}Runs AWS CLI commands with the permissions of the runtime's execution role.` },
  )
  registerTools(server, container, notice)
  return server
}
