import { describe, expect, it } from 'vitest'
import type { Message } from '@/lib/bridge/message'
import { Relay, type RelayOptions } from '@/lib/bridge/relay'
import type { Reply, Sending } from '@/lib/bridge/upstream'

type Sent = { message: Message; sending: Sending }
type Step = (sent: Sent) => Reply | Promise<Reply>

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: { elicitation: {} }, clientInfo: { name: 'a client' } },
}
const CALL = {
  jsonrpc: '2.0',
  id: 7,
  method: 'tools/call',
  params: { name: 'call_aws', _meta: { progressToken: 'p' } },
}
const LIST = { jsonrpc: '2.0', id: 8, method: 'tools/list' }

function messages(sessionId: string | undefined, ...all: Message[]): Reply {
  return {
    kind: 'messages',
    sessionId,
    messages: (async function* () {
      yield* all
    })(),
  }
}
const answered = ({ message: { id } }: Sent, result: unknown = { content: [] }) =>
  messages(undefined, { jsonrpc: '2.0', id, result })
const opened =
  (sessionId: string) =>
  ({ message: { id } }: Sent) =>
    messages(sessionId, { jsonrpc: '2.0', id, result: { protocolVersion: '2025-06-18', capabilities: {} } })
const accepted: Step = () => ({ kind: 'accepted', sessionId: undefined })
const failing =
  (code: number, message = 'no') =>
  ({ message: { id } }: Sent) =>
    messages(undefined, { jsonrpc: '2.0', id, error: { code, message } })
const refused =
  (status: number, body = '') =>
  (): Reply => ({ kind: 'refused', status, body, retryAfterMs: undefined })
const thrown = (code: string) => (): Reply => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

/** A relay whose runtime does these steps, one for each message that it gets. */
function relayTo(steps: Step[], options: Partial<RelayOptions> = {}) {
  const sent: Sent[] = []
  const heard: Message[] = []
  const relay = new Relay({
    upstream: async (message, sending) => {
      const step = steps[sent.length]
      sent.push({ message, sending })
      if (!step) {
        throw new Error(`nothing expected after ${sent.length - 1}`)
      }
      return step({ message, sending })
    },
    toClient: (message) => heard.push(message),
    renew: async () => false,
    words: async ({ outcome }) => `It is ${outcome}.`,
    pauses: { lost: [0, 0], expired: [0], starting: [0, 0], busy: [0, 0], unreached: [0, 0], unsure: [0] },
    ...options,
  })
  return { relay, sent, heard, methods: () => sent.map(({ message }) => message.method) }
}

async function openedRelay(steps: Step[], options: Partial<RelayOptions> = {}) {
  const all = relayTo([opened('one'), accepted, ...steps], options)
  await all.relay.take(INITIALIZE)
  await all.relay.take({ jsonrpc: '2.0', method: 'notifications/initialized' })
  all.heard.length = 0
  return all
}

describe('what passes through', () => {
  it('an answer, with what came before it, unchanged and in order', async () => {
    const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 'p', x: [1] } }
    const ask = { jsonrpc: '2.0', id: 's-1', method: 'elicitation/create', params: { message: '?' } }
    const result = { content: [{ type: 'text', text: 'ä' }], _meta: { other: 1 } }
    const { relay, heard, sent } = await openedRelay([
      ({ message }) => messages(undefined, progress, ask, { jsonrpc: '2.0', id: message.id, result }),
      accepted,
    ])
    await relay.take(CALL)
    expect(heard).toEqual([progress, ask, { jsonrpc: '2.0', id: 7, result }])
    await relay.take({ jsonrpc: '2.0', id: 's-1', result: { action: 'decline' } })
    expect(sent.at(-1)?.message).toEqual({ jsonrpc: '2.0', id: 's-1', result: { action: 'decline' } })
  })

  it('the session and the negotiated version, on all but the first message', async () => {
    const { relay, sent } = await openedRelay([answered])
    await relay.take(LIST)
    expect(sent[0]?.sending).toMatchObject({ signal: expect.anything() })
    expect(sent[0]?.sending.sessionId).toBeUndefined()
    expect(sent[2]?.sending).toMatchObject({ sessionId: 'one', protocolVersion: '2025-06-18' })
  })

  it('an error of the server itself', async () => {
    const { relay, heard } = await openedRelay([failing(-32602, 'Unknown tool')])
    await relay.take(CALL)
    expect(heard).toEqual([{ jsonrpc: '2.0', id: 7, error: { code: -32602, message: 'Unknown tool' } }])
  })

  it('a cancellation, after which nothing is answered', async () => {
    const { relay, heard, methods } = await openedRelay([
      ({ sending }) =>
        new Promise((_, reject) => sending.signal.addEventListener('abort', () => reject(new Error('cut')))),
      accepted,
    ])
    const call = relay.take(CALL)
    await Promise.resolve()
    await relay.take({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } })
    await call
    expect(methods().at(-1)).toBe('notifications/cancelled')
    expect(heard).toEqual([])
  })
})

