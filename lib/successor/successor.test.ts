import { describe, expect, it } from 'vitest'
import type { RecordEntry } from '@/lib/bridge/recording/record'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { parsePolicy } from '@/lib/policies/document/document'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import { chosenCommands, inRegion } from '@/lib/successor/commands'
import { countRows } from '@/lib/successor/coverage'
import { outlookOf } from '@/lib/successor/outlook'
import { personPolicies } from '@/lib/successor/policy'
import { VIA } from '@/lib/successor/via'

const RUNTIME = {
  image: 'x.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:1.3.46',
  inboundAuth: { type: 'sigv4' as const },
  network: { mode: 'PUBLIC', subnets: [], securityGroups: [] },
  environment: {},
}

function call(more: Partial<RecordEntry> = {}): RecordEntry {
  const made = { at: '2026-12-01T00:00:00Z', client: 'c', method: 'tools/call', tool: 'call_aws', outcome: 'answered' }
  return { ...made, ms: 1, bytes: 1, tries: 1, ...more }
}
const asked = (...commands: unknown[]) =>
  commands.map((cli_command) => call({ arguments: JSON.stringify({ cli_command }) }))

describe('whether a move is possible', () => {
  it.each([
    ['another server', { ...RUNTIME, image: 'x/my-server:1' }, 'us-east-1'],
    ['one that is only called like it', { ...RUNTIME, image: 'x/aws-api-mcp-server-fork:1' }, 'us-east-1'],
    ['a region of another partition', RUNTIME, 'cn-north-1'],
  ])('not for %s', (_what, runtime, region) => {
    expect(outlookOf(runtime, region).state).toBe('none')
  })

  it('names what would be lost', () => {
    const environment = { READ_OPERATIONS_ONLY: 'true', REQUIRE_MUTATION_CONSENT: 'false' }
    const found = outlookOf({ ...RUNTIME, environment }, 'eu-west-1')
    const text = JSON.stringify(found)
    expect(found).toMatchObject({ state: 'possible', region: 'eu-central-1', isElsewhere: true })
    expect(text).toContain('READ_OPERATIONS_ONLY')
    expect(text).not.toContain('REQUIRE_MUTATION_CONSENT')
  })
})

describe('commands to compare by', () => {
  it('are the same few without a record, and all of them only read', async () => {
    expect(await chosenCommands([])).toEqual(await chosenCommands([call()]))
    expect((await chosenCommands([])).length).toBeGreaterThan(3)
  })

  it('are also those of the record that only read, the frequent ones first', async () => {
    const few = 'aws dynamodb list-tables'
    const often = 'aws sqs list-queues'
    const chosen = await chosenCommands([
      ...asked(few, often, [often, 'aws ec2 terminate-instances --instance-ids i-1']),
      ...asked('aws s3api head-object --bucket b --key [redacted]', 'aws sts get-session-token', 'aws s3 ls > x'),
      call({ arguments: '{"cli_command": "aws ec2 cut sh' }),
    ])
    expect(chosen.slice(6)).toEqual([often, few])
  })

  it('name a region, because each server falls back on its own', () => {
    expect(inRegion('aws s3api list-buckets', 'eu-west-1')).toBe('aws s3api list-buckets --region eu-west-1')
    expect(inRegion('aws x y --region=us-east-1', 'eu-west-1')).toBe('aws x y --region=us-east-1')
  })
})

it('counts what was used by tool and action, without what was not answered', () => {
  const rows = countRows([
    call({ actions: ['s3:ListAllMyBuckets'] }),
    call({ actions: ['s3:ListAllMyBuckets'], tool: 'target___call_aws' }),
    call({ actions: ['iam:DeleteRole'], outcome: 'not sent' }),
    call({ actions: ['iam:CreateAccessKey'], outcome: 'failed' }),
    call({ tool: 'suggest_aws_commands' }),
    call({ tool: 'own_tool' }),
  ])
  expect(rows).toEqual([
    { tool: 'call_aws', action: 's3:ListAllMyBuckets', calls: 2, there: 'aws___call_aws' },
    { tool: 'suggest_aws_commands', calls: 1, there: 'aws___search_documentation' },
    { tool: 'own_tool', calls: 1 },
  ])
})

describe('policies for a person', () => {
  const used = ['s3:listallmybuckets', 'iam:ListRoles', 'iam:ListRoles', 'x:NoSuch', 'ec2:*']
  const decide = (texts: string[], action: string, context: Record<string, string> = {}) => {
    const identityPolicies = texts.map((text, index) => {
      const read = parsePolicy(text)
      if (!read.ok) {
        throw new Error(read.error.message)
      }
      return { name: String(index), document: read.data }
    })
    return evaluatePolicies({ identityPolicies, request: { action, resource: '*', context } }).effect
  }
  const WIDE = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })

  it('hold the actions that AWS has, and say which were left out', async () => {
    const { allow, leftOut } = await personPolicies(used)
    expect(JSON.parse(allow).Statement[1].Action).toEqual(['iam:ListRoles', 's3:ListAllMyBuckets'])
    expect(leftOut).toEqual(['x:NoSuch', 'ec2:*'])
  })

  it('allow only through the managed server, and there nothing else', async () => {
    const { allow, limit = '' } = await personPolicies(used)
    expect(decide([allow], 'iam:ListRoles', VIA)).toBe('allowed')
    expect(decide([allow], 'iam:ListRoles')).toBe('implicit-deny')
    expect(decide([allow], 'signin:CreateOAuth2Token')).toBe('allowed')
    expect(decide([WIDE, limit], 'iam:DeleteRole', VIA)).toBe('explicit-deny')
    expect(decide([WIDE, limit], 'iam:DeleteRole')).toBe('allowed')
    expect(decide([WIDE, limit], 'iam:ListRoles', VIA)).toBe('allowed')
  })

  it('have nothing that the policy check calls wrong', async () => {
    const { allow, limit = '' } = await personPolicies(used)
    const catalogue = await loadCatalogue(['iam', 's3', 'signin'])
    const serious = [allow, limit].flatMap((text) => checkPolicy(text, { kind: 'identity', catalogue }))
    expect(
      serious.filter(({ type }) => /error|warning/.test(type)).map(({ code, message }) => `${code} ${message}`),
    ).toEqual([])
  })

  it('are the sign-in alone where nothing was used', async () => {
    const { allow, limit } = await personPolicies([])
    expect(JSON.parse(allow).Statement).toHaveLength(1)
    expect(limit).toBeUndefined()
  })
})
