import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { outgoingAgent } from '@/lib/aws/outgoing'
import { forModernClients } from '@/lib/bridge/eras/modern-client'
import { forModernServers } from '@/lib/bridge/eras/modern-server'
import { guard } from '@/lib/bridge/guard'
import { joinLanes } from '@/lib/bridge/many'
import type { Message, Request } from '@/lib/bridge/message'
import { outcomeOfError } from '@/lib/bridge/outcome'
import { ownRequests } from '@/lib/bridge/own-requests'
import { post } from '@/lib/bridge/post'
import { Relay } from '@/lib/bridge/relay'
import type { Session } from '@/lib/bridge/session'
import type { Reply } from '@/lib/bridge/upstream'
import type { GuardPolicy } from '@/lib/mcp/guard/decide'

const CAN_ASK = { client: { capabilities: { elicitation: {} }, name: 'a client' } } as unknown as Session
const COMMAND = 'aws ec2 terminate-instances --instance-ids i-1'
const call = (more: Record<string, unknown> = {}): Message => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'call_aws', arguments: { cli_command: COMMAND }, ...more },
})
const DENIES: GuardPolicy = { mode: 'off', name: 'mine', rules: [{ effect: 'deny', action: 'ec2:TerminateInstances' }] }

function guardOf(policy: GuardPolicy) {
  return guard({ own: ownRequests(() => undefined), policy: () => policy, place: () => ({}) })
}

/** What reaches a server that answers every request with these messages. */
function relayTo(...answers: Message[]) {
  const sent: Message[] = []
  const heard: Message[] = []
  const relay = new Relay({
    upstream: async (message): Promise<Reply> => {
      sent.push(message)
      const all = [...answers, { jsonrpc: '2.0', id: message.id, result: {} }]
      return {
        kind: 'messages',
        sessionId: undefined,
        messages: (async function* () {
          yield* all
        })(),
      }
    },
    toClient: (message) => heard.push(message),
    renew: async () => true,
    pauses: { busy: [0], lost: [0], starting: [0] },
    words: async ({ outcome }) => outcome,
  })
  return { relay, sent, heard }
}

describe('what would get past the guard', () => {
  it.each([null, undefined, true, {}, [7]])(
    'is no call with the id %j: a server may run it all the same',
    async (id) => {
      const { relay, sent, heard } = relayTo()
      await relay.take({ ...call(), id })
      expect(sent).toEqual([])
      expect(heard).toMatchObject([{ id: null, error: { code: -32600 } }])
    },
  )

  it('is nothing that has a method of another shape', async () => {
    const { relay, sent } = relayTo()
    await relay.take({ ...call(), method: ['tools/call'] })
    await relay.take({ ...call(), id: null, method: 'Tools/Call' })
    expect(sent).toEqual([])
  })

  it.each([
    { _meta: { progressToken: null } },
    { _meta: null },
    { requestId: {} },
    { protocolVersion: 7 },
    { arguments: [COMMAND] },
    { name: ['call_aws'] },
  ])('is no call with parameters that it can’t read: %j', async (more) => {
    const watch = guardOf(DENIES)
    watch.heard({ result: { tools: [{ name: '', annotations: { readOnlyHint: true } }] } })
    expect(await watch.before(call(more) as Request, CAN_ASK)).toMatchObject({ id: 1 })
    expect(await guardOf({ ...DENIES, mode: 'ask' }).before(call(more) as Request, CAN_ASK)).toMatchObject({ id: 1 })
  })

  it('is no answer that a server got out of the person under an id that it guessed', () => {
    const ids = [1, 2].map(() => {
      const asked: Message[] = []
      void ownRequests((message) => asked.push(message)).ask('elicitation/create', {})
      return String(asked[0]?.id)
    })
    expect(new Set(ids).size).toBe(2)
    expect(ids[0]).toMatch(/[0-9a-f]{8}-[0-9a-f-]{27}$/)
  })

  it('waits for the name by which rules know the server', async () => {
    let found: (policy: GuardPolicy) => void = () => undefined
    const policy = new Promise<GuardPolicy>((resolve) => {
      found = resolve
    })
    const watch = guard({ own: ownRequests(() => undefined), policy: () => policy, place: () => ({}) })
    const held = watch.before(call() as Request, CAN_ASK)
    found(DENIES)
    expect(await held).toMatchObject({ result: { isError: true } })
  })
})

