import { createServer, type Server as HttpServer } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client, type ClientOptions } from '@modelcontextprotocol/client'
import {
  createMcpHandler,
  inputRequired,
  McpServer,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { forModernClients } from '@/lib/bridge/eras/modern-client'
import { forModernServers } from '@/lib/bridge/eras/modern-server'
import type { Lane } from '@/lib/bridge/lane'
import type { Message } from '@/lib/bridge/message'
import { ownRequests } from '@/lib/bridge/own-requests'
import { Relay } from '@/lib/bridge/relay'
import { upstreamAt } from '@/lib/bridge/upstream'

const open: HttpServer[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server of the MCP SDK over HTTP; `heard` are the headers of its requests. */
async function listen(answer: (request: Request) => Promise<Response>) {
  const heard: Record<string, unknown>[] = []
  const server = createServer(async (request, response) => {
    heard.push(request.headers)
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string])
    const init = { method: 'POST', headers, body: Readable.toWeb(request) as ReadableStream, duplex: 'half' }
    const reply = await answer(new Request('http://127.0.0.1/mcp', init as RequestInit))
    response.writeHead(reply.status, Object.fromEntries(reply.headers))
    await (reply.body
      ? pipeline(Readable.fromWeb(reply.body as never), response).catch(() => undefined)
      : response.end())
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/mcp`, heard }
}

const modern = () =>
  listen(
    createMcpHandler(
      () => {
        const server = new McpServer({ name: 'a modern server', version: '1' })
        server.registerTool('echo', { inputSchema: z.object({ text: z.string() }) }, async ({ text }) => ({
          content: [{ type: 'text', text }],
        }))
        server.registerTool('greet', {}, async (context) => {
          const name = (context.mcpReq.inputResponses?.name as { content?: { name?: string } } | undefined)?.content
            ?.name
          return name === undefined
            ? inputRequired({
                inputRequests: {
                  name: {
                    method: 'elicitation/create',
                    params: {
                      mode: 'form',
                      message: 'Who are you?',
                      requestedSchema: { type: 'object', properties: { name: { type: 'string' } } },
                    },
                  },
                },
              } as never)
            : { content: [{ type: 'text', text: `Hello ${name}` }] }
        })
        return server
      },
      { legacy: 'reject' } as never,
    ).fetch,
  )

async function withHandshake() {
  const server = new McpServer({ name: 'an older server', version: '1' })
  server.registerTool('echo', { inputSchema: z.object({ text: z.string() }) }, async ({ text }) => ({
    content: [{ type: 'text', text }],
  }))
  server.registerTool('greet', {}, async (context) => {
    const schema = { type: 'object', properties: { name: { type: 'string' } } } as const
    const { content } = await context.mcpReq.elicitInput(
      { mode: 'form', message: 'Who are you?', requestedSchema: schema },
      { relatedRequestId: context.mcpReq.id } as never,
    )
    return { content: [{ type: 'text', text: `Hello ${content?.name}` }] }
  })
  const transport = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: () => 'a'.repeat(40) })
  await server.connect(transport)
  return listen((request) => transport.handleRequest(request))
}

/** A client of the MCP SDK, in front of the bridge. */
async function clientOf(url: string, options: ClientOptions = {}): Promise<Client> {
  const client = new Client(
    { name: 'a client', version: '1' },
    { capabilities: { elicitation: { form: {} } }, ...options },
  )
  client.setRequestHandler('elicitation/create', async () => ({ action: 'accept', content: { name: 'Ada' } }))
  const transport: {
    start: () => Promise<void>
    send: (message: unknown) => Promise<void>
    close: () => Promise<void>
    onmessage?: (message: never) => void
  } = {
    start: async () => undefined,
    send: async (message) => lane.take(message as Message),
    close: async () => undefined,
  }
  const lane: Lane = forModernClients((toClient) => {
    const own = ownRequests(toClient)
    const relay: Relay = new Relay({
      upstream: forModernServers(
        upstreamAt(url, async ({ headers }) => headers),
        own.ask,
      ),
      toClient,
      renew: async () => false,
      words: async ({ outcome, body }) => `${outcome}: ${body}`,
    })
    return { take: (message) => own.take(message) || void relay.take(message), end: async () => undefined }
  })((message) => transport.onmessage?.(message as never))
  await client.connect(transport as never)
  return client
}

const MODERN_CLIENT = { versionNegotiation: { mode: { pin: '2026-07-28' } } } as ClientOptions

describe.each([
  ['a client with a handshake, a server without', {}, modern],
  ['a client without, a server with', MODERN_CLIENT, withHandshake],
  ['both with', {}, withHandshake],
  ['both without', MODERN_CLIENT, modern],
] as const)('%s', (_, options, start) => {
  it('list tools, call one, and are asked in the middle of a call', async () => {
    const { url } = await start()
    const client = await clientOf(url, options as ClientOptions)
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['echo', 'greet'])
    expect(await client.callTool({ name: 'echo', arguments: { text: 'x' } })).toMatchObject({
      content: [{ text: 'x' }],
    })
    expect(await client.callTool({ name: 'greet', arguments: {} })).toMatchObject({ content: [{ text: 'Hello Ada' }] })
    expect(client.getServerVersion()?.name).toMatch(/server$/)
  })
})

describe('a server without sessions', () => {
  it('gets the headers that its revision wants, and one that leads to the same machine each time', async () => {
    const { url, heard } = await modern()
    const client = await clientOf(url)
    await client.callTool({ name: 'echo', arguments: { text: 'x' } })
    const calls = heard.filter((headers) => headers['mcp-method'] === 'tools/call')
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({ 'mcp-protocol-version': '2026-07-28', 'mcp-name': 'echo' })
    const machines = heard.flatMap((headers) => headers['x-amzn-bedrock-agentcore-runtime-session-id'] ?? [])
    expect(machines.length).toBeGreaterThan(1)
    expect(new Set(machines).size).toBe(1)
    expect(String(machines[0]).length).toBeGreaterThanOrEqual(33)
  })
})
