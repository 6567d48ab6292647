import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { testConnection } from '@/lib/mcp/tester/test-connection'

type Rpc = { id?: number; method: string }
type Answer = { status?: number; headers?: Record<string, string>; body?: unknown }
type Script = (rpc: Rpc, request: IncomingMessage, count: number) => Answer | undefined

const connection = { source: { type: 'chain' as const }, region: 'us-east-1' }
const SESSION = 'session-0123456789-0123456789-0123456789'
const identity = JSON.stringify({ Account: '111122223333', Arn: 'arn:aws:sts::111122223333:assumed-role/r/s' })
let close: (() => void) | undefined

afterEach(() => close?.())

/** A runtime that behaves, except where the script says otherwise. */
async function runtime(script: Script = () => undefined) {
  const seen: { path: string; rpc?: string; authorization?: string | undefined }[] = []
  const counts = new Map<string, number>()
  const server = createServer(async (request, response) => {
    const rpc = JSON.parse((await text(request)) || '{}') as Rpc
    const count = (counts.get(rpc.method) ?? 0) + 1
    counts.set(rpc.method, count)
    seen.push({ path: request.url ?? '', rpc: rpc.method, authorization: request.headers.authorization })
    send(response, script(rpc, request, count) ?? behave(rpc, request))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => server.close()
  const { port } = server.address() as AddressInfo
  const arn = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/tools-AbCdEf1234'
  const base = `http://127.0.0.1:${port}/runtimes/${encodeURIComponent(arn)}`
  const test = (token = 'good') =>
    testConnection(connection, { arn, invocationUrl: `${base}/invocations?qualifier=DEFAULT` }, { type: 'jwt', token })
  return { test, seen }
}

function behave(rpc: Rpc, request: IncomingMessage): Answer {
  if (!request.headers.authorization) {
    return {
      status: 401,
      headers: { 'www-authenticate': 'Bearer resource_metadata="x"' },
      body: error(null, -32001, 'Missing Authentication Token'),
    }
  }
  if (request.url?.includes('/stopruntimesession')) {
    return { body: {} }
  }
  const results: Record<string, unknown> = {
    initialize: {
      protocolVersion: '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 'AWS-API-MCP', version: '3.4' },
    },
    'tools/list': { tools: [{ name: 'call_aws', inputSchema: { type: 'object' } }] },
    'tools/call': {
      content: [{ type: 'text', text: JSON.stringify([{ response: { error: null, as_json: identity } }]) }],
    },
  }
  return results[rpc.method] ? { body: { jsonrpc: '2.0', id: rpc.id, result: results[rpc.method] } } : { status: 202 }
}

function error(id: number | null, code: number, message: string) {
  return { jsonrpc: '2.0', id, error: { code, message } }
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer) {
  response.writeHead(status, { 'content-type': 'application/json', 'mcp-session-id': SESSION, ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

const states = (report: Awaited<ReturnType<typeof testConnection>>) => report.hops.map((hop) => hop.state).join(' ')

describe('connection test', () => {
  it('goes through all hops, and ends the session it opened', async () => {
    const { test, seen } = await runtime()
    const report = await test()

    expect(states(report)).toBe('ok ok ok ok ok')
    expect(report).toMatchObject({ ok: true, sessionId: SESSION, server: 'AWS-API-MCP 3.4', tools: ['call_aws'] })
    expect(report.identity?.account).toBe('111122223333')
    expect(seen[0]?.authorization).toBeUndefined()
    expect(seen.at(-1)?.path).toContain('/stopruntimesession?qualifier=DEFAULT')
    expect(seen.every(({ path }) => path.includes('runtime%2Ftools'))).toBe(true)
    expect(JSON.stringify(report)).not.toContain('Bearer good')
  })

  it('explains a refused token and reaches nothing further', async () => {
    const refusal = { status: 401, body: error(null, -32001, "Claim 'client_id' value mismatch with configuration.") }
    const { test } = await runtime((rpc) => (rpc.method === 'initialize' ? refusal : undefined))
    const report = await test()

    expect(states(report)).toBe('ok failed skipped skipped skipped')
    expect(report.hops[1]?.explanation?.cause).toContain('ID token')
    expect(report.hops[1]?.raw).toBe("HTTP 401: Claim 'client_id' value mismatch with configuration.")
  })

  it('waits out a cold start and says so', async () => {
    const { test } = await runtime((rpc, _, count) =>
      rpc.method === 'initialize' && count === 1
        ? { body: error(null, -32010, 'Runtime health check failed') }
        : undefined,
    )
    const report = await test()

    expect(report.ok).toBe(true)
    expect(report.hops[1]).toMatchObject({ state: 'ok', attempts: 2 })
  })

  it('finds the denied command inside a successful answer', async () => {
    const denied = [
      { response: { error: 'not authorized to perform: sts:GetCallerIdentity', error_code: 'AccessDenied' } },
    ]
    const { test } = await runtime((rpc) =>
      rpc.method === 'tools/call'
        ? {
            body: { jsonrpc: '2.0', id: rpc.id, result: { content: [{ type: 'text', text: JSON.stringify(denied) }] } },
          }
        : undefined,
    )
    const report = await test()

    expect(states(report)).toBe('ok ok ok failed ok')
    expect(report.hops[3]?.explanation?.title).toBe('AWS denied sts:GetCallerIdentity to the execution role.')
  })

  it('explains an endpoint that is not there', async () => {
    const { test } = await runtime()
    close?.()
    const report = await test()

    expect(states(report)).toBe('warning failed skipped skipped skipped')
    expect(report.hops[1]?.explanation?.title).toMatch(/^Nothing listens at 127\.0\.0\.1/)
  })
})
