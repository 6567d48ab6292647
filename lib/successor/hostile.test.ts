import { expect, it } from 'vitest'
import type { RecordEntry } from '@/lib/bridge/recording/record'
import { whyNotSent } from '@/lib/successor/commands'
import { countRows } from '@/lib/successor/coverage'
import { personPolicies } from '@/lib/successor/policy'

function call(action: string, outcome: string): RecordEntry {
  const made = { at: '2026-12-01T00:00:00Z', client: 'c', method: 'tools/call', tool: 'call_aws' }
  return { ...made, ms: 1, bytes: 1, tries: 1, actions: [action], outcome }
}

it('allows a person nothing that the role was refused', async () => {
  const rows = countRows([call('s3:ListAllMyBuckets', 'answered'), call('iam:CreateAccessKey', 'refused')])
  const { allow } = await personPolicies(rows.flatMap(({ action }) => action ?? []))
  expect(allow).toContain('s3:ListAllMyBuckets')
  expect(allow).not.toContain('iam:CreateAccessKey')
})

it.each([
  'aws secretsmanager get-secret-value --secret-id a',
  'aws ssm get-parameter --name a --with-decryption',
  'aws ssm get-parameters-by-path --path /a --with-decryption',
  'aws secretsmanager batch-get-secret-value',
  'aws s3 presign s3://b/k',
])('sends no command again whose answer is a secret: %s', async (command) => {
  expect(await whyNotSent(command)).toBeDefined()
})
