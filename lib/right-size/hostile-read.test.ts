import { expect, it, vi } from 'vitest'
import type { Connection } from '@/lib/aws/connection'
import { ok } from '@/lib/result'
import { readRightSize } from '@/lib/right-size/read-right-size'

const NOW = Date.parse('2026-12-01T12:00:00Z')
const here = 'arn:aws:sqs:us-east-1:111122223333:here'
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['sqs:GetQueueAttributes'], Resource: '*' }],
})

vi.mock('@/lib/roles/queries', () => ({
  getRole: async () =>
    ok({
      ...{ name: 'worker', arn: 'arn:aws:iam::111122223333:role/worker', createdAt: '2026-01-01T00:00:00Z' },
      ...{ inlinePolicies: [{ name: 'queues', document }], attachedPolicies: [], boundaryDocument: null, tags: {} },
    }),
}))
vi.mock('@/lib/activity/read-activity', () => ({
  readActivity: async () => ({
    entries: [
      {
        ...{ at: '2026-11-30T12:00:00Z', service: 'sqs', operation: 'GetQueueAttributes', outcome: 'allowed' },
        ...{ region: 'us-east-1', resource: here },
      },
    ],
    sources: {
      // Of eu-west-1, where the same action was used on another queue, CloudTrail gave nothing.
      trail: ok({ failed: [{ region: 'eu-west-1', failure: { code: 'throttled', message: 'Too many.' } }] }),
      ...{ log: ok({}), record: ok({}) },
    },
    completeThrough: NOW,
  }),
}))
vi.mock('@/lib/right-size/read-last-accessed', () => ({
  readLastAccessed: async () =>
    ok(
      new Map([
        [
          'sqs',
          {
            last: { at: NOW - 1000, region: 'eu-west-1' },
            tracked: new Map([['getqueueattributes', { at: NOW - 1000, region: 'eu-west-1' }]]),
          },
        ],
      ]),
    ),
}))

it('narrows no resource while a region was not read, or the report names one that nobody read', async () => {
  const runtime = { id: 'r', name: 'tools', arn: 'arn', roleArn: 'arn:aws:iam::111122223333:role/worker' }
  const asked = { days: 30, margin: 'none' as const, now: NOW, signal: new AbortController().signal }
  const found = await readRightSize({ region: 'us-east-1' } as Connection, runtime, asked)
  expect(found.ok && found.data.missing.length).toBe(1)
  expect(found.ok && found.data.resources.narrowed).toEqual([])
})
