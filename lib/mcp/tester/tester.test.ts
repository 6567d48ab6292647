import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { callTester, openTester } from '@/lib/mcp/tester/tester'

type Rpc = { id?: number; method: string }
type Answer = { status?: number; headers?: Record<string, string>; body?: unknown; raw?: string }

const connection = { source: { type: 'chain' as const }, region: 'us-east-1' }
const SESSION = 'session-0123456789-0123456789-0123456789'
const TOKEN = 'very.secret.token'
let close: (() => void) | undefined

afterEach(() => close?.())

/** A runtime that answers as the script says, and remembers what it was asked. */
async function runtime(script: (rpc: Rpc, count: number) => Answer) {
  const seen: string[] = []
  const server = createServer(async (request, response) => {
    const rpc = JSON.parse((await text(request)) || '{}') as Rpc
    const name = request.url?.includes('/stopruntimesession') ? 'stop' : rpc.method
    seen.push(name)
    const answer = name === 'stop' ? { body: {} } : script(rpc, seen.filter((one) => one === name).length)
    response.writeHead(answer.status ?? 200, {
      ...{ 'content-type': 'application/json', 'mcp-session-id': SESSION },
      ...answer.headers,
    })
    response.end(answer.raw ?? JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => server.close()
  const { port } = server.address() as AddressInfo
  const subject = { arn: 'arn', invocationUrl: `http://127.0.0.1:${port}/runtimes/x/invocations?qualifier=DEFAULT` }
  const link = { subject, connection, credential: { type: 'jwt' as const, token: TOKEN } }
  const call = () =>
    callTester(
      link,
      { sessionId: SESSION, protocolVersion: '2025-06-18' },
      { name: 'call_aws', arguments: { cli_command: 'aws x' } },
    )
  return { seen, call, open: () => openTester(link, 180) }
}

const rpcError = (code: number, message: string) => ({ jsonrpc: '2.0', id: null, error: { code, message } })
const result = ({ id }: Rpc, value: object) => ({ body: { jsonrpc: '2.0', id, result: value } })

describe('a call that fails is shown for what it is', () => {
  it.each<[string, Answer, RegExp, RegExp, boolean]>([
    ['406', { status: 406, body: rpcError(-32011, 'Accept header error') }, /^HTTP 406/, /Accept header/, false],
    ['424', { status: 424, body: { message: 'Dependency failed' } }, /^HTTP 424/, /container failed/, false],
    ['-32010 in 200', { body: rpcError(-32010, 'Something') }, /^HTTP 200, JSON-RPC -32010/, /container failed/, false],
    ['-32003 in 200', { body: rpcError(-32003, 'Rate limit exceeded') }, /JSON-RPC -32003/, /slow down/, false],
    ['-32004 in 200', { body: rpcError(-32004, 'Resource not found') }, /JSON-RPC -32004/, /does not find/, true],
    [
      'a session that ended',
      { status: 404, body: { message: 'Session x was not found or has ended.' } },
      /^HTTP 404/,
      /does not find/,
      true,
    ],
    [
      '401',
      { status: 401, body: { message: "Claim 'client_id' value mismatch with configuration." } },
      /^HTTP 401/,
      /client_id/,
      false,
    ],
  ])('%s', async (_, answer, raw, what, isSessionLost) => {
    const { call, seen } = await runtime(() => answer)
    const report = await call()
    const failure = report.state === 'failed' ? report.failure : undefined

    expect(failure?.raw).toMatch(raw)
    expect(failure?.explanation.title).toMatch(what)
    expect(failure?.isSessionLost).toBe(isSessionLost)
    expect(seen, 'a call is never repeated by itself').toEqual(['tools/call'])
    expect(report.exchanges).toHaveLength(1)
  })

  it('an error of the tool inside an answer that succeeded', async () => {
    const { call } = await runtime((rpc) => result(rpc, { isError: true, content: [{ type: 'text', text: 'No.' }] }))
    expect(await call()).toMatchObject({ state: 'answered', failure: { raw: 'No.' }, answer: { isError: true } })
  })

  it('an answer as a stream of events, with the token taken out of what is shown', async () => {
    const echo = (rpc: Rpc) => JSON.stringify(result(rpc, { content: [{ type: 'text', text: TOKEN }] }).body)
    const { call } = await runtime((rpc) => ({
      headers: { 'content-type': 'text/event-stream' },
      raw: `event: message\ndata: ${echo(rpc)}\n\n`,
    }))
    const report = await call()
    expect(report).toMatchObject({ state: 'answered' })
    expect(JSON.stringify(report.exchanges)).not.toContain(TOKEN)
    expect(report.exchanges[0]?.response).toContain('(removed)')
  })
})

describe('a session', () => {
  const behave = (rpc: Rpc): Answer => {
    if (rpc.method === 'initialize') {
      const serverInfo = { name: 'AWS-API-MCP', version: '3.4' }
      return result(rpc, { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo })
    }
    return rpc.method === 'tools/list' ? result(rpc, { tools: [] }) : { status: 202, raw: '' }
  }

  it('waits out a cold start, and ends what it opened in vain', async () => {
    const { open, seen } = await runtime((rpc, count) =>
      rpc.method === 'initialize' && count === 1 ? { body: rpcError(-32010, 'starting') } : behave(rpc),
    )
    expect(await open()).toMatchObject({
      ok: true,
      attempts: 2,
      session: { sessionId: SESSION, server: 'AWS-API-MCP 3.4' },
    })
    expect(seen.filter((name) => name === 'stop')).toHaveLength(1)
  })

  it('leaves no machine running when its tools cannot be listed', async () => {
    const { open, seen } = await runtime((rpc) =>
      rpc.method === 'tools/list' ? { body: rpcError(-32603, 'Internal') } : behave(rpc),
    )
    expect(await open()).toMatchObject({ ok: false, failure: { raw: expect.stringContaining('-32603') } })
    expect(seen.at(-1)).toBe('stop')
  })
})
