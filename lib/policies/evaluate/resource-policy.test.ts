import { describe, expect, it } from 'vitest'
import { parseResourcePolicy } from '@/lib/policies/document/document'
import { evaluateResourcePolicy, type ResourceCaller } from '@/lib/policies/evaluate/resource-policy'

const ARN = 'arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/tools-abcdefghij'
const ROLE = 'arn:aws:iam::000000000000:role/caller'
const SESSION = 'arn:aws:sts::000000000000:assumed-role/caller/one'
const CALLER = { arns: [SESSION, ROLE], accountId: '000000000000' }
const INVOKE = 'bedrock-agentcore:InvokeAgentRuntime'

function decide(statements: object[], caller: ResourceCaller = CALLER, context: Record<string, string> = {}) {
  const read = parseResourcePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }))

  if (!read.ok) {
    throw new Error(read.error.message)
  }
  return evaluateResourcePolicy(read.data, caller, { action: INVOKE, resource: ARN, context })
}

const allow = (Principal: unknown) => ({ Effect: 'Allow', Principal, Action: INVOKE, Resource: ARN })
const deny = (Principal: unknown) => ({ ...allow(Principal), Effect: 'Deny' })

describe('evaluateResourcePolicy', () => {
  it.each([
    ['everybody', '*', 'allowed'],
    ['everybody of AWS', { AWS: '*' }, 'allowed'],
    ['the role', { AWS: ROLE }, 'allowed'],
    ['the session', { AWS: [SESSION] }, 'allowed'],
    ['the account', { AWS: 'arn:aws:iam::000000000000:root' }, 'delegated'],
    ['the account by its number', { AWS: '000000000000' }, 'delegated'],
    ['another account', { AWS: 'arn:aws:iam::111122223333:root' }, 'silent'],
    ['another role', { AWS: `${ROLE}-2` }, 'silent'],
    ['a service', { Service: 'lambda.amazonaws.com' }, 'silent'],
  ] as const)('is asked for a role by a policy that allows %s', (_who, principal, decision) => {
    expect(decide([allow(principal)])).toBe(decision)
  })

  it.each(['*', { AWS: ROLE }, { AWS: '000000000000' }])('denies for %o whatever is allowed', (principal) => {
    expect(decide([allow('*'), deny(principal)])).toBe('explicit-deny')
  })

  it('knows nobody behind a token: only a policy for everybody counts', () => {
    expect(decide([allow({ AWS: ROLE })], null)).toBe('silent')
    expect(decide([allow('*')], null)).toBe('allowed')
    expect(decide([allow('*'), deny('*')], null)).toBe('explicit-deny')
  })

  it('counts only what is about the action, the resource, and holds', () => {
    const elsewhere = { ...allow('*'), Resource: `${ARN}/runtime-endpoint/DEFAULT` }
    const inVpc = { ...allow('*'), Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }
    expect(decide([elsewhere, { ...allow('*'), Action: 'bedrock-agentcore:StopRuntimeSession' }])).toBe('silent')
    expect(decide([inVpc])).toBe('silent')
    expect(decide([inVpc], CALLER, { 'aws:SourceVpc': 'vpc-1' })).toBe('allowed')
  })

  it('takes NotPrincipal for all others', () => {
    const { Principal, ...rest } = deny({ AWS: [ROLE, SESSION] })
    const others = { ...rest, NotPrincipal: Principal }
    expect(decide([allow('*'), others])).toBe('allowed')
    expect(decide([allow('*'), others], { arns: ['arn:aws:iam::000000000000:role/other'], accountId: '1' })).toBe(
      'explicit-deny',
    )
  })
})

describe('parseResourcePolicy', () => {
  it.each([
    ['no principal', { Effect: 'Allow', Action: INVOKE, Resource: ARN }],
    ['no resource', { Effect: 'Allow', Action: INVOKE, Principal: '*' }],
  ])('refuses a statement with %s', (_what, statement) => {
    expect(parseResourcePolicy(JSON.stringify({ Version: '2012-10-17', Statement: [statement] })).ok).toBe(false)
  })
})