describe('answers that nobody asked for', () => {
  const forged = { jsonrpc: '2.0', id: 99, result: { content: 'forged' } }

  it('never reach the client, which may have a call of that id under way', async () => {
    const { relay, heard } = relayTo(forged)
    await relay.take({ jsonrpc: '2.0', id: 5, method: 'tools/list' })
    await relay.take({ jsonrpc: '2.0', method: 'notifications/roots/list_changed' })
    expect(JSON.stringify(heard)).not.toContain('forged')
  })

  it('of one server are none of another', async () => {
    const got: Message[] = []
    const says: ((message: Message) => void)[] = []
    const heard: Message[] = []
    const open = (send: (message: Message) => void) => {
      says.push(send)
      return { take: (message: Message) => void heard.push(message), end: async () => undefined }
    }
    const members = ['one', 'two'].map((label) => ({ label, open }))
    const lane = joinLanes(members, (message) => got.push(message))
    lane.take({ jsonrpc: '2.0', id: 5, method: 'tools/call', params: { name: 'two__x' } })
    const id = heard[0]?.id
    says[0]?.({ jsonrpc: '2.0', id, result: { content: 'forged' } })
    says[1]?.({ jsonrpc: '2.0', id, result: { content: 'real' } })
    await expect.poll(() => got).toEqual([{ jsonrpc: '2.0', id: 5, result: { content: 'real' } }])
  })
})

describe('a call that may have run', () => {
  const error = (id: unknown, code: number) => ({ jsonrpc: '2.0', id, error: { code, message: 'Request timed out' } })

  it('never runs again for a code that is the server’s own: -32001 is a time-out to MCP’s SDK', async () => {
    const { relay, sent, heard } = relayTo(error(5, -32001))
    await relay.take({ jsonrpc: '2.0', id: 5, method: 'x/call' })
    expect(sent).toHaveLength(1)
    expect(heard).toEqual([error(5, -32001)])
  })

  it.each([-32003, -32004, -32005, -32010])('never runs again once the server has said something: %i', async (code) => {
    const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: {} }
    const { relay, sent, heard } = relayTo(progress, error(5, code))
    await relay.take({ jsonrpc: '2.0', id: 5, method: 'x/call' })
    expect(sent).toHaveLength(1)
    expect(heard).toEqual([progress, error(5, code)])
  })

  it('is not certain to be unsent when the connection was there, whatever ends it', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const posted = post(url, { headers: {}, body: '{}', signal: AbortSignal.timeout(5000) }).catch((cause) => cause)
    await once(server, 'request')
    for (const socket of Object.values(outgoingAgent(url).sockets).flat()) {
      socket?.destroy(Object.assign(new Error('gone'), { code: 'EHOSTUNREACH' }))
    }
    expect(outcomeOfError(await posted)).toBe('unsure')
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
    const unsent = await post(url, { headers: {}, body: '{}', signal: AbortSignal.timeout(5000) }).catch(
      (cause) => cause,
    )
    expect(outcomeOfError(unsent)).toBe('unreached')
  })
})

it('hands on what a refusal says without what it repeats of the credentials', async () => {
  const replies: Reply[] = [
    ...[
      { error: { code: -32601 } },
      { result: { capabilities: {} } },
      { result: { resultType: 'input_required', inputRequests: {} } },
    ].map(
      (answer): Reply => ({
        kind: 'messages',
        sessionId: undefined,
        messages: (async function* () {
          yield { jsonrpc: '2.0', id: 1, ...answer }
        })(),
      }),
    ),
    { kind: 'refused', status: 403, body: 'You sent x-amz-security-token:hunter22', retryAfterMs: undefined },
  ]
  const sending = { signal: AbortSignal.timeout(5000) }
  const upstream = forModernServers(
    async () => replies.shift() as Reply,
    async () => undefined,
  )
  await upstream({ jsonrpc: '2.0', id: 1, method: 'initialize', params: {} }, sending)
  const reply = await upstream({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'x' } }, sending)
  const said: Message[] = []
  for await (const message of reply.kind === 'messages' ? reply.messages : []) {
    said.push(message)
  }
  expect(JSON.stringify(said)).toContain('You sent')
  expect(JSON.stringify(said)).not.toContain('hunter22')
})

it('cancels the call that a client of today’s revision means after it was asked', async () => {
  const got: Message[] = []
  const heard: Message[] = []
  let say: (message: Message) => void = () => undefined
  const desk = forModernClients((send) => {
    say = send
    return {
      take: (message) => {
        heard.push(message)
        if (message.method === 'initialize') {
          queueMicrotask(() => send({ jsonrpc: '2.0', id: message.id, result: { capabilities: {} } }))
        }
      },
      end: async () => undefined,
    }
  })((message) => got.push(message))
  const modern = (id: number, more: Record<string, unknown> = {}) => {
    const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' }
    desk.take({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'x', _meta, ...more } })
  }
  modern(5)
  await expect.poll(() => heard.at(-1)).toMatchObject({ id: 5 })
  say({ jsonrpc: '2.0', id: 'q', method: 'elicitation/create', params: {} })
  const { requestState } = (got.at(-1)?.result ?? {}) as { requestState?: string }
  modern(6, { requestState, inputResponses: { q: { action: 'accept' } } })
  await expect.poll(() => heard.at(-1)).toMatchObject({ id: 'q' })
  desk.take({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 6 } })
  expect(heard.at(-1)).toMatchObject({ method: 'notifications/cancelled', params: { requestId: 5 } })
})
