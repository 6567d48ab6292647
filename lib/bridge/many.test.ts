import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OpenLane } from '@/lib/bridge/lane'
import { joinLanes, type Member } from '@/lib/bridge/many'
import { labelsOf, splitName, withName } from '@/lib/bridge/many-answers'
import { isRequest, type Message, type Request } from '@/lib/bridge/message'

type Answers = Record<string, (request: Request) => unknown>

const WELCOME = { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'x' } }
const INITIALIZE = { jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } }

/** A server that answers by method; what throws is an error, and what is undefined no answer. */
function server(answers: Answers) {
  const heard: Message[] = []
  let toClient: (message: Message) => void = () => undefined
  const open: OpenLane = (send) => {
    toClient = send
    return {
      take: (message) => {
        heard.push(message)
        if (!isRequest(message)) {
          return
        }
        try {
          const all: Answers = { initialize: () => WELCOME, ...answers }
          const result = all[message.method]?.(message)
          if (result !== undefined) {
            queueMicrotask(() => send({ jsonrpc: '2.0', id: message.id, result }))
          }
        } catch (error) {
          queueMicrotask(() => send({ jsonrpc: '2.0', id: message.id, error: { code: -1, message: String(error) } }))
        }
      },
      end: async () => undefined,
    }
  }
  return { open, heard, say: (message: Message) => toClient(message) }
}

/** A client of several servers: asks, and gets the answer with its own id. */
function clientOf(members: Member[], limitMs?: number) {
  const got: Message[] = []
  const waiting = new Map<unknown, (message: Message) => void>()
  const lane = joinLanes(
    members,
    (message) => {
      got.push(message)
      waiting.get(message.id)?.(message)
    },
    limitMs,
  )
  let id = 100
  const ask = (method: string, params: unknown = {}) => {
    id += 1
    const answered = new Promise<Message>((resolve) => waiting.set(id, resolve))
    lane.take({ jsonrpc: '2.0', id, method, params })
    return { id, answered }
  }
  return {
    lane,
    got,
    ask,
    result: async (method: string, params?: unknown) => (await ask(method, params).answered).result,
  }
}

const tools =
  (...names: string[]) =>
  () => ({ tools: names.map((name) => ({ name })) })
const echo = (mark: string): Answers => ({
  'tools/list': tools('call', `only-${mark}`),
  'tools/call': ({ params }) => ({ content: [mark, (params as { name: string }).name] }),
})

