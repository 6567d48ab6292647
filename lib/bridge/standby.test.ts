import { describe, expect, it } from 'vitest'
import { isRequest, type Message } from '@/lib/bridge/message'
import { STATUS_TOOL, standingBy } from '@/lib/bridge/standby'

const INITIALIZE = { jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } }
const WELCOME = { protocolVersion: '2025-06-18', capabilities: { tools: {}, prompts: {} }, serverInfo: { name: 'x' } }

/** A server that is there or not, and a client that collects what it gets. */
function pair() {
  const server = { isThere: false, heard: [] as Message[] }
  const got: Message[] = []
  const lane = standingBy((toClient) => ({
    take: (message) => {
      server.heard.push(message)
      if (isRequest(message)) {
        const answer = server.isThere
          ? { result: message.method === 'initialize' ? WELCOME : { tools: [{ name: 'call_aws' }] } }
          : { error: { code: -32603, message: 'Your sign-in has expired: aws sso login' } }
        toClient({ jsonrpc: '2.0', id: message.id, ...answer })
      }
    },
    end: async () => undefined,
  }))((message) => got.push(message))
  const ask = async (message: Message) => {
    lane.take(message)
    await new Promise((resolve) => setTimeout(resolve))
    return got.findLast(({ id }) => id === message.id)
  }
  return { server, got, ask, lane }
}

describe('a client whose server is not there', () => {
  it('is let in, and told why by a tool', async () => {
    const { ask } = pair()
    expect((await ask(INITIALIZE))?.result).toMatchObject({ protocolVersion: '2025-11-25' })
    const listed = (await ask({ jsonrpc: '2.0', id: 1, method: 'tools/list' }))?.result as {
      tools: { description: string }[]
    }
    expect(listed.tools).toHaveLength(1)
    expect(listed.tools[0]?.description).toContain('aws sso login')
    const call = { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'call_aws' } }
    expect((await ask(call))?.result).toMatchObject({ isError: true })
    expect((await ask({ jsonrpc: '2.0', id: 3, method: 'prompts/list' }))?.error).toBeDefined()
    expect((await ask({ jsonrpc: '2.0', id: 4, method: 'ping' }))?.result).toEqual({})
  })

  it('has its tools as soon as the server is there, without a restart', async () => {
    const { server, got, ask, lane } = pair()
    await ask(INITIALIZE)
    lane.take({ jsonrpc: '2.0', method: 'notifications/initialized' })
    server.isThere = true
    const status = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: STATUS_TOOL } }
    expect(JSON.stringify((await ask(status))?.result)).toContain('there now')
    expect(got.some(({ method }) => method === 'notifications/tools/list_changed')).toBe(true)
    expect(server.heard.filter(({ method }) => method === 'notifications/initialized')).toHaveLength(1)
    const listed = await ask({ jsonrpc: '2.0', id: 2, method: 'tools/list' })
    expect(listed?.result).toEqual({ tools: [{ name: 'call_aws' }] })
  })

  it('asks once for all who wait', async () => {
    const { server, ask } = pair()
    await ask(INITIALIZE)
    server.heard.length = 0
    server.isThere = true
    await Promise.all([1, 2, 3].map((id) => ask({ jsonrpc: '2.0', id, method: 'tools/list' })))
    expect(server.heard.filter(({ method }) => method === 'initialize')).toHaveLength(1)
    expect(server.heard.filter(({ method }) => method === 'tools/list')).toHaveLength(3)
  })
})

describe('a client whose server is there', () => {
  it('notices nothing', async () => {
    const { server, got, ask, lane } = pair()
    server.isThere = true
    expect(await ask(INITIALIZE)).toEqual({ jsonrpc: '2.0', id: 0, result: WELCOME })
    lane.take({ jsonrpc: '2.0', method: 'notifications/initialized' })
    lane.take({ jsonrpc: '2.0', id: 'of the server', result: {} })
    expect(server.heard.slice(1)).toEqual([
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 'of the server', result: {} },
    ])
    expect(got).toHaveLength(1)
  })
})
