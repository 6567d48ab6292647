import { beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { placePolicies } from '@/lib/right-size/fit'
import { replay } from '@/lib/right-size/replay'
import { basePolicyOf, callOf, held, remaining, sized } from '@/lib/right-size/testing/simulated'

let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await loadCatalogue('all')
}, 60_000)

describe('a policy that names every service', () => {
  const USED =
    's3:ListAllMyBuckets s3:GetBucketLocation s3:ListBucket ec2:DescribeInstances ec2:DescribeVpcs ec2:DescribeSubnets lambda:ListFunctions lambda:GetFunction dynamodb:ListTables dynamodb:DescribeTable cloudwatch:DescribeAlarms iam:ListRoles iam:GetRole sqs:ListQueues'.split(
      ' ',
    )

  it('of which fourteen actions were used becomes less than 1 kB, or 2 kB with what reads beside them', () => {
    const Action = catalogue
      .prefixes()
      .flatMap((prefix) => ['Get*', 'List*', 'Describe*'].map((name) => `${prefix}:${name}`))
    const policy = held(
      'ReadOnlyAccess',
      [{ Effect: 'Allow', Action, Resource: ['*'] }],
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
    )
    const calls = USED.map((action) => callOf(action))

    for (const margin of ['none', 'read'] as const) {
      const { policies } = sized(catalogue, [basePolicyOf(), policy], calls, margin)
      const { placed, problem } = placePolicies(policies, 'role')
      const size = placed.find(({ from }) => from === 'ReadOnlyAccess')?.size ?? Number.NaN
      expect(problem).toBeUndefined()
      expect(size).toBeLessThanOrEqual(margin === 'none' ? 1000 : 2000)
      expect(replay(calls, [policy], remaining(policies))).toMatchObject({ of: 14, stillAllowed: 14 })
    }
  }, 60_000)

  it('keeps the base permissions of a role that has no policy for them', () => {
    const { policies } = sized(catalogue, [held('all', [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }])], [])
    const text = JSON.stringify(policies[0]?.document)
    expect(text).toContain('logs:PutLogEvents')
    expect(text).toContain('xray:PutTraceSegments')
    expect(text).not.toContain('ec2:')
  })
})