it('never sends what was cancelled before it was sent', async () => {
  const { relay, heard, methods } = await openedRelay([accepted], {
    before: () => new Promise((resolve) => setTimeout(resolve, 20, undefined)),
  })
  const call = relay.take(CALL)
  await relay.take({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } })
  await call
  expect(methods().slice(2)).toEqual(['notifications/cancelled'])
  expect(heard).toEqual([])
})

it('sends nothing after a cancellation that the server is slow to take', async () => {
  const slow = () =>
    new Promise<Reply>((resolve) => setTimeout(resolve, 80, { kind: 'accepted', sessionId: undefined }))
  const { relay, heard, methods } = await openedRelay([slow, answered], {
    before: () => new Promise((resolve) => setTimeout(resolve, 20, undefined)),
  })
  const call = relay.take(CALL)
  await relay.take({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } })
  await call
  expect(methods().slice(2)).toEqual(['notifications/cancelled'])
  expect(heard).toEqual([])
})

it('does not go again after a cancellation in a pause', async () => {
  const slow = () =>
    new Promise<Reply>((resolve) => setTimeout(resolve, 80, { kind: 'accepted', sessionId: undefined }))
  const { relay, methods } = await openedRelay([failing(-32003), slow, answered], { pauses: { busy: [40] } })
  const call = relay.take(CALL)
  await new Promise((resolve) => setTimeout(resolve, 10))
  await relay.take({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } })
  await call
  expect(methods().slice(2)).toEqual(['tools/call', 'notifications/cancelled'])
})

it('cancels the second of two requests with one id after the first has ended', async () => {
  const { relay, heard, sent } = await openedRelay([
    answered,
    ({ sending }) =>
      new Promise((_, reject) => sending.signal.addEventListener('abort', () => reject(new Error('cut')))),
    accepted,
  ])
  const [first, second] = [relay.take(CALL), relay.take(CALL)]
  await first
  await relay.take({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } })
  expect(sent[3]?.sending.signal.aborted).toBe(true)
  await second
  expect(heard).toHaveLength(1)
})

describe('a session that AgentCore ended', () => {
  it.each([
    ['a status', refused(404)],
    ['a code', failing(-32004)],
  ])('is begun anew at %s, and the call is made there once', async (_, lost) => {
    const { relay, heard, sent, methods } = await openedRelay([lost, opened('two'), accepted, answered])
    await relay.take(CALL)
    expect(methods().slice(2)).toEqual(['tools/call', 'initialize', 'notifications/initialized', 'tools/call'])
    expect(sent.at(-1)?.sending.sessionId).toBe('two')
    expect(sent[3]?.message.params).toEqual(INITIALIZE.params)
    expect(heard).toEqual([{ jsonrpc: '2.0', id: 7, result: { content: [] } }])
  })

  it('is begun anew once for all who lost it', async () => {
    const { relay, heard, methods } = await openedRelay([
      refused(404),
      refused(404),
      refused(404),
      opened('two'),
      accepted,
      answered,
      answered,
      answered,
    ])
    await Promise.all([1, 2, 3].map((id) => relay.take({ ...CALL, id })))
    expect(methods().filter((method) => method === 'initialize')).toHaveLength(2)
    expect(heard.map(({ id }) => id).sort()).toEqual([1, 2, 3])
  })

  it('of a client without a handshake is left, and its request goes again', async () => {
    const { relay, heard } = relayTo([refused(404), answered])
    await relay.take(LIST)
    expect(heard).toMatchObject([{ id: 8, result: {} }])
  })

  it('that can’t be begun anew is said', async () => {
    const { relay, heard } = await openedRelay([refused(404), refused(500)])
    await relay.take(CALL)
    expect(heard).toMatchObject([{ id: 7, result: { isError: true, content: [{ text: 'It is lost.' }] } }])
  })
})

