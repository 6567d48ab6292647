import { describe, expect, it } from 'vitest'
import { logRequests } from '@/lib/logs/addresses'
import { downloadQuery, eventsQuery, streamQuery } from '@/lib/logs/requests'

const GROUP = '/aws/bedrock-agentcore/runtimes/x-AbCdEf1234-DEFAULT'
const connection = 'profile:a%20b/eu-west-1'
const about = { group: GROUP, pattern: '"a & b" -?c' }
/** What the gate leaves of an address for the schema. */
function queryOf(address: string) {
  const { connection: _, ...query } = Object.fromEntries(new URL(address, 'http://localhost').searchParams)
  return query
}

describe('addresses of the log routes', () => {
  it('name the connection of the page', () => {
    const address = logRequests.stream({ connection, ...about })
    expect(new URL(address, 'http://localhost').searchParams.get('connection')).toBe(connection)
  })

  it('are read back as they were meant', () => {
    expect(streamQuery.parse(queryOf(logRequests.stream({ connection, ...about, newest: 5 })))).toEqual({
      ...about,
      newest: 5,
    })
    const range = { ...about, from: 5, to: 1_790_000_000_000 }
    const events = { ...range, limit: 10, order: 'newest', token: 'a/b+c=' } as const
    expect(eventsQuery.parse(queryOf(logRequests.events({ connection, ...events })))).toEqual(events)
    const file = { ...range, format: 'jsonl' } as const
    expect(downloadQuery.parse(queryOf(logRequests.download({ connection, ...file })))).toEqual(file)
  })

  it('fill in what is not said', () => {
    const plain = queryOf(logRequests.events({ connection: 'practice/us-east-1', group: GROUP, from: 0, to: 1 }))
    expect(eventsQuery.parse(plain)).toMatchObject({ pattern: '', limit: 1000, order: 'oldest' })
  })

  it.each([
    { group: '' },
    { group: 'a b' },
    { group: 'x'.repeat(513) },
    { group: '../\n' },
    { from: '-1' },
    { from: 'NaN' },
    { to: '1e300' },
    { limit: '0' },
    { limit: '10001' },
    { order: 'sideways' },
    { more: '1' },
  ])('refuse %j', (wrong) => {
    const plain = queryOf(logRequests.events({ connection: 'practice/us-east-1', group: GROUP, from: 0, to: 1 }))
    expect(eventsQuery.safeParse({ ...plain, ...wrong }).success).toBe(false)
  })
})
