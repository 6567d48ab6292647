import { createMcpHandler, Server } from '@modelcontextprotocol/server'
import type { Answer } from '@/lib/practice/agentcore/answer'
import type { Container } from '@/lib/practice/mcp/container'
import { releaseOf } from '@/lib/practice/mcp/releases'
import { noticeOf, toolList } from '@/lib/practice/mcp/tool-list'
import { callTool } from '@/lib/practice/mcp/tools'
import type { RawRequest } from '@/lib/practice/wire/service'

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

function makeServer(container: Container): Server {
  const { agentRuntimeArtifact, environmentVariables } = container.config
  const release = releaseOf(agentRuntimeArtifact?.containerConfiguration?.containerUri ?? '')
  const notice = noticeOf(release, environmentVariables)
  const server = new Server(
    // The server answers with its framework's version, not with its own.
    { name: 'AWS-API-MCP', version: release.framework },
    { capabilities: { tools: { listChanged: true } }, ...(notice === null ? {} : { instructions: notice }) },
  )
  server.setRequestHandler('tools/list', () => ({ tools: toolList(release, container) }))
  server.setRequestHandler('tools/call', ({ params: { name, arguments: given = {} } }) =>
    callTool(name, given, release, container),
  )
  return server
}
