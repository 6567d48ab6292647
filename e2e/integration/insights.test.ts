import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeClients } from '@/lib/aws/clients'
import { estimateInsights, insightsProgress, startInsights, stopInsights } from '@/lib/logs/insights'
import type { Practice } from '@/lib/practice/server/start'
import { actor, connection, connectTo, startTestPractice } from './support'

const GROUP = '/aws/bedrock-agentcore/runtimes/tools-AbCdEf1234-DEFAULT'
const HOUR = 3_600_000
const started = Date.now()
const range = { group: GROUP, from: started - HOUR, to: started + 1000 }
const TEXTS = ['plain', 'a "quoted" | bar', 'back\\slash', 'error 1', 'error 2']

let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  const { logs } = writeClients(actor, connection)
  await logs.createLogGroup({ logGroupName: GROUP })
  await logs.createLogStream({ logGroupName: GROUP, logStreamName: 's' })
  const logEvents = TEXTS.map((message, index) => ({ timestamp: started - 10_000 + index, message }))
  await logs.putLogEvents({ logGroupName: GROUP, logStreamName: 's', logEvents })
})
afterAll(() => practice.close())

async function search(text: string, limit = 100): Promise<string[]> {
  const query = await startInsights(connection, { ...range, text, limit })
  const states: string[] = []

  for (let look = 0; query.ok && look < 5; look += 1) {
    const progress = await insightsProgress(connection, query.data)
    states.push(progress.ok ? progress.data.state : progress.error.code)

    if (progress.ok && progress.data.state === 'done') {
      expect(states).toEqual(['running', 'done'])
      expect(progress.data.scanned.records).toBe(TEXTS.length)
      return progress.data.events.map((event) => event.text)
    }
  }
  throw new Error(`Not done: ${states.join(', ')}`)
}

describe('Logs Insights on the practice account', () => {
  it('finds lines by their text, oldest first', async () => {
    expect(await search('')).toEqual(TEXTS)
    expect(await search('error')).toEqual(['error 1', 'error 2'])
    expect(await search('"quoted" | bar')).toEqual(['a "quoted" | bar'])
    expect(await search('k\\s')).toEqual(['back\\slash'])
    expect(await search('nothing like it')).toEqual([])
  })

  it('gives the newest when there are more than asked for', async () => {
    expect(await search('', 2)).toEqual(['error 1', 'error 2'])
  })

  it('says first what it would scan', async () => {
    const estimate = await estimateInsights(connection, range)
    expect(estimate).toMatchObject({ ok: true, data: { dollars: expect.any(Number) } })
    expect(estimate.ok && estimate.data.bytes).toBeGreaterThan(0)
    expect(await estimateInsights(connection, { ...range, group: `${GROUP}x` })).toMatchObject({
      error: { code: 'not-found' },
    })
  })

  it('can be stopped, once', async () => {
    const query = await startInsights(connection, { ...range, text: '', limit: 10 })
    const id = query.ok ? query.data : ''
    expect(await stopInsights(connection, id)).toEqual({ ok: true, data: null })
    expect(await insightsProgress(connection, id)).toMatchObject({ data: { state: 'stopped' } })
    expect(await stopInsights(connection, id)).toMatchObject({ ok: false })
  })

  it('refuses a query that it does not understand, as AWS does', async () => {
    const { logs } = writeClients(actor, connection)
    const ask = (queryString: string) => logs.startQuery({ logGroupName: GROUP, startTime: 0, endTime: 1, queryString })

    for (const text of ['', 'stats count(', 'filter @message like', 'fields', 'limit 0', 'filter @message like /(/']) {
      await expect(ask(text), text).rejects.toMatchObject({ name: 'MalformedQueryException' })
    }
    const { queries } = await logs.describeQueries({ logGroupName: GROUP, status: 'Cancelled' })
    expect(queries).toHaveLength(1)
  })
})
