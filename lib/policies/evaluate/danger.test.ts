import { describe, expect, it } from 'vitest'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { isRefusedManagedPolicy, managedPolicyWarning, refusePolicy } from '@/lib/policies/evaluate/danger'

function policy(...statements: Partial<PolicyStatement>[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements.map((one) => ({ Effect: 'Allow', ...one })) }
}

const everywhere = { Resource: ['*'] }
const region = { StringEquals: { 'aws:RequestedRegion': ['us-east-1'] } }

describe('refusePolicy', () => {
  it.each<[string, Partial<PolicyStatement>[]]>([
    ['*', [{ Action: ['*'], ...everywhere }]],
    ['*:*', [{ Action: ['*:*'], ...everywhere }]],
    ['among others', [{ Action: ['s3:GetObject', '*'], Resource: ['arn:aws:s3:::a', '*'] }]],
    ['ARN of everything', [{ Action: ['*'], Resource: ['arn:aws:*'] }]],
    ['ARN of everything in China', [{ Action: ['*'], Resource: ['arn:aws-cn:*:*:*:*'] }]],
    ['everything of one account', [{ Action: ['*'], Resource: ['arn:*:*:*:123456789012:*'] }]],
    ['NotAction of little', [{ NotAction: ['s3:DeleteBucket'], ...everywhere }]],
    ['NotResource of little', [{ Action: ['*'], NotResource: ['arn:aws:s3:::secret/*'] }]],
    ['with a condition', [{ Action: ['*'], ...everywhere, Condition: region }]],
    [
      'with a Deny',
      [
        { Action: ['*'], ...everywhere },
        { Effect: 'Deny', Action: ['iam:*'], ...everywhere },
      ],
    ],
    [
      'in two parts',
      [
        { NotAction: ['iam:*'], ...everywhere },
        { Action: ['iam:Put*'], ...everywhere },
      ],
    ],
  ])('refuses %s', (_, statements) => {
    expect(refusePolicy(policy(...statements))).toMatchObject({ code: 'refused' })
  })

  it.each<[string, Partial<PolicyStatement>[]]>([
    ['Deny of everything', [{ Effect: 'Deny', Action: ['*'], ...everywhere }]],
    ['everything on one bucket', [{ Action: ['*'], Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::a/*'] }]],
    ['one service', [{ Action: ['s3:*'], ...everywhere }]],
    ['all but identity management', [{ NotAction: ['iam:*', 'organizations:*', 'account:*'], ...everywhere }]],
  ])('lets %s pass', (_, statements) => {
    expect(refusePolicy(policy(...statements))).toBeNull()
  })

  it('explains why a condition is no excuse', () => {
    const failure = refusePolicy(policy({ Sid: 'All', Action: ['*'], ...everywhere, Condition: region }))
    expect(failure?.message).toContain('Statement 1 (All)')
    expect(failure?.message).toContain('condition')
  })
})

describe('managed policies', () => {
  it('refuses AdministratorAccess in every partition', () => {
    expect(isRefusedManagedPolicy('arn:aws:iam::aws:policy/AdministratorAccess')).toBe(true)
    expect(isRefusedManagedPolicy('arn:aws-us-gov:iam::aws:policy/AdministratorAccess')).toBe(true)
    expect(isRefusedManagedPolicy('arn:aws:iam::aws:policy/AdministratorAccess-Amplify')).toBe(false)
    expect(isRefusedManagedPolicy('arn:aws:iam::aws:policy/ReadOnlyAccess')).toBe(false)
  })

  it('warns of the wide ones', () => {
    expect(managedPolicyWarning('arn:aws:iam::aws:policy/PowerUserAccess')).not.toBeNull()
    expect(managedPolicyWarning('arn:aws-cn:iam::aws:policy/IAMFullAccess')).not.toBeNull()
    expect(managedPolicyWarning('arn:aws:iam::aws:policy/ReadOnlyAccess')).toBeNull()
    expect(managedPolicyWarning('arn:aws:iam::123456789012:policy/PowerUserAccess')).toBeNull()
  })
})
