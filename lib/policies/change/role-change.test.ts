import { beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { effectOfChange, type RoleChange } from '@/lib/policies/change/role-change'

let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await loadCatalogue(['s3'])
})

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: string) => ({ Effect: 'Allow', Action, Resource: '*' })
const deny = (Action: string) => ({ Effect: 'Deny', Action, Resource: '*' })
const NONE = policy()

function effect(change: Partial<RoleChange>) {
  const { diff, widensElsewhere } = effectOfChange(
    { before: NONE, after: NONE, others: [], isShared: false, ...change },
    catalogue,
  )
  return { widens: diff.widens, narrows: diff.narrows, widensElsewhere }
}

describe('effectOfChange', () => {
  it('calls it a gain when a Deny goes and another policy allows the action', () => {
    const others = [policy(allow('s3:*'))]
    const before = policy(deny('s3:DeleteObject'))
    expect(effect({ before, after: NONE, others })).toEqual({ widens: true, narrows: false, widensElsewhere: false })
    expect(effect({ before, after: null, others })).toMatchObject({ widens: true })
    expect(effect({ before: NONE, after: before, others })).toMatchObject({ widens: false, narrows: true })
    expect(effect({ before, after: NONE })).toMatchObject({ widens: false, widensElsewhere: false })
  })

  it('sees no gain in what the role has already, or may never have', () => {
    const after = policy(allow('s3:GetObject'))
    expect(effect({ after, others: [policy(allow('s3:Get*'))] })).toMatchObject({ widens: false })
    expect(effect({ after, boundary: policy(allow('s3:ListBucket')) })).toMatchObject({ widens: false })
    expect(effect({ after, boundary: policy(allow('s3:*')) })).toMatchObject({ widens: true })
  })

  it('thinks of whoever else has a managed policy', () => {
    const others = [policy(allow('s3:*'))]
    const after = policy(allow('s3:GetObject'))
    expect(effect({ after, others, isShared: true })).toEqual({ widens: false, narrows: false, widensElsewhere: true })
    expect(effect({ before: policy(deny('s3:GetObject')), after: NONE, isShared: true })).toMatchObject({
      widensElsewhere: true,
    })
    expect(effect({ before: after, after: NONE, others, isShared: true })).toMatchObject({ widensElsewhere: false })
  })

  it('is careful about policies that can’t be read', () => {
    const before = policy(deny('s3:GetObject'))
    expect(effect({ before, after: NONE, others: [null] })).toMatchObject({ widens: false, widensElsewhere: true })
    expect(effect({ before: null, after: policy(allow('s3:GetObject')), others: ['{'] })).toMatchObject({
      widens: true,
    })
  })
})
