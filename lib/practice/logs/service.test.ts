import { CloudWatchLogs, type FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendLogEvents } from '@/lib/practice/logs/store'
import { type Practice, startPractice } from '@/lib/practice/server/start'

const GROUP = '/aws/bedrock-agentcore/runtimes/x-AbCdEf1234-DEFAULT'
const DAY = 86_400_000

let practice: Practice
let logs: CloudWatchLogs
let offset = 0

beforeEach(async () => {
  offset = 0
  practice = await startPractice({ now: () => Date.now() + offset })
  const { url: endpoint, region, accessKeyId, secretAccessKey } = practice
  logs = new CloudWatchLogs({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
    disableHostPrefix: true,
  })
})

afterEach(() => practice.close())

function append(stream: string, events: { timestamp: number; message: string }[]) {
  appendLogEvents(practice.state, { region: practice.region, group: GROUP, stream, events })
}

async function readAll(input: Partial<Parameters<CloudWatchLogs['filterLogEvents']>[0]> = {}) {
  const events: FilteredLogEvent[] = []
  let pages = 0
  let nextToken: string | undefined

  do {
    const page = await logs.filterLogEvents({ logGroupName: GROUP, ...input, nextToken })
    events.push(...(page.events ?? []))
    nextToken = page.nextToken
    pages += 1
  } while (nextToken !== undefined && pages < 5000)
  return { events, pages, messages: events.map(({ message }) => message) }
}

