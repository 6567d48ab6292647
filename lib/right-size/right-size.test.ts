import { beforeAll, describe, expect, it } from 'vitest'
import type { Catalogue, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import { placePolicies } from '@/lib/right-size/fit'
import type { HeldPolicy, SeenCall } from '@/lib/right-size/model'
import { narrowResources } from '@/lib/right-size/narrow-resources'
import { replay } from '@/lib/right-size/replay'
import {
  callOf,
  DAY_MS,
  granted,
  held,
  lastAccessedOf,
  NOW,
  remaining,
  SINCE,
  simulatedCatalogue,
  sized,
} from '@/lib/right-size/testing/simulated'
import { judgeUse } from '@/lib/right-size/use'

let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await simulatedCatalogue()
}, 60_000)

function stateOf(policies: HeldPolicy[], calls: SeenCall[], action: string) {
  return sized(catalogue, policies, calls).use.actions.get(action.toLowerCase())
}

const wide = () => held('wide', [{ Effect: 'Allow', Action: ['s3:*', 'ec2:Describe*'], Resource: ['*'] }])

describe('what is known of an action', () => {
  it('is used, refused, unused or not to be seen', () => {
    const calls = [callOf('s3:ListAllMyBuckets'), callOf('s3:CreateBucket', NOW, 'refused')]
    expect(stateOf([wide()], calls, 's3:ListAllMyBuckets')).toMatchObject({ state: 'used', count: 1 })
    expect(stateOf([wide()], calls, 's3:CreateBucket')).toMatchObject({ state: 'refused', count: 1 })
    expect(stateOf([wide()], calls, 's3:DeleteBucket')).toMatchObject({ state: 'unused', lastAt: null })
    expect(stateOf([wide()], calls, 's3:GetObject')).toMatchObject({ state: 'unseen' })
    expect(stateOf([wide()], calls, 'ec2:DescribeVpcs')).toMatchObject({ state: 'unused' })
  })

  it('is unused when the last time is before what is looked at, and used when only IAM knows of it', () => {
    const policies = [wide()]
    const old = [callOf('s3:DeleteBucket', SINCE - DAY_MS)]
    const recent = [callOf('s3:DeleteBucket')]
    const allowed = granted(catalogue, policies)
    const about = { calls: [], policies, catalogue, since: SINCE }
    const long = judgeUse({ ...about, lastAccessed: lastAccessedOf(allowed, old) }).actions.get('s3:deletebucket')
    expect(long).toMatchObject({ state: 'unused', lastAt: SINCE - DAY_MS })
    const now = judgeUse({ ...about, lastAccessed: lastAccessedOf(allowed, recent) }).actions.get('s3:deletebucket')
    expect(now).toMatchObject({ state: 'used', count: 0 })
    expect(judgeUse({ ...about, lastAccessed: null }).actions.get('s3:deletebucket')?.state).toBe('unseen')
  })

  it('keeps what a used action needs besides, and PassRole, which is no call', () => {
    const policies = [held('makes', [{ Effect: 'Allow', Action: ['s3:*', 'iam:*', 'ec2:*'], Resource: ['*'] }])]
    const calls = [callOf('s3:ListAllMyBuckets')]
    expect(stateOf(policies, calls, 'iam:PassRole')).toMatchObject({ state: 'unseen' })
    const needing: Catalogue = { ...catalogue, service: (prefix) => withNeed(catalogue.service(prefix)) }
    const lastAccessed = lastAccessedOf(granted(catalogue, policies), calls)
    const { actions } = judgeUse({ calls, lastAccessed, policies, catalogue: needing, since: SINCE })
    expect(actions.get('ec2:describevpcs')).toMatchObject({ state: 'used', neededBy: 's3:ListAllMyBuckets' })
    expect(actions.get('ec2:describesubnets')).toMatchObject({ state: 'unused' })
  })
})

function withNeed(service: ServiceInfo | undefined): ServiceInfo | undefined {
  return (
    service && {
      ...service,
      actions: service.actions.map((action) =>
        action.name === 'ListAllMyBuckets' ? { ...action, dependentActions: ['ec2:DescribeVpcs'] } : action,
      ),
    }
  )
}

