import { beforeAll, describe, expect, it } from 'vitest'
import { search } from '@/lib/policies/access/search'
import { summarise } from '@/lib/policies/access/summarise'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { PolicyStatement } from '@/lib/policies/document/model'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'

let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await loadCatalogue('all')
})

function policy(...Statement: PolicyStatement[]): NamedPolicy {
  return { name: 'p', document: { Version: '2012-10-17', Statement } }
}

function allow(Action: string[], Resource = ['*'], rest: Partial<PolicyStatement> = {}): PolicyStatement {
  return { Effect: 'Allow', Action, Resource, ...rest }
}

const BUCKET = 'arn:aws:s3:::example-bucket'
const inRegion = { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } }

describe('summarise', () => {
  it('counts by service and level, and drills down to actions', () => {
    const { services, notLoaded } = summarise([policy(allow(['s3:*']))], catalogue)
    expect(services.map(({ prefix }) => prefix)).toEqual(['s3'])
    expect(services[0]).toMatchObject({ name: 'Amazon S3' })
    expect(services[0]?.allowed).toBe(services[0]?.total)
    expect(services[0]?.levels.map(({ access }) => access)).toEqual(['list', 'read', 'write', 'tagging', 'permissions'])
    expect(notLoaded).toEqual([])
  })

  it('gives an action only the resources that fit it', () => {
    const { services } = summarise([policy(allow(['s3:*'], [BUCKET, `${BUCKET}/*`]))], catalogue)
    const actions = services.flatMap(({ levels }) => levels.flatMap((level) => level.actions))
    const one = (name: string) => actions.find(({ action }) => action === name)
    expect(one('s3:GetObject')?.resources).toEqual([`${BUCKET}/*`])
    expect(one('s3:ListBucket')?.resources).toEqual([BUCKET])
    expect(one('s3:ListAllMyBuckets')).toBeUndefined()
  })

  it('tells conditions, and an Allow without them wins', () => {
    const conditional = allow(['ec2:StartInstances'], ['*'], { Condition: inRegion })
    const level = (statements: PolicyStatement[]) =>
      summarise([policy(...statements)], catalogue).services[0]?.levels[0]
    expect(level([conditional])).toMatchObject({ allowed: 1, conditions: ['aws:RequestedRegion is us-east-1'] })
    expect(level([conditional, allow(['ec2:Start*'])])?.actions[0]).toMatchObject({ status: 'allowed', conditions: [] })
  })

  it('takes a Deny off: wholly, for some resources, under a condition', () => {
    const action = (deny: Partial<PolicyStatement>) =>
      summarise([policy(allow(['s3:GetObject']), { Effect: 'Deny', Action: ['s3:Get*'], ...deny })], catalogue)
        .services[0]?.levels[0]?.actions[0]
    expect(action({ Resource: ['*'] })).toMatchObject({ status: 'denied', deniedBy: [{ policy: 'p', statement: 1 }] })
    expect(action({ Resource: [`${BUCKET}/*`] })).toMatchObject({ status: 'allowed', except: [`${BUCKET}/*`] })
    expect(action({ NotResource: [`${BUCKET}/*`] })).toMatchObject({ status: 'allowed', resources: [`${BUCKET}/*`] })
    expect(action({ Resource: ['*'], Condition: { Bool: { 'aws:MultiFactorAuthPresent': ['false'] } } })).toMatchObject(
      {
        status: 'allowed',
        deniedWhen: ['aws:MultiFactorAuthPresent is false'],
      },
    )
  })

  it('is bounded by the boundary', () => {
    const boundary = policy(allow(['s3:Get*'], [`${BUCKET}/*`]))
    const { services } = summarise([policy(allow(['s3:*', 'ec2:*']))], catalogue, boundary)
    const usable = services.flatMap(({ levels }) =>
      levels.flatMap((level) => level.actions.filter(({ status }) => status !== 'denied')),
    )
    expect(usable.length).toBeGreaterThan(0)
    expect(usable.every(({ action }) => action.startsWith('s3:Get'))).toBe(true)
    expect(usable.find(({ action }) => action === 's3:GetObject')?.resources).toEqual([`${BUCKET}/*`])
  })

  it('understands NotAction and NotResource, and names what it does not know', () => {
    const except = policy(
      { Effect: 'Allow', NotAction: ['iam:*'], NotResource: [`${BUCKET}/*`] },
      allow(['s3:Fly', 'nope:*']),
    )
    const { services, unknown } = summarise([except], catalogue)
    expect(services.length).toBeGreaterThan(400)
    expect(services.some(({ prefix }) => prefix === 'iam')).toBe(false)
    const object = services.find(({ prefix }) => prefix === 's3')?.levels.flatMap((level) => level.actions)
    expect(object?.find(({ action }) => action === 's3:GetObject')?.except).toEqual([`${BUCKET}/*`])
    expect(unknown).toEqual(['s3:Fly', 'nope:*'])
  })
})

describe('search', () => {
  const all = [policy(allow(['*']))]

  it.each([
    ['can it delete a bucket?', 's3:DeleteBucket'],
    ['delete buckets', 's3:DeleteBucket'],
    ['Could it read files in S3?', 's3:GetObject'],
    ['terminate a server', 'ec2:TerminateInstances'],
    ['start an instance', 'ec2:StartInstances'],
    ['create a user', 'iam:CreateUser'],
    ['read a secret', 'secretsmanager:GetSecretValue'],
    ['stop logging', 'cloudtrail:StopLogging'],
    ['s3:ListBuckets', 's3:ListAllMyBuckets'],
    ['is ec2:RunInstances allowed', 'ec2:RunInstances'],
    ['decrypt', 'kms:Decrypt'],
    ['assume a role', 'sts:AssumeRole'],
    ['pass a role', 'iam:PassRole'],
    ['delete a dynamodb table', 'dynamodb:DeleteTable'],
    ['invoke a lambda function', 'lambda:InvokeFunction'],
    ['send messages to a queue', 'sqs:SendMessage'],
    ['run a shell command in a runtime', 'bedrock-agentcore:InvokeAgentRuntimeCommand'],
  ])('%s means %s', (question, action) => {
    const { matches, verdict } = search(question, all, catalogue)
    expect(matches.slice(0, 8).map((match) => match.action)).toContain(action)
    expect(verdict).toBe('yes')
  })

  it('answers no, yes and sometimes, with the reason', () => {
    expect(search('can it delete a bucket?', [policy(allow(['s3:Get*']))], catalogue).verdict).toBe('no')
    const denied = policy(allow(['s3:*']), { Effect: 'Deny', Action: ['s3:Delete*'], Resource: ['*'] })
    expect(search('delete a bucket', [denied], catalogue)).toMatchObject({
      verdict: 'no',
      sentence: expect.stringContaining('Deny'),
    })
    expect(search('delete a bucket', [policy(allow(['s3:*'], [BUCKET]))], catalogue).sentence).toBe(
      `Yes: s3:DeleteBucket on ${BUCKET}.`,
    )
    const sometimes = policy(allow(['s3:*'], ['*'], { Condition: inRegion }))
    expect(search('delete a bucket', [sometimes], catalogue)).toMatchObject({
      verdict: 'conditional',
      sentence: 'Only if aws:RequestedRegion is us-east-1: s3:DeleteBucket on every resource.',
    })
  })

  it('says that it did not understand', () => {
    expect(search('can it?', all, catalogue)).toMatchObject({ verdict: 'unclear', matches: [] })
    expect(search('qwertz', all, catalogue).verdict).toBe('unclear')
  })
})
