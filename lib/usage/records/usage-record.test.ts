import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseUsageRecord } from '@/lib/usage/records/usage-record'

const ARN = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/guide-AbCdEf1234'
const seen = {
  resource_arn: ARN,
  event_timestamp: 1_764_590_400_000,
  resource: { 'service.name': 'AgentCore.Runtime' },
  attributes: {
    'session.id': 's'.repeat(36),
    'resource.id': `${ARN}/runtime-endpoint/prod`,
    'agent.name': 'guide',
    time_elapsed_seconds: 0.28,
  },
  metrics: { 'agent.runtime.memory.gb_hours.used': 0.0001, 'agent.runtime.vcpu.hours.used': 0.0002 },
}
const record = {
  at: 1_764_590_400_000,
  sessionId: 's'.repeat(36),
  endpoint: 'prod',
  seconds: 0.28,
  vcpuHours: 0.0002,
  gbHours: 0.0001,
}

it('reads a record as it was seen', () => {
  expect(parseUsageRecord(JSON.stringify(seen))).toEqual(record)
})

it('reads the flat form, numbers as text, and a time of either kind', () => {
  const flat = {
    event_timestamp: '1764590400000',
    ...{ 'session.id': seen.attributes['session.id'], 'resource.id': seen.attributes['resource.id'] },
    elapsed_time_seconds: '0.28',
    ...{ 'agent.runtime.memory.gb_hours.used': '0.0001', 'agent.runtime.vcpu.hours.used': '0.0002' },
  }
  expect(parseUsageRecord(JSON.stringify(flat))).toEqual(record)
  const iso = { ...seen, event_timestamp: '2025-12-01T12:00:00Z' }
  expect(parseUsageRecord(JSON.stringify(iso))?.at).toBe(Date.parse('2025-12-01T12:00:00Z'))
})

it('takes use within no time, and an endpoint that is not named', () => {
  const { 'resource.id': _, ...rest } = seen.attributes
  const instant = { ...seen, attributes: { ...rest, time_elapsed_seconds: 0 } }
  expect(parseUsageRecord(JSON.stringify(instant))).toEqual({ ...record, endpoint: 'DEFAULT', seconds: 0 })
})

it.each([
  'no JSON',
  '{}',
  'null',
  '[]',
  JSON.stringify({ ...seen, attributes: {} }),
  JSON.stringify({ ...seen, metrics: { 'agent.runtime.vcpu.hours.used': -1 } }),
  JSON.stringify({ ...seen, event_timestamp: 'soon' }),
  JSON.stringify({ ...seen, event_timestamp: 1_764_590_400_000_000_000 }),
])('is no record: %s', (text) => {
  expect(parseUsageRecord(text)).toBeUndefined()
})

it('never throws, and never makes up a number', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const read = parseUsageRecord(text)
      expect(read === undefined || (Number.isFinite(read.vcpuHours) && read.vcpuHours >= 0)).toBe(true)
    }),
  )
})
