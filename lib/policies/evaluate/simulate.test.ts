import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicyStatement } from '@/lib/policies/document/model'
import { evaluatePolicies, type NamedPolicy, type PolicyRequest } from '@/lib/policies/evaluate/evaluate'
import { simulate } from '@/lib/policies/evaluate/simulate'
import { policyDocument, request as requests } from '@/lib/policies/testing/arbitraries'

function policy(name: string, ...Statement: PolicyStatement[]): NamedPolicy {
  return { name, document: { Version: '2012-10-17', Statement } }
}

const region = { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } }
const inRegion: PolicyStatement = { Sid: 'Here', Effect: 'Allow', Action: ['s3:*'], Resource: ['*'], Condition: region }
const deny: PolicyStatement = { Effect: 'Deny', Action: ['s3:Get*'], Resource: ['*'] }

function ask(context: PolicyRequest['context'] = {}, action = 's3:GetObject'): PolicyRequest {
  return { action, resource: 'arn:aws:s3:::a/b', context }
}

describe('simulate', () => {
  it('names the statement and the condition that allowed', () => {
    const here = ask({ 'aws:requestedregion': 'us-east-1' })
    expect(simulate({ identityPolicies: [policy('one', inRegion)], request: here })).toMatchObject({
      effect: 'allowed',
      matched: { policy: 'one', statement: 0, sid: 'Here' },
      reason: 'Statement 1 (Here) of one allows it. Its conditions hold: aws:RequestedRegion is us-east-1.',
      decidedBy: [{ key: 'aws:RequestedRegion', actual: ['us-east-1'], holds: true }],
    })
  })

  it('names the condition that failed, and the key that is missing', () => {
    const there = ask({ 'aws:RequestedRegion': 'eu-west-1' })
    expect(simulate({ identityPolicies: [policy('one', inRegion)], request: there })).toMatchObject({
      effect: 'implicit-deny',
      reason:
        'Statement 1 (Here) of one would allow it, but only when aws:RequestedRegion is us-east-1: it is eu-west-1.',
      missingContextKeys: [],
    })
    expect(simulate({ identityPolicies: [policy('one', inRegion)], request: ask() })).toMatchObject({
      effect: 'implicit-deny',
      missingContextKeys: ['aws:RequestedRegion'],
      decidedBy: [{ key: 'aws:RequestedRegion', wanted: ['us-east-1'], holds: false }],
      reason: expect.stringContaining('the request does not say'),
    })
  })

  it('names the Deny, and the boundary', () => {
    const identityPolicies = [policy('one', { ...inRegion, Condition: {} }, deny)]
    expect(simulate({ identityPolicies, request: ask() }).reason).toBe('Statement 2 of one denies it, and a Deny wins.')
    const put = ask({}, 's3:PutObject')
    const bound = { ...deny, Effect: 'Allow' as const }
    expect(simulate({ identityPolicies, boundary: policy('bound', bound), request: put }).reason).toBe(
      'The permissions boundary has no Allow for this action on this resource.',
    )
    const wide = policy('bound', { ...inRegion, Condition: {} })
    expect(simulate({ identityPolicies, boundary: wide, request: put }).reason).toContain(
      'of the boundary lets it through',
    )
    expect(simulate({ identityPolicies: [], request: ask() }).reason).toBe(
      'The policies of the role have no Allow for this action on this resource.',
    )
  })

  it('decides as the evaluator does, and its reasons agree', () => {
    fc.assert(
      fc.property(
        policyDocument,
        fc.option(policyDocument, { nil: undefined }),
        requests,
        (document, bounds, request) => {
          const evaluation = {
            identityPolicies: [{ name: 'p', document }],
            request,
            boundary: bounds && { name: 'b', document: bounds },
          }
          const decision = evaluatePolicies(evaluation)
          const { considered, reason, decidedBy, ...same } = simulate(evaluation)
          expect(same).toEqual(decision)
          expect(considered.some(({ effect, applies }) => effect === 'Deny' && applies)).toBe(
            decision.effect === 'explicit-deny',
          )
          expect(decidedBy.every(({ holds }) => holds === (decision.effect !== 'implicit-deny'))).toBe(true)
          expect(reason).not.toBe('')
        },
      ),
      { numRuns: 500 },
    )
  })
})
