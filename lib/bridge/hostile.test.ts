import { describe, expect, it } from 'vitest'
import { guard } from '@/lib/bridge/guard'
import { joinLanes } from '@/lib/bridge/many'
import type { Message, Request } from '@/lib/bridge/message'
import { ownRequests } from '@/lib/bridge/own-requests'
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
    renew: async () => false,
    words: async ({ outcome }) => outcome,
    before: async () => ({ jsonrpc: '2.0', id: 1, result: { content: 'held' } }),
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
