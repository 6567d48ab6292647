import type { Client } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  deploy,
  ENVIRONMENT,
  IMAGE,
  makeRole,
  putPolicy,
  type TestAccount,
  testAccount,
} from '@/lib/practice/agentcore/testing/account'
import { connect, signingFetch } from '@/lib/practice/agentcore/testing/client'

type CommandResult = {
  cli_command: string
  error?: string | null
  response?: { error: string | null; error_code: string | null; status_code: number; as_json: string | null } | string
  metadata?: { service: string; operation: string; region_name: string }
}

let account: TestAccount
let client: Client
let readOnly: Client

function imageOf(tag: string) {
  return { containerConfiguration: { containerUri: IMAGE.replace(/[^:]*$/, tag) } }
}

async function callAws(command: string | string[], through = client): Promise<CommandResult[]> {
  const answer = await through.callTool({ name: 'call_aws', arguments: { cli_command: command } })
  const { result } = answer.structuredContent as { result: CommandResult[] }
  const [content] = answer.content as { type: string; text: string }[]
  expect(JSON.parse(content?.text ?? '')).toEqual(result)
  expect(answer.isError ?? false).toBe(false)
  return result
}

async function callOne(command: string, through = client): Promise<CommandResult> {
  const [result] = await callAws(command, through)
  return result ?? { cli_command: '' }
}

async function json(command: string) {
  const { response } = await callOne(command)
  const output = JSON.parse((typeof response === 'object' && response.as_json) || 'null')
  return command.includes('--query') ? output.Result : output
}

const READ = {
  Effect: 'Allow',
  Action: [
    's3:List*',
    's3:Get*',
    'ec2:Describe*',
    'dynamodb:*',
    'iam:List*',
    'iam:Get*',
    'logs:Describe*',
    'lambda:List*',
  ],
  Resource: '*',
}

beforeAll(async () => {
  account = await testAccount()
  const { accessKeyId, secretAccessKey } = account.practice
  const fetcher = signingFetch({ accessKeyId, secretAccessKey })
  const roleArn = await makeRole(account, 'tools-role', [
    READ,
    {
      Effect: 'Allow',
      Action: 'ec2:StopInstances',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/Environment': 'development' } },
    },
  ])
  const open = await deploy(account, roleArn, { agentRuntimeArtifact: imageOf('latest') })
  const closed = await deploy(account, roleArn, {
    agentRuntimeName: 'careful',
    agentRuntimeArtifact: imageOf('latest'),
    environmentVariables: {
      ...ENVIRONMENT,
      READ_OPERATIONS_ONLY: 'true',
      AWS_API_MCP_SUPPRESS_DEPRECATION_WARNING: 'yes',
    },
  })
  client = await connect(open.url, { fetch: fetcher })
  readOnly = await connect(closed.url, { fetch: fetcher })
})

afterAll(async () => {
  await account.practice.close()
})

describe('the server behind a runtime', () => {
  it('is the AWS API MCP Server, for the reference client', async () => {
    expect(client.getServerVersion()?.name).toBe('AWS-API-MCP')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['suggest_aws_commands', 'call_aws'])
    expect(tools[1]?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true })
    expect(tools[0]?.description).toContain('DEPRECATION NOTICE')
    expect(client.getInstructions()).toContain('DEPRECATION NOTICE')
  })

  it('says that it only reads, and keeps the notice to itself, when its environment wants that', async () => {
    const { tools } = await readOnly.listTools()
    expect(tools[1]?.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false })
    expect(tools[0]?.description).not.toContain('DEPRECATION')
  })
})

