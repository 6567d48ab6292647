import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RefusedBy } from '@/lib/activity/model'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { diffPermissions } from '@/lib/policies/change/permission-diff'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import type { HeldPolicy, SeenCall } from '@/lib/right-size/model'
import { refusedActions } from '@/lib/right-size/refused'
import { statementsOf } from '@/lib/right-size/refused-statements'
import { callOf, held, NOW, simulatedCatalogue } from '@/lib/right-size/testing/simulated'

let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await simulatedCatalogue()
}, 60_000)

function refused(action: string, more: Partial<SeenCall> = {}): SeenCall {
  return { ...callOf(action, NOW, 'refused'), refusedBy: 'identity', ...more }
}

function rowsOf(calls: SeenCall[], policies: HeldPolicy[] = [], boundary?: HeldPolicy) {
  return refusedActions(calls, { policies, boundary, catalogue })
}

const BUCKET = 'arn:aws:s3:::reports'
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:jobs'

describe('what was refused', () => {
  it('is one row for an action, with how often, when last and where', () => {
    const calls = [
      refused('ec2:DescribeVpcs', { at: NOW - 5 }),
      refused('ec2:DescribeVpcs', { region: 'eu-west-1' }),
      callOf('ec2:DescribeVpcs'),
    ]
    expect(rowsOf(calls)).toEqual([
      {
        ...{ action: 'ec2:DescribeVpcs', resources: ['*'], count: 2, lastAt: NOW },
        regions: ['eu-west-1', 'us-east-1'],
        statement: { Effect: 'Allow', Action: ['ec2:DescribeVpcs'], Resource: ['*'] },
      },
    ])
  })

  it('becomes a statement for each set of resources', () => {
    const rows = rowsOf([
      refused('ec2:DescribeVpcs'),
      refused('ec2:DescribeSubnets'),
      refused('s3:ListBucket', { resource: BUCKET }),
      refused('s3:ListBucketVersions', { resource: BUCKET }),
      refused('s3:ListBucketVersions', { resource: `${BUCKET}-old` }),
    ])
    expect(rows.map(({ why }) => why)).toEqual([undefined, undefined, undefined, undefined])
    expect(statementsOf(rows)).toEqual([
      { Effect: 'Allow', Action: ['s3:ListBucketVersions'], Resource: [BUCKET, `${BUCKET}-old`] },
      { Effect: 'Allow', Action: ['ec2:DescribeSubnets', 'ec2:DescribeVpcs'], Resource: ['*'] },
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [BUCKET] },
    ])
  })

  it.each<[string, SeenCall, RegExp]>([
    ['changes something', refused('sqs:DeleteQueue', { resource: QUEUE }), /may change/],
    ['reads secrets', refused('secretsmanager:GetSecretValue'), /may change|secret/],
    ['names no resource of many', refused('s3:ListBucket'), /allowed on all/],
  ])('is not ticked where it %s', (_, call, why) => {
    const [row] = rowsOf([call])
    expect(row?.statement).toBeDefined()
    expect(row?.why).toMatch(why)
  })

  const deny = () => held('no-vpcs', [{ Effect: 'Deny', Action: ['ec2:*'], Resource: ['*'] }])
  const allow = () => held('vpcs', [{ Effect: 'Allow', Action: ['ec2:*'], Resource: ['*'] }])
  const narrow = () => held('bound', [{ Effect: 'Allow', Action: ['s3:*'], Resource: ['*'] }])
  const vpcs = (by: RefusedBy) => refused('ec2:DescribeVpcs', { refusedBy: by })

  it.each<[string, SeenCall, HeldPolicy[], HeldPolicy | undefined, RegExp]>([
    ['a Deny', vpcs('identity'), [deny()], undefined, /Deny in no-vpcs/],
    ['an organization', vpcs('scp'), [], undefined, /service control policy/],
    ['the boundary, by the message', vpcs('boundary'), [], undefined, /permissions boundary/],
    ['the boundary, by its text', vpcs('iam'), [], narrow(), /permissions boundary/],
    ['a permission it has by now', vpcs('identity'), [allow()], undefined, /allow it now/],
    ['what nobody knows', { ...vpcs('iam'), actions: [] }, [], undefined, /Nobody knows/],
    ['a pattern', refused('s3:ListBucket', { resource: 'arn:aws:s3:::a*' }), [], undefined, /stands for others/],
  ])('has no statement for %s', (_, call, policies, boundary, why) => {
    const rows = rowsOf([call], policies, boundary)
    expect(rows[0]?.why).toMatch(why)
    expect(statementsOf(rows)).toEqual([])
  })

  it('has none for more resources than one would list', () => {
    const calls = Array.from({ length: 21 }, (_, index) => refused('s3:ListBucket', { resource: `${BUCKET}-${index}` }))
    expect(rowsOf(calls)[0]?.why).toMatch(/on 21 resources/)
    expect(statementsOf(rowsOf(calls.slice(1)))).toHaveLength(1)
    expect(statementsOf(rowsOf(calls))).toEqual([])
  })
})

const ACTIONS = ['s3:ListBucket', 's3:GetObject', 's3:ListAllMyBuckets', 'ec2:DescribeVpcs', 'sqs:SendMessage']
const MORE = ['iam:PassRole', 'iam:ListUsers', 'lambda:ListFunctions', 'dynamodb:GetItem', 'ec2:RunInstances']
const RESOURCES = [undefined, BUCKET, `${BUCKET}/a`, `${BUCKET}/*`, QUEUE, 'arn:aws:iam::123456789012:role/x', 'jobs']
const policies = fc.array(
  fc.record({
    Effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    Action: fc.uniqueArray(fc.constantFrom('s3:*', 's3:List*', 'ec2:*', 'iam:*', 'sqs:Get*'), { minLength: 1 }),
    Resource: fc.uniqueArray(fc.constantFrom('*', BUCKET, `${BUCKET}/*`), { minLength: 1 }),
  }),
  { maxLength: 3 },
)
const attempts = fc.array(
  fc.record({ action: fc.constantFrom(...ACTIONS, ...MORE), resource: fc.constantFrom(...RESOURCES) }),
  { maxLength: 15 },
)

it('allows what was refused, nothing beside it, and has no errors', () => {
  let proposed = 0
  fc.assert(
    fc.property(policies, attempts, (statements, tried) => {
      const old = held('old', statements)
      const rows = rowsOf(
        tried.map(({ action, resource }) => refused(action, resource === undefined ? {} : { resource })),
        [old],
      )
      const Statement = statementsOf(rows)
      const document: PolicyDocument = { Version: '2012-10-17', Statement }
      const next = [old, { name: 'added', document }]
      const ticked = rows.filter(({ statement }) => statement)
      proposed += ticked.length
      const context = { 'iam:PassedToService': ['ec2.amazonaws.com'] }

      for (const { action, resources } of ticked) {
        for (const resource of resources) {
          const request = { action, resource, context }
          expect(evaluatePolicies({ identityPolicies: next, request }).effect).toBe('allowed')
        }
      }

      for (const { actions, resources } of diffPermissions({ policies: [old] }, { policies: next }, catalogue).gained) {
        for (const action of actions) {
          const asked = ticked.filter((row) => row.action === action).flatMap((row) => row.resources)
          expect(asked).toEqual(expect.arrayContaining(resources))
        }
      }
      if (Statement.length > 0) {
        const findings = checkPolicy(JSON.stringify(document), { kind: 'identity', catalogue })
        expect(findings.filter(({ type }) => type === 'error')).toEqual([])
      }
    }),
    { numRuns: 200 },
  )
  expect(proposed).toBeGreaterThan(100)
}, 60_000)
