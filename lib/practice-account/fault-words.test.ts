import { expect, it } from 'vitest'
import type { PracticeFault, PracticeStatus } from '@/lib/practice-account/admin'
import { faultLine } from '@/lib/practice-account/fault-words'

const OFF: PracticeStatus['switches'] = {
  createFailed: null,
  updateFailed: null,
  imageRegion: null,
  claimMismatch: null,
  noisyLogs: false,
  hostileLogs: false,
  rolePropagationMs: 4000,
  policyPropagationMs: 2000,
  readyMs: 6000,
  coldStartMs: 800,
  trailLagMs: 300_000,
  lastAccessedLagMs: 60_000,
}
const NONE = { faults: [], left: [], switches: OFF }

function fault(type: string, match: Partial<PracticeFault['match']> = {}): PracticeFault {
  return { id: type, match: { skip: 0, times: null, ...match }, effect: { type, when: 'before' } }
}

it.each<[string, Partial<PracticeStatus>, ReturnType<typeof faultLine>]>([
  ['nothing', {}, undefined],
  [
    'one for good',
    { faults: [fault('access-denied', { service: 'iam' })], left: [null] },
    { short: 'A fault is on', text: 'IAM refuses every call (access denied).' },
  ],
  [
    'one that counts down',
    { faults: [fault('access-denied', { service: 'iam', times: 5 })], left: [3] },
    { short: 'A fault is on', text: 'IAM refuses calls (access denied), 3 more times.' },
  ],
  [
    'the last time, everywhere',
    { faults: [fault('reset', { times: 5 })], left: [1] },
    { short: 'A fault is on', text: 'Every service cuts the connection, 1 more time.' },
  ],
  [
    'one operation',
    { faults: [fault('slow', { service: 'logs', operation: 'FilterLogEvents' })], left: [null] },
    { short: 'A fault is on', text: 'CloudWatch Logs (FilterLogEvents) answers slowly.' },
  ],
  ['one that is used up', { faults: [fault('reset', { times: 1 })], left: [0] }, undefined],
  ['one inside a service', { switches: { ...OFF, noisyLogs: true } }, { short: 'A fault is on', text: 'Noisy logs.' }],
  [
    'several',
    {
      faults: [fault('slow'), fault('throttle')],
      left: [null, 2],
      switches: { ...OFF, createFailed: 'x' },
    },
    { short: '3 faults are on', text: '' },
  ],
])('%s', (_, given, expected) => {
  expect(faultLine({ ...NONE, ...given })).toEqual(expected)
})
