import { expect, it } from 'vitest'
import type { Entry } from '@/lib/activity/model'
import { doorsOf, findingDoor } from '@/lib/activity/view/doors'
import { exportName } from '@/lib/activity/view/export'
import { leadOf } from '@/lib/activity/view/lead'
import { around, indexOfEntry } from '@/lib/activity/view/page-of-entries'

const NOW = Date.parse('2026-11-20T14:18:00Z')
const none = { ids: [], sureness: { kind: 'none' as const } }

function entry(id: string, more: Partial<Entry> = {}): Entry {
  return {
    ...{ id, at: '2026-11-20T12:00:00.000Z', what: 'List buckets', service: 's3', operation: 'ListBuckets' },
    ...{ access: 'read', outcome: 'allowed', links: { trail: none, log: none, record: none } },
    ...more,
  }
}

const facts = {
  query: { last: '24h' as const, filter: {} },
  entries: [entry('a'), entry('b', { outcome: 'refused' })],
  findings: [],
  completeThrough: Date.parse('2026-11-20T14:03:00Z'),
  missing: [],
  now: NOW,
}

it('says first how much there was, how much was refused, and how whole that is', () => {
  expect(leadOf(facts)).toEqual({ tone: 'info', text: '2 actions in 24 h, 1 refused; complete through 14:03 UTC.' })
  expect(leadOf({ ...facts, entries: [entry('a')] })).toMatchObject({ tone: 'success' })
  expect(leadOf({ ...facts, missing: ['CloudTrail'] })).toEqual({
    tone: 'warning',
    text: '2 actions in 24 h, 1 refused; without CloudTrail.',
  })
  const finding = { kind: 'burst' as const, title: 't', entries: ['a'] }
  expect(leadOf({ ...facts, findings: [finding] })).toMatchObject({
    tone: 'warning',
    text: '2 actions in 24 h, 1 refused; 1 thing to look at; complete through 14:03 UTC.',
  })
})

it('finds an entry by the id of any of its parts, and shows what is about it', () => {
  const line = { ids: ['line'], sureness: { kind: 'exact' as const } }
  const entries = [entry('a'), entry('event', { links: { trail: none, log: line, record: none } }), entry('line2')]
  expect(indexOfEntry(entries, 'line')).toBe(1)
  expect(indexOfEntry(entries, 'event')).toBe(1)
  expect(indexOfEntry(entries, 'gone')).toBe(-1)
  expect(around(entries, 2, 2)).toEqual({ from: 1, rows: entries.slice(1) })
  expect(around(entries, 0, 10)).toEqual({ from: 0, rows: entries })
})

it('leads from a refusal to what refused it', () => {
  const server = { id: 'x-AbCdEf1234', roleName: 'r' }
  const refused = (refusedBy: NonNullable<Entry['refusedBy']>) =>
    doorsOf(entry('a', { outcome: 'refused', refusedBy, service: 'monitoring', operation: 'PutDashboard' }), server)
  expect(refused('identity')[0]?.href).toBe('/roles/r?propose=cloudwatch%3APutDashboard&on=*')
  expect(refused('guard')[0]?.href).toBe('/runtimes/x-AbCdEf1234/calls')
  expect(refused('server')[0]?.href).toBe('/runtimes/x-AbCdEf1234/settings')
  expect(refused('scp')).toEqual([])
  expect(doorsOf(entry('a'), server)).toEqual([])
  expect(findingDoor('secret-read', server).href).toBe('/roles/r')
  expect(findingDoor('burst', server).href).toBe('/runtimes/x-AbCdEf1234/stop')
})

it('names a file by its server and its time, and by what is missing in it', () => {
  const range = { since: NOW - 3_600_000, until: NOW }
  expect(exportName('x-AbCdEf1234', range, [], 'csv')).toBe(
    'activity_x-AbCdEf1234_20261120T131800Z_20261120T141800Z.csv',
  )
  expect(exportName('x-AbCdEf1234', range, ['a part of the log'], 'jsonl')).toBe(
    'activity_x-AbCdEf1234_20261120T131800Z_20261120T141800Z_without-a-part-of-the-log.jsonl',
  )
})