describe('several servers behind one bridge', () => {
  it('are one list of tools, and each call goes to whom it names, by the name that it has there', async () => {
    const client = clientOf([
      { label: 'a', open: server(echo('A')).open },
      { label: 'b', open: server(echo('B')).open },
    ])
    await client.ask('initialize', INITIALIZE.params).answered
    expect(await client.result('tools/list')).toEqual({
      tools: [{ name: 'a__call' }, { name: 'a__only-A' }, { name: 'b__call' }, { name: 'b__only-B' }],
    })
    expect(await client.result('tools/call', { name: 'b__call' })).toEqual({ content: ['B', 'call'] })
    expect((await client.ask('tools/call', { name: 'c__call' }).answered).error).toMatchObject({ code: -32602 })
  })

  it('stay there when one fails, which is named, and tried again at the next list', async () => {
    let isUp = false
    const shaky = server({
      ...echo('B'),
      initialize: () => {
        if (!isUp) {
          throw new Error('no such runtime')
        }
        return { ...WELCOME, protocolVersion: '2025-03-26' }
      },
    })
    const client = clientOf([
      { label: 'a', open: server(echo('A')).open },
      { label: 'b', open: shaky.open },
    ])
    const welcome = await client.result('initialize', INITIALIZE.params)
    expect(JSON.stringify(welcome)).toContain('b is not there now: Error: no such runtime')
    expect(JSON.stringify(await client.result('tools/list'))).not.toContain('b__')
    isUp = true
    expect(JSON.stringify(await client.result('tools/list'))).toContain('b__only-B')
    expect(shaky.heard.at(-2)).toMatchObject({ method: 'notifications/initialized' })
  })

  it('are none when all fail, and each says why', async () => {
    const down = () => {
      throw new Error('expired')
    }
    const client = clientOf(['a', 'b'].map((label) => ({ label, open: server({ initialize: down }).open })))
    const { error } = await client.ask('initialize', INITIALIZE.params).answered
    expect(error).toMatchObject({ message: 'a: Error: expired\nb: Error: expired' })
  })

  it('do not wait for the slowest, who joins by a changed list', async () => {
    let answer: ((value: unknown) => void) | undefined
    const slow = server({ 'tools/list': tools('late'), initialize: () => undefined })
    const client = clientOf(
      [
        { label: 'a', open: server(echo('A')).open },
        {
          label: 'slow',
          open: (send) => ({
            ...slow.open(send),
            take: (message) => {
              slow.heard.push(message)
              answer = (result) => send({ jsonrpc: '2.0', id: message.id, result })
            },
          }),
        },
      ],
      5,
    )
    expect(await client.result('initialize', INITIALIZE.params)).toMatchObject({
      capabilities: { tools: { listChanged: true } },
    })
    answer?.(WELCOME)
    await new Promise((resolve) => setTimeout(resolve))
    expect(client.got.at(-1)).toMatchObject({ method: 'notifications/tools/list_changed' })
  })

  it('ask the client under ids of their own, and get each answer under theirs', async () => {
    const [one, other] = [server(echo('A')), server(echo('B'))]
    const client = clientOf([
      { label: 'a', open: one.open },
      { label: 'b', open: other.open },
    ])
    await client.ask('initialize', INITIALIZE.params).answered
    one.say({ jsonrpc: '2.0', id: 1, method: 'elicitation/create', params: {} })
    other.say({ jsonrpc: '2.0', id: 1, method: 'elicitation/create', params: {} })
    const [first, second] = client.got.slice(-2)
    expect(first?.id).not.toBe(second?.id)
    client.lane.take({ jsonrpc: '2.0', id: second?.id, result: { action: 'accept' } })
    expect(other.heard.at(-1)).toEqual({ jsonrpc: '2.0', id: 1, result: { action: 'accept' } })
    expect(one.heard.at(-1)).toMatchObject({ method: 'initialize' })
  })

  it('hear of a cancelled request under the id that they know', async () => {
    const hanging = server({ 'tools/call': () => undefined })
    const client = clientOf([
      { label: 'a', open: hanging.open },
      { label: 'b', open: server({}).open },
    ])
    await client.ask('initialize', INITIALIZE.params).answered
    const { id } = client.ask('tools/call', { name: 'a__call' })
    client.lane.take({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } })
    const [call, cancelled] = hanging.heard.slice(-2)
    expect(cancelled).toMatchObject({ method: 'notifications/cancelled', params: { requestId: call?.id } })
  })

  it('read all pages, and find a resource by who listed it', async () => {
    const paged = server({
      'resources/list': ({ params }) =>
        (params as { cursor?: string } | undefined)?.cursor === '2'
          ? { resources: [{ uri: 'x:2' }] }
          : { resources: [{ uri: 'x:1' }], nextCursor: '2' },
      'resources/read': ({ params }) => ({ contents: [params] }),
    })
    const client = clientOf([
      { label: 'a', open: server({ 'resources/list': () => ({ resources: [] }) }).open },
      { label: 'b', open: paged.open },
    ])
    await client.ask('initialize', INITIALIZE.params).answered
    expect(await client.result('resources/list')).toEqual({ resources: [{ uri: 'x:1' }, { uri: 'x:2' }] })
    expect(await client.result('resources/read', { uri: 'x:2' })).toEqual({ contents: [{ uri: 'x:2' }] })
  })

  it('keep long names apart', async () => {
    const long = 'n'.repeat(70)
    const twins = server({
      'tools/list': tools(`${long}1`, `${long}2`),
      'tools/call': ({ params }) => ({ content: [(params as { name: string }).name] }),
    })
    const client = clientOf([
      { label: 'a', open: twins.open },
      { label: 'b', open: server({ 'tools/list': tools() }).open },
    ])
    await client.ask('initialize', INITIALIZE.params).answered
    const { tools: listed } = (await client.result('tools/list')) as { tools: { name: string }[] }
    expect(new Set(listed.map(({ name }) => name)).size).toBe(2)
    expect(listed.every(({ name }) => name.length <= 64)).toBe(true)
    expect(await client.result('tools/call', { name: listed[1]?.name })).toEqual({ content: [`${long}2`] })
  })
})

describe('labels', () => {
  it('are each once, fit for a name, and can be told from what follows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 8 }),
        fc.string({ maxLength: 20 }),
        (names, tool) => {
          const labels = labelsOf(names)
          expect(new Set(labels).size).toBe(names.length)
          for (const label of labels) {
            expect(label).toMatch(/^[A-Za-z0-9-]{1,24}$/)
            expect(splitName(withName(label, tool))).toEqual({ label, rest: tool })
          }
        },
      ),
    )
  })
})
