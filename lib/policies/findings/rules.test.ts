import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import { TEXT_RULES } from '@/lib/policies/findings/elements/text-rules'
import { RULE_FAMILIES } from '@/lib/policies/findings/rules'
import {
  type Case,
  type Policy,
  START,
  type Statement,
  TOO_MANY,
  TRUST,
  when,
} from '@/lib/policies/findings/testing/rule-cases'
import { CONDITION_CASES } from '@/lib/policies/findings/testing/rule-cases-condition'
import { STATEMENT_CASES } from '@/lib/policies/findings/testing/rule-cases-statement'

const catalogue = await loadCatalogue('all')

const CASES = [...STATEMENT_CASES, ...CONDITION_CASES]

function write(policy: Policy, base: Statement): string {
  if (typeof policy === 'string') {
    return policy
  }
  const Statement = [policy].flat().map((statement) => ({ ...base, ...statement }))
  return JSON.stringify({ Version: '2012-10-17', Statement })
}

function codes(policy: Policy, kind: 'identity' | 'trust'): string[] {
  const text = write(policy, kind === 'identity' ? START : TRUST)
  return checkPolicy(text, { kind, catalogue }).map(({ code }) => code)
}

const GITHUB: Statement = {
  Action: 'sts:AssumeRoleWithWebIdentity',
  Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
}

const TRUST_CASES: Case[] = [
  ['MISSING_PRINCIPAL', { Principal: undefined }, {}],
  ['ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE', { Resource: '*' }, {}],
  ['POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA', when('StringEquals', 'aws:SourceArn', TOO_MANY), {}],
  ['INVALID_PRINCIPAL_FORMAT', { Principal: 'ec2.amazonaws.com' }, {}],
  ['INVALID_PRINCIPAL_FORMAT', { Principal: { AWS: 'me' } }, { Principal: { AWS: '123456789012' } }],
  ['INVALID_PRINCIPAL_KEY', { Principal: { Services: 'ec2.amazonaws.com' } }, {}],
  ['EMPTY_ARRAY_PRINCIPAL', { Principal: { Service: [] } }, {}],
  ['EMPTY_OBJECT_PRINCIPAL', { Principal: {} }, {}],
  ['ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL', { Principal: undefined, NotPrincipal: { AWS: '123456789012' } }, {}],
  ['ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL', { Principal: { AWS: 'arn:aws:iam::1:role/*' } }, {}],
  ['INVALID_SERVICE_PRINCIPAL_FORMAT', { Principal: { Service: 'agentcore' } }, {}],
  ['MISMATCHED_ACTION_FOR_PRINCIPAL', { Action: 'sts:AssumeRoleWithSAML' }, {}],
  [
    'SLIPWAY_ACCOUNT_ID',
    when('StringEquals', 'aws:SourceAccount', 'YOUR_ACCOUNT_ID'),
    when('StringLike', 'aws:SourceAccount', '1234*'),
  ],
  [
    'SLIPWAY_PRINCIPAL_ACCOUNT',
    { Principal: { AWS: 'arn:aws:iam::YOUR_ACCOUNT_ID:root' } },
    { Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
  ],
  [
    'SLIPWAY_UNKNOWN_SERVICE_PRINCIPAL',
    { Principal: { Service: 'agentcore.amazonaws.com' } },
    { Principal: { Service: ['ecs-tasks.amazonaws.com', 'delivery.logs.amazonaws.com'] } },
  ],
  [
    'SLIPWAY_TRUST_ANY_SUBJECT',
    when('StringLike', 'token.actions.githubusercontent.com:sub', 'repo:*', GITHUB),
    when('StringLike', 'token.actions.githubusercontent.com:sub', 'repo:me/mine:*', GITHUB),
  ],
  ['RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL', { Condition: undefined }, {}],
  ['SLIPWAY_TRUST_EVERYONE', { Principal: '*', Condition: undefined }, { Principal: '*' }],
  [
    'SLIPWAY_TRUST_ACTION',
    { Action: ['sts:AssumeRole', 's3:GetObject'] },
    { Action: ['sts:AssumeRole', 'sts:TagSession'] },
  ],
]

describe('rules', () => {
  it.each(CASES)('%s', (code, bad, good) => {
    expect(codes(bad, 'identity')).toContain(code)
    expect(codes(good, 'identity')).not.toContain(code)
  })

  it.each(TRUST_CASES)('%s in a trust policy', (code, bad, good) => {
    expect(codes(bad, 'trust')).toContain(code)
    expect(codes(good, 'trust')).not.toContain(code)
  })

  it('have a case each', () => {
    const tested = new Set([...CASES, ...TRUST_CASES].map(([code]) => code))
    const all = [...Object.keys(TEXT_RULES), ...RULE_FAMILIES.flatMap(({ rules }) => Object.keys(rules))]
    expect(all.filter((code) => !tested.has(code))).toEqual([])
    expect(new Set(all).size).toBeGreaterThanOrEqual(100)
  })

  it('say nothing of good policies', () => {
    expect(codes({}, 'identity')).toEqual([])
    expect(codes({}, 'trust')).toEqual([])
  })
})
