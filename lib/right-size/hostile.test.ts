import { beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { coversAction } from '@/lib/policies/evaluate/evaluate'
import type { PolicyItem, Resize } from '@/lib/right-size/change/model'
import { itemsOf, replacementsOf } from '@/lib/right-size/change/proposal'
import { resizeSteps } from '@/lib/right-size/change/steps'
import { placePolicies } from '@/lib/right-size/fit'
import type { HeldPolicy, LastAccessed } from '@/lib/right-size/model'
import { type NarrowedPolicy, narrow } from '@/lib/right-size/propose'
import {
  callOf,
  granted,
  held,
  lastAccessedOf,
  NOW,
  SINCE,
  simulatedCatalogue,
} from '@/lib/right-size/testing/simulated'
import { judgeUse } from '@/lib/right-size/use'
import type { RoleDetail } from '@/lib/roles/model'

let catalogue: Catalogue
let whole: Catalogue

beforeAll(async () => {
  catalogue = await simulatedCatalogue()
  whole = await loadCatalogue('all')
}, 60_000)

function allows(policies: NarrowedPolicy[], action: string): boolean {
  return policies.some(({ document }) =>
    document?.Statement.some((one) => one.Effect === 'Allow' && coversAction(one, action)),
  )
}

describe('what IAM reports as used stays, though the catalogue does not know it yet', () => {
  it('keeps a used service that is newer than the catalogue out of a lone star', () => {
    const policies = [held('all', [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }])]
    const calls = [callOf('s3:ListAllMyBuckets')]
    const report = new Map(lastAccessedOf(granted(whole, policies), calls))
    report.set('brandnewservice', { last: { at: NOW - 3_600_000 }, tracked: new Map() })
    const use = judgeUse({ calls, lastAccessed: report, policies, catalogue: whole, since: SINCE })
    const next = narrow(policies, { use, catalogue: whole, margin: 'none' })
    expect(allows(next.policies, 'brandnewservice:DoIt')).toBe(true)
  })

  it('keeps a used action that is newer than the catalogue', () => {
    const policies = [held('s3', [{ Effect: 'Allow', Action: ['s3:*'], Resource: ['*'] }])]
    const calls = [callOf('s3:ListAllMyBuckets')]
    const report: LastAccessed = lastAccessedOf(granted(catalogue, policies), calls)
    const tracked = report?.get('s3')?.tracked as Map<string, { at: number }> | undefined
    tracked?.set('brandnewaction', { at: NOW - 3_600_000 })
    const use = judgeUse({ calls, lastAccessed: report, policies, catalogue, since: SINCE })
    const next = narrow(policies, { use, catalogue, margin: 'none' })
    expect(allows(next.policies, 's3:BrandNewAction')).toBe(true)
  })
})

describe('two policies whose copies would have one name', () => {
  const big = (name: string, mark: string, arn: string | null): NarrowedPolicy => {
    const Resource = Array.from({ length: 119 }, (_, index) => `arn:aws:s3:::${mark}-${'x'.repeat(20)}-${index}`)
    const from: HeldPolicy = held(name, [{ Effect: 'Allow', Action: ['s3:*'], Resource }], arn)
    return {
      from,
      document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource }] },
      isChanged: true,
    }
  }
  const roleOf = (policies: NarrowedPolicy[]) =>
    ({
      arn: 'arn:aws:iam::111122223333:role/worker',
      name: 'worker',
      inlinePolicies: policies.flatMap(({ from }) => (from.arn ? [] : [{ name: from.name, document: from.text }])),
      attachedPolicies: policies.flatMap(({ from }) =>
        from.arn ? [{ name: from.name, arn: from.arn, document: from.text }] : [],
      ),
    }) as unknown as RoleDetail

  it.each([
    ['an inline and a managed policy of one name', 'data', 'data'],
    ['long names that begin alike', `${'n'.repeat(118)}-one`, `${'n'.repeat(118)}-two`],
  ])('loses neither: %s', (_, one, other) => {
    const filler = big('filler', 'f', null)
    const policies = [
      filler,
      big(one, 'first', one === other ? null : `arn:aws:iam::111122223333:policy/${one}`),
      big(other, 'second', `arn:aws:iam::111122223333:policy/${other}`),
    ]
    const fit = placePolicies(policies, 'worker')
    const items = itemsOf(replacementsOf(fit.placed), roleOf(policies))
    const texts = JSON.stringify(items)
    const after = (items ?? [])
      .map((item) => (item.kind === 'inline' ? item.after : item.after ? item.copy : ''))
      .join()
    expect(texts).not.toBe('null')
    expect(after).toContain('arn:aws:s3:::first-')
    expect(after).toContain('arn:aws:s3:::second-')
  })
})

it('asks before it gives a role the narrowed copy of a policy that somebody detached meanwhile', () => {
  const arn = 'arn:aws:iam::aws:policy/AmazonS3FullAccess'
  const items: PolicyItem[] = [
    { kind: 'attached', arn, from: 'AmazonS3FullAccess', before: true, after: false },
    { kind: 'inline', name: 'AmazonS3FullAccess-narrowed', from: 'AmazonS3FullAccess', before: null, after: '{}' },
  ]
  const at = '2026-10-01T00:00:00.000Z'
  const role = { roleName: 'worker', roleArn: 'arn:aws:iam::111122223333:role/worker', roleCreatedAt: at }
  const resize: Resize = {
    ...{ ...role, id: 'a', deployment: 'guide', at, days: 30, trimmed: 1, way: 'forth', endedAt: null, items },
  }
  const { steps, strange } = resizeSteps(resize, { inline: new Map(), attached: new Set(), copies: new Map() })
  const writes = steps.filter(({ call }) => call !== undefined)
  expect(strange.length > 0 || writes.length === 0).toBe(true)
})

it.each([
  ['ec2:RunInstances', 'ec2:CreateTags'],
  ['lambda:CreateFunction', 'lambda:TagResource'],
  ['sqs:CreateQueue', 'sqs:TagQueue'],
  ['dynamodb:CreateTable', 'dynamodb:TagResource'],
])('keeps the tagging that comes along with %s, which no source shows as a call', (used, tagging) => {
  const policies = [held('makes', [{ Effect: 'Allow', Action: [used, tagging], Resource: ['*'] }])]
  const calls = [callOf(used)]
  const lastAccessed = lastAccessedOf(granted(catalogue, policies), calls)
  const use = judgeUse({ calls, lastAccessed, policies, catalogue, since: SINCE })
  expect(narrow(policies, { use, catalogue, margin: 'none' }).trimmed).not.toContain(tagging)
})
