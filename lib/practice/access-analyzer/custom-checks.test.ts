import { describe, expect, it } from 'vitest'
import { checkAccessNotGranted, checkNoNewAccess } from '@/lib/practice/access-analyzer/custom-checks'

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const allow = (Action: string | string[], more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more })
const policyType = 'IDENTITY_POLICY' as const

describe('CheckNoNewAccess', () => {
  const check = (existingPolicyDocument: string, newPolicyDocument: string) =>
    checkNoNewAccess({ existingPolicyDocument, newPolicyDocument, policyType })

  it('passes what is the same, and what allows less', async () => {
    expect(await check(policy(allow('s3:Get*')), policy(allow('s3:Get*')))).toMatchObject({ result: 'PASS' })
    expect(await check(policy(allow('s3:Get*')), policy(allow('s3:GetObject')))).toMatchObject({ result: 'PASS' })
  })

  it('names the statement that allows more', async () => {
    const wider = policy(allow('s3:GetObject'), allow('s3:PutObject', { Sid: 'Writes' }))
    expect(await check(policy(allow('s3:GetObject')), wider)).toMatchObject({
      result: 'FAIL',
      reasons: [{ statementIndex: 1, statementId: 'Writes' }],
    })
  })

  it('fails where a deny is taken away', async () => {
    const denied = policy(allow('s3:*'), { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' })
    expect(await check(denied, policy(allow('s3:*')))).toMatchObject({ result: 'FAIL' })
  })
})

describe('CheckAccessNotGranted', () => {
  const check = (policyDocument: string, access: object[]) =>
    checkAccessNotGranted({ policyDocument, access, policyType }).result

  it('looks for actions, for resources, and for both', () => {
    const own = policy(allow('s3:Get*', { Resource: 'arn:aws:s3:::own/*' }))
    expect(check(own, [{ actions: ['s3:PutObject'] }])).toBe('PASS')
    expect(check(own, [{ actions: ['s3:GetObject'] }])).toBe('FAIL')
    expect(check(own, [{ resources: ['arn:aws:s3:::own/a'] }])).toBe('FAIL')
    expect(check(own, [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::other/a'] }])).toBe('PASS')
  })

  it('takes a grant under a condition for one, and what is denied for none', () => {
    const condition = { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }
    expect(check(policy(allow('iam:PassRole', condition)), [{ actions: ['iam:PassRole'] }])).toBe('FAIL')
    const denied = policy(allow('iam:*'), { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' })
    expect(check(denied, [{ actions: ['iam:PassRole'] }])).toBe('PASS')
  })

  it('says which of what it is asked for it does not have', () => {
    expect(() => checkAccessNotGranted({ policyDocument: '{}', access: [], policyType: 'RESOURCE_POLICY' })).toThrow(
      /does not imitate checks of resource policies/,
    )
    expect(() => checkAccessNotGranted({ policyDocument: 'no', access: [], policyType })).toThrow(/not valid/)
  })
})