describe('call_aws', () => {
  it('answers as the execution role, in the form of the real server', async () => {
    const result = await callOne('aws sts get-caller-identity')
    expect(result).toMatchObject({
      cli_command: 'aws sts get-caller-identity',
      response: { error: null, status_code: 200, error_code: null, pagination_token: null },
      metadata: { service: 'sts', operation: 'GetCallerIdentity', region_name: 'us-east-1' },
      validation_failures: null,
    })
    expect((await json('aws sts get-caller-identity')).Arn).toMatch(/^arn:aws:sts::\d{12}:assumed-role\/tools-role\//)
  })

  it.each([
    ['aws s3api list-buckets --query Buckets[].Name', ['practice-invoices', 'practice-website-assets']],
    [
      'aws s3api list-objects-v2 --bucket practice-invoices --prefix 2026/ --delimiter / --query "CommonPrefixes"',
      null,
    ],
    ['aws ec2 describe-instances --query "Reservations[].Instances[].State.Name"', ['running', 'running', 'stopped']],
    [
      "aws ec2 describe-instances --filters Name=tag:Environment,Values=production,staging Name=instance-state-name,Values=running --query 'length(Reservations)'",
      2,
    ],
    ['aws dynamodb scan --table-name practice-orders --limit 2 --query Count', 2],
    [
      `aws dynamodb get-item --table-name practice-orders --key '{"orderId":{"S":"1043"}}' --query Item.status.S`,
      'open',
    ],
    ['aws dynamodb get-item --table-name practice-orders --key orderId={S=1041} --query Item.status.S', 'shipped'],
    ['aws iam list-roles --query Roles[].RoleName --output json', ['tools-role']],
    ['aws lambda list-functions --query Functions[].Runtime', ['nodejs22.x', 'python3.13']],
  ])('%s', async (command, expected) => {
    const answer = await json(command)
    expect(answer).toEqual(
      command.includes('CommonPrefixes')
        ? [{ Prefix: '2026/08/' }, { Prefix: '2026/09/' }, { Prefix: '2026/10/' }]
        : expected,
    )
  })

  it('lists buckets and objects as text for aws s3 ls', async () => {
    const [buckets, objects] = await callAws(['aws s3 ls', 'aws s3 ls s3://practice-website-assets/'])
    expect(buckets).toMatchObject({
      error: '',
      response: expect.stringContaining('2025-03-04 09:12:44 practice-invoices'),
    })
    expect(String(objects?.response).split('\n')).toEqual([
      '                           PRE css/',
      '                           PRE images/',
      '2026-09-12 16:21:45       5312 index.html',
      '',
    ])
  })

  it('puts a refusal into the result of the command, in the words of the service', async () => {
    const [mine, denied] = await callAws(['aws s3api list-buckets', 'aws s3api create-bucket --bucket new-one'])
    expect(mine?.response).toMatchObject({ error: null })
    expect(denied?.response).toMatchObject({ error_code: 'AccessDenied', status_code: 403 })
    expect(String((denied?.response as { error: string } | undefined)?.error)).toMatch(
      /^An error occurred \(AccessDenied\) when calling the CreateBucket operation: User: arn:aws:sts::\d+:assumed-role\/tools-role\/\S+ is not authorized to perform: s3:CreateBucket on resource: arn:aws:s3:::new-one because no identity-based policy allows the s3:CreateBucket action$/,
    )
    const start = await callOne('aws ec2 start-instances --instance-ids i-0a1b2c3d4e5f60003')
    expect(start.response).toMatchObject({ error_code: 'UnauthorizedOperation', status_code: 403 })
  })

  it('authorizes on the resource and its tags', async () => {
    const production = await callOne('aws ec2 stop-instances --instance-ids i-0a1b2c3d4e5f60001')
    const development = await callOne('aws ec2 stop-instances --instance-ids i-0a1b2c3d4e5f60003')
    expect(production.response).toMatchObject({ error_code: 'UnauthorizedOperation' })
    expect(development.response).toMatchObject({ error_code: null })
  })

  it('denies every change when it may only read, before IAM is asked', async () => {
    const results = await callAws(
      [
        'aws ec2 stop-instances --instance-ids i-0a1b2c3d4e5f60003',
        'aws sts assume-role --role-arn arn:aws:iam::000000000000:role/x --role-session-name you',
        'aws ec2 describe-regions',
        'aws s3 rb s3://practice-invoices',
      ],
      readOnly,
    )
    const denied = 'Execution of this operation is denied by security policy.'
    expect(results.map(({ error }) => error)).toEqual([denied, denied, undefined, denied])
  })

  it.each([
    ['aws s3api list-buckets | grep x', /unknown extra arguments: \['\|', 'grep', 'x'\]/],
    ['aws s3api list-buckets && ls', /prohibited operators: \['&&'\]/],
    [
      'aws nosuch list-things',
      /The practice account does not imitate the service 'nosuch'\. Slipway lists what it has: .*\. Known services: /,
    ],
    ['aws s3api list-objects-v2', /missing_context_failures.*missing for service 's3api'.*--bucket/],
    [
      'aws s3api list-objects-v2 --bucket b --colour red',
      /The practice account does not imitate --colour of 's3api list-objects-v2'/,
    ],
    ['aws iam list-roles --max-items many', /'--max-items' received an invalid type/],
    ['aws sts get-caller-identity --max-items 1', /does not support: \['--max-items'\]/],
    ['aws sts get-caller-identity --profile admin', /The config profile \(admin\) could not be found/],
    ['aws sts get-caller-identity --debug', /cannot be set: '--debug'/],
    ['aws sts get-caller-identity --output pdf', /received an invalid choice: 'pdf'/],
    ['aws sts get-caller-identity --endpoint-url http://x', /does not imitate --endpoint-url/],
    ['aws sts get-caller-identity --region moon', /Could not connect to the endpoint URL/],
    ['aws sts get-caller-identity --region *', /Failed to retrieve active AWS regions/],
    ['aws s3api list-buckets --query Buckets[', /Error parsing client-side filter/],
    ['aws s3api list-buckets --query length(Owner.ID,Buckets)', /Error while executing the command/],
    ['aws iam get-role --role-name file:///etc/passwd', /does not imitate the local file/],
    ["aws iam get-role --role-name 'a b'", /'--role-name' received an invalid input/],
    ['aws s3 cp s3://a/b s3://c', /The practice account does not imitate the command 'aws s3 cp'/],
    ['aws s3 fly', /operation 'fly' for service 's3' does not exist/],
    ['aws iam wait role-exists', /operation is not allowed: iam wait/],
    ['aws configure list', /service name is not allowed: configure/],
    ['aws iam', /does not include an operation/],
    ['aws iam craete-user', /operation 'craete-user' for service 'iam' does not exist/],
    ['aws iam list-roles --colour red', /does not support: \['--colour'\]/],
  ])('refuses %j with a reason', async (command, reason) => {
    expect((await callOne(command)).error).toMatch(reason)
  })

  it.each([
    ['aws iam create-user', 'InvalidAction', 'iam CreateUser'],
    ['aws s3api fly', 'InvalidAction', 's3 Fly'],
  ])('answers %j as a service would that lacks the operation', async (command, code, what) => {
    expect((await callOne(command)).response).toMatchObject({
      error_code: code,
      error: expect.stringContaining(`The practice account does not imitate ${what}.`),
      as_json: null,
    })
  })

  it('goes on where a page ended', async () => {
    const page = await callOne('aws iam list-policies --scope AWS --max-items 2')
    const { pagination_token: token, as_json } = page.response as unknown as {
      pagination_token: string
      as_json: string
    }
    expect(JSON.parse(Buffer.from(token, 'base64').toString())).toEqual({ Marker: null, boto_truncate_amount: 2 })
    const all = await json('aws iam list-policies --scope AWS')
    const rest = await json(`aws iam list-policies --scope AWS --starting-token ${token}`)
    expect([...JSON.parse(as_json).Policies, ...rest.Policies]).toEqual(all.Policies)
    expect(all).not.toHaveProperty('IsTruncated')
  })

  it('changes nothing for a command whose --query it can not read', async () => {
    await putPolicy(account.iam, 'tools-role', [READ, { Effect: 'Allow', Action: 's3:CreateBucket', Resource: '*' }])
    await callOne('aws s3api create-bucket --bucket not-made --query Location[')
    expect(await json('aws s3api list-buckets --query "Buckets[].Name"')).not.toContain('not-made')
  })

  it('follows a change of the role without a new deployment', async () => {
    await putPolicy(account.iam, 'tools-role', [READ, { Effect: 'Allow', Action: 's3:CreateBucket', Resource: '*' }])
    const created = await callOne('aws s3api create-bucket --bucket made-later')
    expect(created.response).toMatchObject({ error_code: null })
    expect(await json('aws s3api list-buckets --query "Buckets[].Name"')).toContain('made-later')
  })

  it("reads with AWS's own ReadOnlyAccess, and changes nothing", async () => {
    await putPolicy(account.iam, 'tools-role', [{ Effect: 'Allow', Action: 'ecr:*', Resource: '*' }])
    expect((await callOne('aws ec2 describe-instances')).response).toMatchObject({
      error_code: 'UnauthorizedOperation',
    })
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
    await account.iam.attachRolePolicy({ RoleName: 'tools-role', PolicyArn })
    const [read, change] = await callAws([
      'aws ec2 describe-instances',
      'aws ec2 stop-instances --instance-ids i-0a1b2c3d4e5f60003',
    ])
    expect(read?.response).toMatchObject({ error_code: null })
    expect(change?.response).toMatchObject({ error_code: 'UnauthorizedOperation' })
  })

  it('takes at most twenty commands at a time', async () => {
    const answer = await client.callTool({ name: 'call_aws', arguments: { cli_command: Array(21).fill('aws s3 ls') } })
    expect(answer.isError).toBe(true)
  })
})

describe('suggest_aws_commands', () => {
  it('names commands that exist', async () => {
    const answer = await client.callTool({
      name: 'suggest_aws_commands',
      arguments: { query: 'list all my S3 buckets' },
    })
    const { suggestions } = answer.structuredContent as { suggestions: { command: string }[] }
    expect(suggestions.map(({ command }) => command)).toContain('aws s3api list-buckets')
  })
})
