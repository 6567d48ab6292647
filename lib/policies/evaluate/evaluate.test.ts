// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicyStatement } from '@/lib/policies/document/model'
import { evaluatePolicies, type NamedPolicy, type PolicyRequest } from '@/lib/policies/evaluate/evaluate'
import { policyDocument, request as requests, statement } from '@/lib/policies/testing/arbitraries'

function policy(name: string, ...Statement: PolicyStatement[]): NamedPolicy {
  return { name, document: { Version: '2012-10-17', Statement } }
}

const allowS3: PolicyStatement = { Sid: 'S3', Effect: 'Allow', Action: ['s3:*'], Resource: ['*'] }
const denySecret: PolicyStatement = { Effect: 'Deny', Action: ['*'], Resource: ['arn:aws:s3:::secret/*'] }

function ask(resource: string, context: PolicyRequest['context'] = {}, action = 's3:GetObject'): PolicyRequest {
  return { action, resource, context }
}

describe('evaluatePolicies', () => {
  it('denies what nothing allows', () => {
    expect(evaluatePolicies({ identityPolicies: [], request: ask('*') })).toEqual({
      effect: 'implicit-deny',
      missingContextKeys: [],
    })
  })

  it('names the statement that decided, and a deny wins', () => {
    const identityPolicies = [policy('one', allowS3), policy('two', allowS3, denySecret)]
    expect(evaluatePolicies({ identityPolicies, request: ask('arn:aws:s3:::open/x') })).toEqual({
      effect: 'allowed',
      matched: { policy: 'one', statement: 0, sid: 'S3' },
      missingContextKeys: [],
    })
    expect(evaluatePolicies({ identityPolicies, request: ask('arn:aws:s3:::secret/x') })).toEqual({
      effect: 'explicit-deny',
      matched: { policy: 'two', statement: 1 },
      missingContextKeys: [],
    })
  })

  it('asks the boundary too: it limits, and grants nothing', () => {
    const all = policy('all', { Effect: 'Allow', Action: ['*'], Resource: ['*'] })
    const s3 = policy('s3', allowS3)
    const decide = (identity: NamedPolicy, boundary: NamedPolicy, action: string) =>
      evaluatePolicies({ identityPolicies: [identity], boundary, request: ask('*', {}, action) }).effect
    expect(decide(all, s3, 's3:GetObject')).toBe('allowed')
    expect(decide(all, s3, 'ec2:StartInstances')).toBe('implicit-deny')
    expect(decide(s3, all, 'ec2:StartInstances')).toBe('implicit-deny')
    expect(decide(s3, s3, 's3:GetObject')).toBe('allowed')
    expect(decide(all, policy('no', { ...allowS3, Effect: 'Deny' }), 's3:GetObject')).toBe('explicit-deny')
  })

  it('understands NotAction and NotResource', () => {
    const identityPolicies = [
      policy('not', { Effect: 'Allow', NotAction: ['iam:*'], NotResource: ['arn:aws:s3:::secret/*'] }),
    ]
    const effect = (action: string, resource: string) =>
      evaluatePolicies({ identityPolicies, request: ask(resource, {}, action) }).effect
    expect(effect('s3:GetObject', 'arn:aws:s3:::open/x')).toBe('allowed')
    expect(effect('s3:GetObject', 'arn:aws:s3:::secret/x')).toBe('implicit-deny')
    expect(effect('iam:GetRole', '*')).toBe('implicit-deny')
  })

  it('excepts nothing where the variable of an exception has no value', () => {
    const NotResource = ['arn:aws:s3:::${aws:username}/*']
    const allow = policy('allow', { Effect: 'Allow', Action: ['*'], NotResource })
    const deny = policy('deny', { Effect: 'Deny', Action: ['*'], NotResource })
    const request = ask('arn:aws:s3:::ann/x')
    expect(evaluatePolicies({ identityPolicies: [allow], request })).toMatchObject({ effect: 'allowed' })
    expect(evaluatePolicies({ identityPolicies: [policy('s3', allowS3), deny], request }).effect).toBe('explicit-deny')
  })

  it('names every missing key of the statements that concern the request, and no other', () => {
    const conditioned: PolicyStatement = {
      ...allowS3,
      Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] }, Bool: { 'aws:SecureTransport': ['true'] } },
    }
    const other: PolicyStatement = { ...conditioned, Action: ['ec2:*'], Condition: { Bool: { 'ec2:Ebs': ['true'] } } }
    const identityPolicies = [policy('p', conditioned, other)]
    expect(evaluatePolicies({ identityPolicies, request: ask('*') })).toEqual({
      effect: 'implicit-deny',
      missingContextKeys: ['aws:RequestedRegion', 'aws:SecureTransport'],
    })
    const context = { 'aws:requestedregion': 'us-east-1', 'AWS:SecureTransport': 'true' }
    expect(evaluatePolicies({ identityPolicies, request: ask('*', context) })).toMatchObject({
      effect: 'allowed',
      missingContextKeys: [],
    })
  })

  it('never widens when a Deny is added', () => {
    fc.assert(
      fc.property(policyDocument, statement, requests, (document, added, request) => {
        const deny: PolicyStatement = { ...added, Effect: 'Deny' }
        const more = { ...document, Statement: [...document.Statement, deny] }
        const before = evaluatePolicies({ identityPolicies: [{ name: 'p', document }], request })
        const after = evaluatePolicies({ identityPolicies: [{ name: 'p', document: more }], request })
        expect(before.effect !== 'allowed' && after.effect === 'allowed').toBe(false)
        expect(before.effect === 'explicit-deny' && after.effect !== 'explicit-deny').toBe(false)
      }),
    )
  })

  it('does not depend on the order of statements', () => {
    fc.assert(
      fc.property(policyDocument, requests, (document, request) => {
        const turned = { ...document, Statement: document.Statement.toReversed() }
        const one = evaluatePolicies({ identityPolicies: [{ name: 'p', document }], request })
        const other = evaluatePolicies({ identityPolicies: [{ name: 'p', document: turned }], request })
        expect(other.effect).toBe(one.effect)
        expect(other.missingContextKeys.toSorted()).toEqual(one.missingContextKeys.toSorted())
      }),
    )
  })
})
