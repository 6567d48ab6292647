import { expect, it } from 'vitest'
import { summaryRows } from '@/components/setup/review/summary-rows'

const JWT = { authType: 'jwt', poolMode: 'create', region: 'us-east-1' }
const derived = (values: Record<string, string>) => {
  const rows = Object.fromEntries(summaryRows(values))
  return [rows['Execution role'], rows['User pool'], rows.Runtime]
}

it('derives names from the name of the server', () => {
  expect(derived({ ...JWT, name: 'tools' })).toEqual(['slipway-tools-us-east-1', 'slipway-tools', 'tools'])
})

it.each(['', '  '])('derives nothing from the name %j', (name) => {
  expect(derived({ ...JWT, name })).toEqual(['…', '…', '…'])
})

it('derives no role without a region, and keeps one that was named', () => {
  expect(derived({ ...JWT, name: 'tools', region: '' })[0]).toBe('…')
  expect(derived({ ...JWT, name: '', roleName: 'mine' })[0]).toBe('mine')
})

it('names every policy of a role that has several', () => {
  const rows = Object.fromEntries(
    summaryRows({
      grant: 'several',
      managedPolicyArns: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      inlinePolicies: '[{"name":"AddedPermissions","document":"{}"}]',
    }),
  )
  expect(rows.Permissions).toBe('ReadOnlyAccess, AddedPermissions')
})

it.each(['', 's3 read-only'])('names no policy while %j is searched for', (managedPolicyArn) => {
  expect(Object.fromEntries(summaryRows({ grant: 'managed', managedPolicyArn })).Permissions).toBe('…')
})
