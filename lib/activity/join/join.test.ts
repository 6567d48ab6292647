import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { join } from '@/lib/activity/join/join'
import type { Entry, FactsOf, LoggedCall, RecordedCall, Surroundings, TrailCall } from '@/lib/activity/model'
import { operationKey, pascalCase } from '@/lib/activity/operations'

const START = Date.UTC(2026, 10, 20, 12)
const factsOf: FactsOf = (service, operation) => ({
  name: pascalCase(operation),
  actions: [`${service.replace('api', '')}:${operationKey(operation)}`],
  access: 'read',
})
const around: Surroundings = {
  completeThrough: START + 3_600_000,
  hasRead: { trail: true, log: true, record: true },
  factsOf,
}
const agent = { server: '1.5.6', client: { name: 'a', version: '1' } }

function line(id: string, seconds: number, more: Partial<LoggedCall> = {}): LoggedCall {
  return { id, at: START + seconds * 1000, stream: 's1', service: 'ec2', operation: 'describe-instances', ...more }
}

function event(id: string, seconds: number, more: Partial<TrailCall> = {}): TrailCall {
  const at = Math.floor((START + seconds * 1000) / 1000) * 1000
  const known = {
    service: 'ec2',
    operation: 'DescribeInstances',
    region: 'us-east-1',
    session: 'one',
    isRead: true,
    agent,
  }
  return { id, at, ...known, ...more }
}

function opened(stream: string, session: string): TrailCall {
  const platform = { service: 'logs', operation: 'CreateLogStream', invokedBy: 'bedrock-agentcore.amazonaws.com' }
  const { agent: _, ...rest } = event(`opened-${stream}`, -5, { ...platform, stream, session })
  return rest
}

function recorded(id: string, seconds: number, more: Partial<RecordedCall> = {}): RecordedCall {
  const said = {
    client: 'c',
    what: 'call_aws',
    actions: ['ec2:describeinstances'],
    outcome: 'answered',
    requestIds: [],
  }
  return { id, at: START + seconds * 1000, ms: 500, ...said, ...more }
}

function only(entries: Entry[]): Entry {
  expect(entries).toHaveLength(1)
  return entries[0] as Entry
}

describe('a line and its event', () => {
  it('are one entry, certain when the stream is known to be of the session', () => {
    const found = only(
      join({ log: [line('l', 0.2)], trail: [event('e', 0.9), opened('s1', 'one')], record: [] }, around),
    )
    expect(found).toMatchObject({ id: 'e', outcome: 'allowed', session: 'one', client: 'a 1', server: '1.5.6' })
    expect(found.links.trail).toEqual({ ids: ['e'], sureness: { kind: 'one-of', of: 1, isCertain: true } })
    const unknown = only(join({ log: [line('l', 0.2)], trail: [event('e', 0.9)], record: [] }, around))
    expect(unknown.links.trail.sureness).toEqual({ kind: 'one-of', of: 1, isCertain: false })
  })

  it('are several events for pages and for what was tried again, and the last one tells the outcome', () => {
    const trail = [event('e1', 0, { code: 'ThrottlingException' }), event('e2', 2), event('e3', 4)]
    const found = only(join({ log: [line('l', 0.2)], trail, record: [] }, around))
    expect(found.links.trail.ids).toEqual(['e1', 'e2', 'e3'])
    expect(found.outcome).toBe('allowed')
  })

  it('are never certain where two lines could have caused it', () => {
    const log = [line('l1', 0), line('l2', 3)]
    const entries = join({ log, trail: [event('e', 3), opened('s1', 'one')], record: [] }, around)
    expect(entries.map(({ links }) => links.trail)).toEqual([
      { ids: [], sureness: { kind: 'none' } },
      { ids: ['e'], sureness: { kind: 'one-of', of: 2, isCertain: false } },
    ])
  })

  it('are each with one of the other where many fall into a second', () => {
    const log = Array.from({ length: 64 }, (_, index) => line(`l${index}`, index * 0.3))
    const trail = log.map((_, index) => event(`e${index}`, index * 0.3 + 0.1))
    const entries = join({ log, trail: trail.toReversed(), record: [] }, around)
    expect(entries.map(({ links }) => links.trail.ids.length)).toEqual(log.map(() => 1))
  })

  it('are apart by session, region, time and who called', () => {
    const apart = [
      [line('l', 0), event('e', 0, { session: 'other' })],
      [line('l', 0, { region: 'eu-west-1' }), event('e', 0)],
      [line('l', 0), event('e', 12)],
      [line('l', 5), event('e', 2)],
      [line('l', 0, { refusal: 'policy' }), event('e', 0)],
    ] as const
    for (const [one, other] of apart) {
      expect(join({ log: [one], trail: [other, opened('s1', 'one')], record: [] }, around)).toHaveLength(2)
    }
    const { agent: _, ...foreign } = event('e', 0)
    const entries = join({ log: [line('l', 0)], trail: [foreign], record: [] }, around)
    expect(entries.map(({ isForeign }) => isForeign)).toEqual([true, undefined])
  })

  it('fan out with a command for every region', () => {
    const log = [line('l', 0)]
    const trail = ['us-east-1', 'eu-west-1', 'eu-west-2'].map((region) => event(`e-${region}`, 1, { region }))
    expect(only(join({ log, trail, record: [] }, around)).links.trail.ids).toHaveLength(3)
  })
})