describe('the proposal', () => {
  it('leaves a service alone in which something unknown was called', () => {
    const unknown = { ...callOf('s3:Nothing'), actions: [] }
    const { policies } = sized(catalogue, [wide()], [unknown])
    expect(policies[0]?.document?.Statement[0]?.Action).toEqual(['s3:*'])
  })

  it('leaves denies, conditions and what allows all but something as they are', () => {
    const condition = { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } }
    const policy = held('mixed', [
      { Effect: 'Deny', Action: ['s3:*'], Resource: ['arn:aws:s3:::secret'] },
      { Effect: 'Allow', NotAction: ['iam:*'], Resource: ['*'] },
      { Effect: 'Allow', Action: ['ec2:*'], Resource: ['*'], Condition: condition },
    ])
    const { policies, left } = sized(catalogue, [policy], [callOf('ec2:DescribeVpcs')])
    const [deny, all, own] = policies[0]?.document?.Statement ?? []
    expect([deny, all]).toEqual(policy.document.Statement.slice(0, 2))
    expect(own).toEqual({ Effect: 'Allow', Action: ['ec2:DescribeVpcs'], Resource: ['*'], Condition: condition })
    expect(left).toEqual([{ policy: 'mixed', statement: 1 }])
  })

  it('keeps what reads beside what was used, but nothing that gives out secrets', () => {
    const policy = held('secrets', [{ Effect: 'Allow', Action: ['secretsmanager:*'], Resource: ['*'] }])
    const { policies, trimmed } = sized(catalogue, [policy], [callOf('secretsmanager:ListSecrets')], 'read')
    expect(JSON.stringify(policies[0]?.document)).toContain('secretsmanager:DescribeSecret')
    expect(trimmed).toContain('secretsmanager:GetSecretValue')
  })

  it('says when it does not fit, and splits what is too long for one policy', () => {
    const names = Array.from({ length: 500 }, (_, index) => `ec2:Action${index}OfALongEnoughName`)
    const from = held('long', [{ Effect: 'Allow', Action: names, Resource: ['*'] }], 'arn:aws:iam::aws:policy/long')
    const parts = placePolicies([{ from, document: from.document, isChanged: true }], 'role')
    expect(parts.problem).toBeUndefined()
    expect(parts.placed.length).toBeGreaterThan(1)
    expect(parts.placed.every(({ as, size }) => as === 'managed-copy' && size <= 6144)).toBe(true)
    const said = parts.placed.flatMap(({ text }) =>
      JSON.parse(text).Statement.flatMap((one: { Action: string }) => one.Action),
    )
    expect(said).toEqual(names)
    const many = Array.from({ length: 11 }, (_, index) => ({
      from: { ...from, name: `p${index}` },
      document: from.document,
      isChanged: true,
    }))
    expect(placePolicies(many, 'role').problem).toMatch(/managed policies; a role may have 10/)
  })
})

describe('the second step', () => {
  it('allows an action on the resources that its calls name, where all name one', () => {
    const policy = held('wide', [{ Sid: 'All', Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: ['*'] }])
    const queue = 'arn:aws:sqs:us-east-1:123456789012:q'
    const calls = [
      { ...callOf('sqs:GetQueueAttributes'), resource: queue },
      { ...callOf('s3:GetBucketTagging'), resource: 'arn:aws:s3:::a' },
      callOf('s3:GetBucketTagging'),
      { ...callOf('s3:GetBucketTagging'), resource: 'arn:aws:s3:::a' },
      { ...callOf('s3:ListAllMyBuckets'), resource: 'arn:aws:s3:::a' },
    ]
    const first = sized(catalogue, [policy], calls)
    const { policies, narrowed } = narrowResources(first.policies, calls, catalogue)
    expect(narrowed).toEqual(['sqs:GetQueueAttributes'])
    expect(policies[0]?.document?.Statement.at(-1)).toEqual({
      Effect: 'Allow',
      Action: ['sqs:GetQueueAttributes'],
      Resource: [queue],
    })
    expect(replay(calls, [policy], remaining(policies))).toMatchObject({ of: 5, stillAllowed: 5 })
    const other = { ...callOf('sqs:GetQueueAttributes'), resource: `${queue}2` }
    expect(replay([other], [policy], remaining(policies)).lost).toEqual([other])
  })
})