describe('groups and streams', () => {
  it('makes, lists, tags and deletes groups', async () => {
    await logs.createLogGroup({ logGroupName: GROUP, tags: { a: '1' } })
    await expect(logs.createLogGroup({ logGroupName: GROUP })).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    })
    const { logGroups } = await logs.describeLogGroups({ logGroupNamePrefix: '/aws/bedrock' })
    const arn = logGroups?.[0]?.logGroupArn ?? ''
    expect(logGroups).toMatchObject([{ logGroupName: GROUP, arn: `${arn}:*`, logGroupClass: 'STANDARD' }])
    await logs.tagResource({ resourceArn: arn, tags: { b: '2' } })
    await logs.untagResource({ resourceArn: arn, tagKeys: ['a'] })
    expect((await logs.listTagsForResource({ resourceArn: arn })).tags).toEqual({ b: '2' })
    await logs.deleteLogGroup({ logGroupName: GROUP })
    await expect(logs.filterLogEvents({ logGroupName: GROUP })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    })
  })

  it('pages through groups', async () => {
    for (let i = 0; i < 7; i++) {
      await logs.createLogGroup({ logGroupName: `g${i}` })
    }
    const first = await logs.describeLogGroups({ limit: 4 })
    const second = await logs.describeLogGroups({ limit: 4, nextToken: first.nextToken })
    expect([...(first.logGroups ?? []), ...(second.logGroups ?? [])].map((group) => group.logGroupName)).toEqual(
      Array.from({ length: 7 }, (_, i) => `g${i}`),
    )
    expect(second.nextToken).toBeUndefined()
  })

  it('refuses a prefix with the order of last events', async () => {
    append('a', [{ timestamp: Date.now(), message: 'x' }])
    await expect(
      logs.describeLogStreams({ logGroupName: GROUP, logStreamNamePrefix: 'a', orderBy: 'LastEventTime' }),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  it('brings lastEventTimestamp up to date only now and then', async () => {
    const now = Date.now()
    append('a', [{ timestamp: now - 5, message: 'x' }])
    const read = async () =>
      (await logs.describeLogStreams({ logGroupName: GROUP })).logStreams?.[0]?.lastEventTimestamp
    expect(await read()).toBe(now - 5)
    append('a', [{ timestamp: now, message: 'y' }])
    expect(await read()).toBe(now - 5)
    offset = 61_000
    expect(await read()).toBe(now)
  })
})

describe('writing', () => {
  beforeEach(async () => {
    await logs.createLogGroup({ logGroupName: GROUP })
    await logs.createLogStream({ logGroupName: GROUP, logStreamName: 's' })
  })

  const put = (logEvents: { timestamp: number; message: string }[]) =>
    logs.putLogEvents({ logGroupName: GROUP, logStreamName: 's', logEvents })

  it.each([
    ['in chronological order', [2, 1]],
    ['cannot span more than 24 hours', [-DAY - 1, 0]],
  ])('refuses a batch: %s', async (message, offsets) => {
    const events = offsets.map((timestamp) => ({ timestamp: Date.now() + timestamp, message: 'x' }))
    await expect(put(events)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining(message),
    })
  })

  it('says which events were too old or too new, and keeps the others', async () => {
    const now = Date.now()
    const tooNew = await put([
      { timestamp: now, message: 'kept' },
      { timestamp: now + 3 * 3_600_000, message: 'new' },
    ])
    expect(tooNew.rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 })
    const tooOld = await put([
      { timestamp: now - 14 * DAY - 60_000, message: 'old' },
      { timestamp: now - 14 * DAY + 60_000, message: 'kept too' },
    ])
    expect(tooOld.rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 })
    expect((await readAll()).messages).toEqual(['kept too', 'kept'])
  })

  it('hides what the retention has expired, and takes only the days that AWS takes', async () => {
    await put([{ timestamp: Date.now() - 2 * DAY, message: 'old' }])
    await put([{ timestamp: Date.now(), message: 'new' }])
    await logs.putRetentionPolicy({ logGroupName: GROUP, retentionInDays: 1 })
    expect((await readAll()).messages).toEqual(['new'])
    await expect(logs.putRetentionPolicy({ logGroupName: GROUP, retentionInDays: 2 })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})

describe('reading', () => {
  it('filters, and merges streams by time', async () => {
    append('a', [
      { timestamp: 3000, message: 'ERROR three' },
      { timestamp: 1000, message: 'one' },
    ])
    append('b', [
      { timestamp: 2000, message: 'ERROR two' },
      { timestamp: 3000, message: 'ERROR three again' },
    ])
    expect((await readAll()).messages).toEqual(['one', 'ERROR two', 'ERROR three', 'ERROR three again'])
    expect((await readAll({ filterPattern: 'ERROR', startTime: 2000, endTime: 2000 })).messages).toEqual(['ERROR two'])
    expect((await readAll({ logStreamNames: ['a'] })).messages).toEqual(['one', 'ERROR three'])
    await expect(readAll({ filterPattern: 'a:b' })).rejects.toMatchObject({
      message: "Invalid character(s) in term 'a:b'",
    })
    await expect(readAll({ logStreamNames: ['a'], logStreamNamePrefix: 'a' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  it('gives every event once across pages, forward and backward', async () => {
    const start = Date.UTC(2026, 0, 1)
    append(
      'a',
      Array.from({ length: 250 }, (_, i) => ({ timestamp: start + Math.floor(i / 10), message: `${i}` })),
    )
    const forward = await readAll({ limit: 33 })
    const backward = await readAll({ limit: 33, startFromHead: false, startTime: start })
    expect(forward.messages).toEqual(Array.from({ length: 250 }, (_, i) => `${i}`))
    expect(backward.messages).toEqual([...forward.messages].reverse())
    expect(new Set(forward.events.map(({ eventId }) => eventId)).size).toBe(250)
    expect(backward.events.map(({ eventId }) => eventId).reverse()).toEqual(
      forward.events.map(({ eventId }) => eventId),
    )
    await expect(readAll({ startFromHead: false, startTime: 1 })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  it('keeps a token to its request', async () => {
    append('a', [
      { timestamp: 1, message: 'x' },
      { timestamp: 2, message: 'x' },
    ])
    const { nextToken } = await logs.filterLogEvents({ logGroupName: GROUP, limit: 1 })
    await expect(logs.filterLogEvents({ logGroupName: GROUP, filterPattern: 'x', nextToken })).rejects.toMatchObject({
      message: 'The specified nextToken is invalid.',
    })
  })

  it('loses nothing when pages come empty', async () => {
    practice.faults.switch({ emptyLogPages: 50 })
    append(
      'a',
      Array.from({ length: 40 }, (_, i) => ({ timestamp: i, message: `${i}` })),
    )
    const { messages, pages } = await readAll({ limit: 5 })
    expect(messages).toHaveLength(40)
    expect(pages).toBeGreaterThan(10)
  })

  it('shows an event only after its share of the lag', async () => {
    practice.faults.switch({ logVisibilityMs: 10_000 })
    append('a', [{ timestamp: Date.now(), message: 'x' }])
    expect((await readAll()).messages).toEqual([])
    offset = 10_001
    expect((await readAll()).messages).toEqual(['x'])
  })

  it('answers the sent token at both ends of a stream', async () => {
    append(
      'a',
      Array.from({ length: 5 }, (_, i) => ({ timestamp: i, message: `${i}` })),
    )
    const stream = { logGroupName: GROUP, logStreamName: 'a' }
    const latest = await logs.getLogEvents({ ...stream, limit: 2 })
    expect(latest.events?.map(({ message }) => message)).toEqual(['3', '4'])
    const end = await logs.getLogEvents({ ...stream, nextToken: latest.nextForwardToken })
    expect(end).toMatchObject({ events: [], nextForwardToken: latest.nextForwardToken })
    const earlier = await logs.getLogEvents({ ...stream, nextToken: latest.nextBackwardToken })
    expect(earlier.events?.map(({ message }) => message)).toEqual(['0', '1', '2'])
    const start = await logs.getLogEvents({ ...stream, nextToken: earlier.nextBackwardToken })
    expect(start).toMatchObject({ events: [], nextBackwardToken: earlier.nextBackwardToken })
    append('a', [{ timestamp: 9, message: 'late' }])
    const more = await logs.getLogEvents({ ...stream, nextToken: end.nextForwardToken })
    expect(more.events?.map(({ message }) => message)).toEqual(['late'])
    const bounded = await logs.getLogEvents({ ...stream, startFromHead: true, startTime: 1, endTime: 3 })
    expect(bounded.events?.map(({ message }) => message)).toEqual(['1', '2'])
  })

  it('reads a million events in pages', async () => {
    const count = 1_000_000
    const start = Date.now() - count

    for (let i = 0; i < count; i += 10_000) {
      append(
        `s${i % 4}`,
        Array.from({ length: 10_000 }, (_, k) => ({ timestamp: start + ((i + k) ^ 7), message: `line ${i + k}` })),
      )
    }
    const found = await readAll({ filterPattern: '"line 99999"', startTime: start })
    const expected = [99_999, ...Array.from({ length: 10 }, (_, k) => 999_990 + k)].map((i) => `line ${i}`)
    const times = found.events.map(({ timestamp = 0 }) => timestamp)
    expect([...found.messages].sort()).toEqual(expected.sort())
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })
})

describe('Live Tail', () => {
  it('starts, updates each second, also without events, and samples what is too much', async () => {
    append('a', [{ timestamp: Date.now(), message: 'before' }])
    const { logGroups } = await logs.describeLogGroups({ logGroupNamePrefix: GROUP })
    const arn = logGroups?.[0]?.logGroupArn ?? ''
    await expect(logs.startLiveTail({ logGroupIdentifiers: [`${arn}:*`] })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
    const abort = new AbortController()
    const { responseStream } = await logs.startLiveTail(
      { logGroupIdentifiers: [arn], logEventFilterPattern: 'hit' },
      { abortSignal: abort.signal },
    )
    const seen: { count: number; sampled: boolean | undefined }[] = []

    for await (const event of responseStream ?? []) {
      if (event.sessionStart) {
        append('a', [
          { timestamp: Date.now(), message: 'hit' },
          { timestamp: Date.now(), message: 'miss' },
        ])
      }
      if (event.sessionUpdate) {
        const { sessionResults = [], sessionMetadata } = event.sessionUpdate
        seen.push({ count: sessionResults.length, sampled: sessionMetadata?.sampled })
        append('a', seen.length === 2 ? Array.from({ length: 700 }, () => ({ timestamp: 1, message: 'hit' })) : [])
      }
      if (seen.length === 3) {
        abort.abort()
        break
      }
    }
    expect(seen).toEqual([
      { count: 1, sampled: false },
      { count: 0, sampled: false },
      { count: 500, sampled: true },
    ])
  })
})
