import { describe, expect, it } from 'vitest'
import { readDenial } from '@/lib/policies/denial/denial'
import type { Place } from '@/lib/troubles/model'
import { type Party, partyOf, principalWords, readPrincipal } from '@/lib/troubles/principal'

const ACCOUNT = '111122223333'
const session = (role: string, name: string) => `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`
const SSO = session('AWSReservedSSO_PowerUserAccess_0123456789abcdef', 'me@example.com')

describe('a principal', () => {
  it.each([
    [`arn:aws:iam::${ACCOUNT}:user/team/dev`, { kind: 'user', name: 'dev', account: ACCOUNT }],
    [`arn:aws:iam::${ACCOUNT}:root`, { kind: 'root' }],
    [
      session('exec', 'BedrockAgentCore-1a2b'),
      { kind: 'role-session', name: 'exec', session: 'BedrockAgentCore-1a2b' },
    ],
    [SSO, { kind: 'permission-set', name: 'PowerUserAccess', session: 'me@example.com' }],
    [session('AWSReservedSSO_My_Set_0123456789abcdef', 'me'), { kind: 'permission-set', name: 'My_Set' }],
    ['arn:aws-cn:iam::444455556666:role/deploy', { kind: 'role', partition: 'aws-cn', account: '444455556666' }],
    [`arn:aws:sts::${ACCOUNT}:federated-user/bob`, { kind: 'federated-user', name: 'bob' }],
  ])('%s is read', (arn, expected) => {
    expect(readPrincipal(arn)).toMatchObject(expected)
  })

  it.each(['anonymous', 'lambda.amazonaws.com', '', 'arn:aws:s3:::bucket', undefined])('%s is none', (text) => {
    expect(readPrincipal(text)).toBeUndefined()
  })
})

describe('whose affair a refusal is', () => {
  const PASTE: Place = { from: 'paste' }
  const text = (who: string, action: string) => `User: ${who} is not authorized to perform: ${action} on resource: *`

  it.each<[string, string, Place, Party, string?]>([
    [session('exec', 'BedrockAgentCore-1a2b'), 's3:ListBucket', PASTE, 'execution-role'],
    [session('exec', 's'), 's3:ListBucket', PASTE, 'execution-role', 'exec'],
    [session('exec', 's'), 's3:ListBucket', { from: 'answer' }, 'execution-role'],
    [session('exec', 's'), 's3:ListBucket', PASTE, 'unknown'],
    [session('Dev', 'me'), 'iam:PassRole', PASTE, 'operator'],
    [session('Dev', 'me'), 'bedrock-agentcore:UpdateAgentRuntime', PASTE, 'operator'],
    [session('Dev', 'me'), 'bedrock-agentcore:InvokeAgentRuntime', PASTE, 'caller'],
    [session('Dev', 'me'), 'bedrock-agentcore:InvokeAgentRuntimeForUser', PASTE, 'caller'],
    [`arn:aws:iam::${ACCOUNT}:user/dev`, 'bedrock-agentcore:InvokeAgentRuntime', PASTE, 'caller'],
    [`arn:aws:iam::${ACCOUNT}:user/dev`, 's3:ListBucket', PASTE, 'operator'],
    [SSO, 'iam:PassRole', PASTE, 'operator'],
    [SSO, 's3:ListBucket', PASTE, 'operator'],
    [`arn:aws:iam::${ACCOUNT}:root`, 's3:ListBucket', PASTE, 'operator'],
    [session('Dev', 'me'), 'ecr:GetAuthorizationToken', { from: 'call' }, 'operator'],
  ])('%s asking for %s in %j', (who, action, place, party, roleName) => {
    const denial = readDenial(text(who, action))
    expect(denial && partyOf(denial, place, roleName)).toBe(party)
  })

  it('is named as people name it', () => {
    const words = (arn: string, party: Party) => principalWords(party, readPrincipal(arn))
    expect(words(SSO, 'operator')).toBe('the permission set PowerUserAccess of IAM Identity Center')
    expect(words(session('exec', 'x'), 'execution-role')).toBe('the execution role exec')
    expect(words(session('exec', 'x'), 'unknown')).toBe('the role exec')
    expect(words(`arn:aws:iam::${ACCOUNT}:user/dev`, 'caller')).toBe('the IAM user dev')
    expect(words('anonymous', 'caller')).toBe('the identity that calls the runtime')
  })
})