describe('a call that got no answer', () => {
  it.each([
    ['was refused for being too much', failing(-32003)],
    ['came while the session was made', failing(-32005)],
    ['found no container yet', failing(-32010, 'Runtime initialization time exceeded.')],
    ['never left this computer', thrown('ECONNREFUSED')],
  ])('goes again when it %s', async (_, step) => {
    const { relay, heard, methods } = await openedRelay([step, answered])
    await relay.take(CALL)
    expect(methods().slice(2)).toEqual(['tools/call', 'tools/call'])
    expect(heard.at(-1)).toMatchObject({ id: 7, result: {} })
  })

  it.each([
    ['the line broke', thrown('ECONNRESET')],
    ['the gateway failed', refused(502)],
    ['the container broke off', failing(-32010, 'Received error (502) from runtime.')],
    ['the stream ended early', () => messages(undefined)],
  ])('never goes again when it may have run: %s', async (_, step) => {
    const { relay, heard, methods } = await openedRelay([step as Step])
    await relay.take(CALL)
    expect(methods().slice(2)).toEqual(['tools/call'])
    expect(heard).toMatchObject([{ id: 7, result: { isError: true, content: [{ text: 'It is unsure.' }] } }])
  })

  it('goes again all the same when it only reads the list of tools; a failure is an error then', async () => {
    const { relay, heard } = await openedRelay([refused(502), refused(502)])
    await relay.take(LIST)
    expect(heard).toMatchObject([{ id: 8, error: { code: -32603, message: 'It is unsure.' } }])
  })

  it('says that the server starts, where the client asked for progress', async () => {
    const { relay, heard } = await openedRelay([refused(424), refused(424), answered])
    await relay.take(CALL)
    expect(heard.map(({ method }) => method)).toEqual(['notifications/progress', 'notifications/progress', undefined])
    expect(heard[1]).toMatchObject({ params: { progressToken: 'p', progress: 2 } })
  })

  it('goes again with new credentials once, and not without them', async () => {
    let renewals = 0
    const renew = async () => {
      renewals += 1
      return true
    }
    const renewed = await openedRelay([refused(401), answered], { renew })
    await renewed.relay.take(CALL)
    expect(renewed.heard).toMatchObject([{ result: {} }])
    const still = await openedRelay([refused(401), refused(401)], { renew })
    await still.relay.take(CALL)
    expect(still.heard).toMatchObject([{ result: { isError: true } }])
    expect(renewals).toBe(2)
    const without = await openedRelay([refused(403, 'The security token included in the request is expired')])
    await without.relay.take(CALL)
    expect(without.heard).toMatchObject([{ result: { isError: true } }])
  })
})

it('lets what looks at a request answer it itself', async () => {
  const { relay, heard, methods } = await openedRelay([], {
    before: async ({ id, method }, { client }) =>
      method === 'tools/call' ? { jsonrpc: '2.0', id, result: { by: client?.name } } : undefined,
  })
  await relay.take(CALL)
  expect(heard).toEqual([{ jsonrpc: '2.0', id: 7, result: { by: 'a client' } }])
  expect(methods()).toHaveLength(2)
})
