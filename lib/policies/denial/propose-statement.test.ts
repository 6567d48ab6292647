import { describe, expect, it } from 'vitest'
import { type DenyingPolicy, readDenial } from '@/lib/policies/denial/denial'
import { proposeStatement } from '@/lib/policies/denial/propose-statement'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'

const ROLE = 'arn:aws:sts::111122223333:assumed-role/tools/s'

function propose(text: string, known?: { resource?: string }) {
  const denial = readDenial(text)

  if (!denial) {
    throw new Error('not a denial')
  }
  return proposeStatement(denial, known)
}

describe('proposeStatement', () => {
  it('allows exactly the action on exactly the resource', () => {
    const resource = 'arn:aws:logs:us-east-1:111122223333:log-group:/other:log-stream:'
    const proposal = propose(
      `User: ${ROLE} is not authorized to perform: logs:FilterLogEvents on resource: ${resource} because no identity-based policy allows the logs:FilterLogEvents action`,
    )
    const statement = 'statement' in proposal ? proposal.statement : undefined
    expect(statement).toEqual({ Effect: 'Allow', Action: ['logs:FilterLogEvents'], Resource: [resource] })
    const document = { Version: '2012-10-17' as const, Statement: statement ? [statement] : [] }
    const request = { action: 'logs:FilterLogEvents', resource, context: {} }
    expect(evaluatePolicies({ identityPolicies: [{ name: 'p', document }], request }).effect).toBe('allowed')
  })

  it('limits PassRole to the service that the operation passes the role to', () => {
    const text =
      'An error occurred (AccessDenied) when calling the CreateAgentRuntime operation: User: a is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/x'
    expect(propose(text)).toMatchObject({
      statement: { Condition: { StringEquals: { 'iam:PassedToService': ['bedrock-agentcore.amazonaws.com'] } } },
    })
  })

  it('says that a resource of another account needs its own policy', () => {
    const text = `User: ${ROLE} is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-east-1:444455556666:q`
    expect(propose(text)).toMatchObject({ note: expect.stringContaining('another account') })
  })

  it.each<[string, DenyingPolicy]>([
    ['because no permissions boundary allows the a:B action', 'boundary'],
    ['because no service control policy allows the a:B action', 'scp'],
    ['with an explicit deny in a resource control policy', 'rcp'],
    ['because no session policy allows the a:B action', 'session'],
    ['with an explicit deny in a VPC endpoint policy', 'vpc-endpoint'],
    ['because no resource-based policy allows the a:B action', 'resource'],
    ['with an explicit deny in the role trust policy', 'trust'],
    ['with an explicit deny in an identity-based policy', 'identity'],
  ])('says that a policy of the role cannot help: %s', (reason, policy) => {
    const text = `User: ${ROLE} is not authorized to perform: a:B on resource: * ${reason}`
    expect(readDenial(text)?.policy).toBe(policy)
    expect(propose(text)).toMatchObject({ cannot: expect.any(String), remedy: expect.any(String) })
  })

  it('gives the command that decodes an encoded message', () => {
    const text = 'UnauthorizedOperation: Encoded authorization failure message: abcdefghijklmnopqrstuvwxyz'
    expect(propose(text)).toMatchObject({
      command: expect.stringContaining('--encoded-message abcdefghijklmnopqrstuvwxyz'),
    })
  })

  it('knows what S3 does not say', () => {
    const text = (operation: string) =>
      `An error occurred (AccessDenied) when calling the ${operation} operation: Access Denied`
    expect(propose(text('ListBuckets'))).toMatchObject({
      statement: { Action: ['s3:ListAllMyBuckets'], Resource: ['*'] },
    })
    expect(propose(text('ListObjectsV2'))).toMatchObject({ cannot: expect.stringContaining('s3:ListBucket') })
    expect(propose(text('HeadObject'), { resource: 'arn:aws:s3:::b/k' })).toMatchObject({
      statement: { Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::b/k'] },
    })
    expect(propose('Access Denied')).toMatchObject({ remedy: expect.stringContaining('CloudTrail') })
    expect(propose(text('constructor'))).toHaveProperty('cannot')
  })
})
