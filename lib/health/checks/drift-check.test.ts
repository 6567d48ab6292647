import { expect, it } from 'vitest'
import type { DriftRow } from '@/lib/drift/model'
import { judgeDrift } from '@/lib/health/checks/drift-check'
import type { RuntimeDetail } from '@/lib/runtimes/model'

const runtime = { id: 'guide-AbCdEf1234' } as RuntimeDetail
const row = (title: string, more: Partial<DriftRow> = {}): DriftRow => ({
  ...{ part: title, kind: 'role-policy', title, what: '', state: 'changed', after: null },
  ...more,
})

it.each([
  ['nothing noted', { against: 'nothing', rows: [] }, 'note', 'Slipway has not noted yet what it left here.'],
  ['no difference', { against: 'fingerprint', rows: [] }, 'well', 'As Slipway left it.'],
  ['one', { against: 'fingerprint', rows: [row('Policy A')] }, 'warning', '1 change since Slipway: Policy A.'],
  [
    'an image',
    { against: 'fingerprint', rows: [row('Image', { kind: 'image' })] },
    'note',
    '1 change since Slipway: Image.',
  ],
  [
    'many',
    { against: 'fingerprint', rows: ['A', 'B', 'C', 'D', 'E'].map((one) => row(one)) },
    'warning',
    '5 changes since Slipway: A, B, C, and 2 more.',
  ],
  [
    'what Terraform keeps',
    { against: 'fingerprint', rows: [row('A', { owner: 'terraform' })] },
    'note',
    'As Slipway left it. 1 change of what another tool keeps.',
  ],
] as const)('%s', (_, { against, rows }, state, evidence) => {
  expect(judgeDrift(runtime, { against, rows: [...rows] })).toMatchObject({
    ...{ state, evidence, action: { href: '/runtimes/guide-AbCdEf1234/drift' } },
  })
})
