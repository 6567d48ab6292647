import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { readDenial } from '@/lib/policies/denial/denial'
import { heldBack } from '@/lib/policies/denial/one-click'
import { proposeStatement } from '@/lib/policies/denial/propose-statement'

const HEAD = '2026-08-21 14:03:11.482 | ERROR    | awslabs.aws_api_mcp_server.core.aws.driver:interpret_command:88 - '

/** Why there is no click, for the line that AWS's message would be; undefined when there is one. */
function refusal(action: string, resource = '*'): string | undefined {
  const denial = readDenial(
    `${HEAD}An error occurred (AccessDenied) when calling the X operation: User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  )
  const proposal = denial && proposeStatement(denial)
  return proposal && 'statement' in proposal ? heldBack(proposal.statement) : 'No statement.'
}

describe('a permission that a log line asks for', () => {
  it.each([
    'iam:PutRolePolicy',
    'iam:PassRole',
    'secretsmanager:GetSecretValue',
    'ssm:GetParameter',
    's3:DeleteObject',
    's3:GetObject',
    'kms:Decrypt',
    'sts:AssumeRole',
    'sts:GetSessionToken',
    'lambda:InvokeFunction',
    'bedrock-agentcore:GetResourceApiKey',
    'ecr:GetAuthorizationToken',
    'dynamodb:PutItem',
    'bedrock-agentcore:ListEvents',
    'bedrock-agentcore:ListMemoryRecords',
    'chime:ListApiKeys',
    'ec2:DescribeVpnConnections',
    'ecs:DescribeTaskDefinition',
    'elasticbeanstalk:DescribeConfigurationSettings',
    'iam:ListAccessKeys',
    'ivs:ListStreamKeys',
    'kafka:ListScramSecrets',
    'lambda:ListFunctions',
    'secretsmanager:ListSecrets',
    'ssm:ListCommands',
    '*:*',
    's3:*',
  ])('is no click away: %s', (action) => {
    expect(refusal(action)).toMatch(/\w/)
    expect(refusal(action, 'arn:aws:s3:::one/thing')).toMatch(/\w/)
  })

  it.each(['ec2:DescribeInstances', 's3:ListAllMyBuckets', 'iam:ListRoles', 'sqs:ListQueues'])(
    'is a click away: %s',
    (action) => {
      expect(refusal(action)).toBeUndefined()
    },
  )

  it('only reads by the words of the catalogue', async () => {
    const catalogue = await loadCatalogue('all')
    const wrong = catalogue.prefixes().flatMap((prefix) =>
      (catalogue.service(prefix)?.actions ?? [])
        .filter(({ access }) => access !== 'read' && access !== 'list')
        .map(({ name }) => `${prefix}:${name}`)
        .filter((action) => heldBack({ Effect: 'Allow', Action: [action], Resource: ['*'] }) === undefined),
    )
    expect(wrong).toEqual([])
  })
})
