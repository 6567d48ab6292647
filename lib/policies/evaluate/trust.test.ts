import { describe, expect, it } from 'vitest'
import { parseTrustPolicy } from '@/lib/policies/document/document'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { evaluateTrust } from '@/lib/policies/evaluate/trust'
import { AGENTCORE_SERVICE, trustPolicy } from '@/lib/policies/templates/base-permissions'

function parsed(text: string): PolicyDocument {
  const result = parseTrustPolicy(text)

  if (!result.ok) {
    throw new Error(result.error.message)
  }
  return result.data
}

const context = {
  'aws:SourceAccount': '123456789012',
  'aws:SourceArn': 'arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/demo-AbCdEfGhIj',
}
const ours = trustPolicy({ partition: 'aws', region: 'us-east-1', accountId: '123456789012' })

function decide(text: string, sent: Record<string, string> = context) {
  return evaluateTrust(parsed(text), { service: AGENTCORE_SERVICE, context: sent })
}

function trust(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement].flat() })
}

const plain = { Effect: 'Allow', Principal: { Service: AGENTCORE_SERVICE }, Action: 'sts:AssumeRole' }

describe('evaluateTrust', () => {
  it('trusts what Slipway writes, for its account and region only', () => {
    expect(decide(ours)).toMatchObject({ trusted: true })
    expect(decide(ours, { ...context, 'aws:SourceAccount': '999999999999' })).toMatchObject({
      reason: 'source-account',
    })
    const elsewhere = 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:runtime/demo-AbCdEfGhIj'
    expect(decide(ours, { ...context, 'aws:SourceArn': elsewhere })).toMatchObject({
      trusted: false,
      reason: 'source-arn',
      explanation: expect.stringContaining(elsewhere),
    })
    expect(decide(ours, { 'aws:SourceAccount': '123456789012' })).toMatchObject({ reason: 'source-arn' })
  })

  it.each([
    ['service-missing', { ...plain, Principal: { Service: ['lambda.amazonaws.com'] } }],
    ['service-missing', { ...plain, Principal: { AWS: 'arn:aws:iam::123456789012:root' } }],
    ['action-missing', { ...plain, Action: 'sts:TagSession' }],
    ['condition', { ...plain, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
    ['denied', [plain, { ...plain, Effect: 'Deny', Action: 'sts:*' }]],
    ['trusted', plain],
    ['trusted', { ...plain, Action: ['sts:TagSession', 'sts:AssumeRole'] }],
    ['trusted', { ...plain, Principal: '*' }],
    ['trusted', { ...plain, Principal: { AWS: '*' } }],
    ['trusted', [{ ...plain, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }, plain]],
  ])('%s: %j', (reason, statement) => {
    expect(decide(trust(statement)).reason).toBe(reason)
  })
})
