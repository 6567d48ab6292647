import { createMcpHandler, Server } from '@modelcontextprotocol/server'
import { writeAnswer } from '@/lib/practice/agentcore/answer'
import type { Services } from '@/lib/practice/agentcore/container/in-process'
import { callManagedTool, MANAGED_TOOLS } from '@/lib/practice/managed-mcp/tools'
import { restModel } from '@/lib/practice/wire/models'
import type { Call, RawRequest, RawRoute, ServiceDefinition } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

/** The regions that AWS has an endpoint in. */
const REGIONS = new Set(['us-east-1', 'eu-central-1'])
const FORWARDED = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name', 'last-event-id']

/** The AWS MCP Server, which AWS runs itself: MCP at `/mcp`, signed for `aws-mcp`; commands run as whoever signed. */
export function managedMcpService(services: Services): ServiceDefinition {
  return {
    model: restModel({ id: 'aws-mcp', signingName: 'aws-mcp', exported: {} }),
    iamPrefix: 'aws-mcp',
    operations: {},
    rawRoutes: [route(services)],
  }
}

function route(services: Services): RawRoute {
  return {
    operation: 'Mcp',
    matches: (method, path) => method === 'POST' && /^\/mcp\/?$/.test(path),
    handle: async (request, response, { authenticate }) => {
      const call = authenticate()

      if (!REGIONS.has(call.region)) {
        throw new ServiceError('ValidationException', `The AWS MCP Server has no endpoint in ${call.region}.`)
      }
      const answer = await serve(request, call, services)
      const contentType = answer.headers.get('content-type')
      const headers: Record<string, string> = contentType === null ? {} : { 'content-type': contentType }
      await writeAnswer(response, { status: answer.status, headers, body: answer.body })
    },
  }
}

/** Every request gets a server of its own: nothing is kept between them. */
function serve(request: RawRequest, call: Call, services: Services): Promise<Response> {
  const handler = createMcpHandler(() => makeServer(call, services), { keepAliveMs: 0 })
  const headers = FORWARDED.flatMap((name): [string, string][] => {
    const value = request.headers[name]
    return value === undefined ? [] : [[name, String(value)]]
  })
  const { body, signal } = request
  return handler.fetch(
    new Request('http://127.0.0.1/mcp', { method: 'POST', headers, body: Buffer.from(body), signal }),
  )
}

function makeServer(call: Call, services: Services): Server {
  // Its version at AWS isn't known here.
  const server = new Server({ name: 'AWS-MCP', version: '0' }, { capabilities: { tools: {} } })
  server.setRequestHandler('tools/list', () => ({ tools: MANAGED_TOOLS }))
  server.setRequestHandler('tools/call', ({ params: { name, arguments: given = {} } }) =>
    callManagedTool(name, given, call, services),
  )
  return server
}