describe('a line without an event', () => {
  it.each([
    ['unrecorded', { service: 'dynamodb', operation: 'scan' }, {}],
    ['unrecorded', { refusal: 'policy' as const }, {}],
    ['not-yet', {}, { completeThrough: START - 1 }],
    ['none', {}, {}],
    ['unread', {}, { hasRead: { trail: false, log: true, record: true } }],
  ])('is %s', (kind, of, surroundings) => {
    const found = only(join({ log: [line('l', 0, of)], trail: [], record: [] }, { ...around, ...surroundings }))
    expect(found.links.trail.sureness.kind).toBe(kind)
  })
})

it.each([
  ['identity', 'because no identity-based policy allows the ec2:DescribeInstances action'],
  ['scp', 'with an explicit deny in a service control policy'],
  ['boundary', 'because no permissions boundary allows the ec2:DescribeInstances action'],
])('says that %s refused', (refusedBy, why) => {
  const who = 'arn:aws:sts::123456789012:assumed-role/r/one'
  const message = `User: ${who} is not authorized to perform: ec2:DescribeInstances on resource: * ${why}`
  const found = only(join({ log: [], trail: [event('e', 0, { code: 'AccessDenied', message })], record: [] }, around))
  expect(found).toMatchObject({ outcome: 'refused', refusedBy })
})

describe('a recorded call', () => {
  it('is exact by the id of the request, else as sure as there is one', () => {
    const trail = [event('e', 0, { requestId: 'r-1', session: 'BedrockAgentCore-x' })]
    const parts = { log: [line('l', 0)], trail, record: [recorded('a', 0, { requestIds: ['r-1'] }), recorded('b', 0)] }
    const entries = join(parts, around)
    expect(entries[1]?.links.record ?? entries[0]?.links.record).toBeDefined()
    expect(entries.find(({ id }) => id === 'e')?.links.record).toEqual({ ids: ['a'], sureness: { kind: 'exact' } })
    const two = join({ ...parts, record: [recorded('a', 0), recorded('b', 0)] }, around)
    expect(two.find(({ id }) => id === 'e')?.links.record.sureness).toMatchObject({ of: 2, isCertain: false })
    const own = join({ ...parts, record: [recorded('a', 0, { session: 'x' })] }, around)
    expect(only(own).links.record.sureness).toMatchObject({ of: 1, isCertain: true })
  })

  it('that the guard kept is an entry of its own, refused by it', () => {
    const kept = recorded('a', 0, { outcome: 'not sent', verdict: 'deny' })
    const entries = join({ log: [], trail: [event('e', 0)], record: [kept] }, around)
    expect(entries.find(({ id }) => id === 'a')).toMatchObject({ outcome: 'refused', refusedBy: 'guard' })
    expect(entries).toHaveLength(2)
  })
})

/** A world: calls of several sessions, each with its line; what became of their events is up to chance. */
const worlds = fc.array(
  fc.record({
    session: fc.nat(3),
    operation: fc.constantFrom('describe-instances', 'describe-vpcs', 'describe-images'),
    at: fc.nat(60_000),
    takes: fc.nat(4000),
    pages: fc.nat(3),
    saysEnd: fc.boolean(),
    saysRegion: fc.boolean(),
    region: fc.constantFrom('us-east-1', 'eu-west-1'),
    isKnown: fc.boolean(),
  }),
  { maxLength: 60 },
)

it('loses and invents nothing, and is never wrong where it is certain, whatever events are missing', () => {
  fc.assert(
    fc.property(worlds, fc.nat(3), (calls, mapped) => {
      const log = calls.map(({ session, operation, at, takes, saysEnd, saysRegion, region }, index) => ({
        ...line(`l${index}`, at / 1000, { stream: `s${session}`, operation }),
        ...(saysRegion ? { region } : {}),
        ...(saysEnd ? { endedAt: START + at + takes } : {}),
      }))
      const trail = calls.flatMap(({ session, operation, at, takes, pages, region }, index) =>
        Array.from({ length: pages }, (_, page) =>
          event(`l${index}-${page}`, (at + (takes * page) / 3) / 1000, {
            session: `session ${session}`,
            operation: pascalCase(operation),
            region,
          }),
        ),
      )
      const streams = Array.from({ length: mapped }, (_, index) => opened(`s${index}`, `session ${index}`))
      const entries = join({ log, trail: [...trail, ...streams], record: [] }, around)
      const ids = (source: 'trail' | 'log') => entries.flatMap(({ links }) => links[source].ids).sort()
      expect(ids('trail')).toEqual(trail.map(({ id }) => id).sort())
      expect(ids('log')).toEqual(log.map(({ id }) => id).sort())
      const wrong = entries.filter(({ links: { trail: events, log: lines } }) => {
        const isCertain = events.sureness.kind === 'one-of' && events.sureness.isCertain
        return isCertain && events.ids.some((id) => id.split('-')[0] !== lines.ids[0])
      })
      expect(wrong).toEqual([])
    }),
    { numRuns: 500 },
  )
})
