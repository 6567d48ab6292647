import { CloudTrail, type Event, type LookupAttributeKey } from '@aws-sdk/client-cloudtrail'
import { STS } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  deploy,
  ENVIRONMENT,
  IMAGE,
  makeRole,
  type TestAccount,
  testAccount,
} from '@/lib/practice/agentcore/testing/account'
import { connect, signingFetch } from '@/lib/practice/agentcore/testing/client'
import { operatorOf } from '@/lib/practice/iam/access/identity'
import { TRUSTS_ACCOUNT } from '@/lib/practice/testing/account'

let account: TestAccount
let trail: CloudTrail

beforeEach(async () => {
  account = await testAccount({ trailLagMs: 0 })
  trail = new CloudTrail(account.config)
})

afterEach(async () => {
  await account.practice.close()
})

/** The clock moves, so that no lookup is throttled. */
async function lookup(key: LookupAttributeKey, value: string, region = 'us-east-1'): Promise<Event[]> {
  account.clock.now += 1000
  const client = new CloudTrail({ ...account.config, region })
  const { Events = [] } = await client.lookupEvents({
    LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
  })
  return Events
}

function detail(event: Event | undefined) {
  return JSON.parse(event?.CloudTrailEvent ?? '{}')
}

async function connectRuntime(tag = '1.5.6', environmentVariables = {}) {
  const roleArn = await makeRole(account, 'tools-role', [
    { Effect: 'Allow', Action: ['iam:ListUsers', 's3:ListAllMyBuckets', 'dynamodb:*'], Resource: '*' },
  ])
  const { url } = await deploy(account, roleArn, {
    agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE.replace(/[^:]*$/, tag) } },
    environmentVariables: {
      ...ENVIRONMENT,
      AWS_API_MCP_STATELESS_HTTP: 'false',
      READ_OPERATIONS_ONLY: 'true',
      AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS: 'no-access',
      ...environmentVariables,
    },
  })
  const { accessKeyId, secretAccessKey } = account.practice
  const client = await connect(url, { fetch: signingFetch({ accessKeyId, secretAccessKey }) })
  return {
    roleArn,
    call: (command: string) => client.callTool({ name: 'call_aws', arguments: { cli_command: command } }),
  }
}

describe('what a call leaves in the history', () => {
  it('says who, what, when, whence and with which program, without secrets', async () => {
    const { $metadata } = await account.iam.createRole({
      RoleName: 'reader',
      Path: '/team/',
      AssumeRolePolicyDocument: TRUSTS_ACCOUNT,
    })
    const [event] = await lookup('EventName', 'CreateRole')
    expect(event).toMatchObject({ ReadOnly: 'false', EventSource: 'iam.amazonaws.com', Username: 'practice-operator' })
    expect(event?.AccessKeyId).toBe(account.practice.accessKeyId)
    expect(event?.Resources).toContainEqual({
      ResourceType: 'AWS::IAM::Role',
      ResourceName: 'arn:aws:iam::000000000000:role/team/reader',
    })
    expect(detail(event)).toMatchObject({
      eventID: event?.EventId,
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      userAgent: expect.stringMatching(/^aws-sdk-js\//),
      requestID: $metadata.requestId,
      readOnly: false,
      userIdentity: { type: 'IAMUser', userName: 'practice-operator' },
      requestParameters: { roleName: 'reader', assumeRolePolicyDocument: TRUSTS_ACCOUNT },
    })
  })

  it('hides the variables of a runtime and the password of a user', async () => {
    const roleArn = await makeRole(account, 'tools-role')
    await deploy(account, roleArn, { environmentVariables: { ...ENVIRONMENT, API_KEY: 'keep-me-secret' } })
    const { UserPool } = await account.cognito.createUserPool({ PoolName: 'people' })
    await account.cognito.adminCreateUser({
      UserPoolId: UserPool?.Id,
      Username: 'ann',
      TemporaryPassword: 'Keep-me-secret-1',
    })
    const events = [
      ...(await lookup('EventName', 'CreateAgentRuntime')),
      ...(await lookup('EventName', 'AdminCreateUser')),
    ]
    expect(events).toHaveLength(2)
    expect(detail(events[0]).requestParameters).toMatchObject({ agentRuntimeName: 'tools', roleArn })
    expect(JSON.stringify(events).toLowerCase()).not.toContain('keep-me-secret')
  })

  it('has refusals, with the exception’s name and the message', async () => {
    await expect(account.iam.getRole({ RoleName: 'nobody' })).rejects.toThrow('nobody')
    operatorOf(account.practice.state).policy =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"cloudtrail:*","Resource":"*"}}'
    await expect(account.logs.describeLogGroups({})).rejects.toThrow('not authorized')
    const [missing] = await lookup('EventName', 'GetRole')
    expect(detail(missing)).toMatchObject({ errorCode: 'NoSuchEntityException', readOnly: true })
    const [denied] = await lookup('EventName', 'DescribeLogGroups')
    expect(detail(denied)).toMatchObject({
      errorCode: 'AccessDenied',
      errorMessage: expect.stringContaining('logs:DescribeLogGroups'),
    })
  })

  it('is nothing for data events and unsigned calls', async () => {
    await account.logs.createLogGroup({ logGroupName: 'notes' })
    await account.logs.filterLogEvents({ logGroupName: 'notes' })
    await expect(
      account.cognito.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: 'abc', AuthParameters: {} }),
    ).rejects.toThrow()
    expect(await lookup('EventName', 'CreateLogGroup')).toHaveLength(1)
    expect(await lookup('EventName', 'FilterLogEvents')).toEqual([])
    expect(await lookup('EventSource', 'cognito-idp.amazonaws.com')).toEqual([])
  })

  it('has a session of the caller with the three resources, and no token of it', async () => {
    await account.iam.createRole({ RoleName: 'reader', AssumeRolePolicyDocument: TRUSTS_ACCOUNT })
    const { Credentials } = await new STS(account.config).assumeRole({
      RoleArn: 'arn:aws:iam::000000000000:role/reader',
      RoleSessionName: 'ann',
    })
    const [event] = await lookup('ResourceName', Credentials?.AccessKeyId ?? '')
    expect(event).toMatchObject({ EventName: 'AssumeRole', ReadOnly: 'true' })
    expect(new Set(event?.Resources?.map(({ ResourceType }) => ResourceType))).toEqual(
      new Set(['AWS::IAM::AccessKey', 'AWS::STS::AssumedRole', 'AWS::IAM::Role']),
    )
    expect(event?.CloudTrailEvent).not.toContain(Credentials?.SessionToken)
    expect(event?.CloudTrailEvent).not.toContain(Credentials?.SecretAccessKey)
  })
})

describe('what an assistant did', () => {
  it('is found from the execution role over its session', async () => {
    const { roleArn, call } = await connectRuntime()
    const answer = await call('aws iam list-users')
    await call('aws dynamodb scan --table-name practice-orders')
    await call('aws s3api list-buckets')
    await call('aws s3 ls')
    await call('aws ec2 describe-instances')
    const assumed = (await lookup('ResourceName', roleArn)).filter(({ EventName }) => EventName === 'AssumeRole')
    expect(assumed).toHaveLength(1)
    expect(detail(assumed[0])).toMatchObject({
      userIdentity: { type: 'AWSService', invokedBy: 'bedrock-agentcore.amazonaws.com' },
      sourceIPAddress: 'bedrock-agentcore.amazonaws.com',
    })
    const session = detail(assumed[0]).requestParameters.roleSessionName
    expect(session).toMatch(/^BedrockAgentCore-/)

    const events = await lookup('Username', session)
    const own = events.filter((event) => detail(event).userIdentity.invokedBy === undefined)
    expect(own.map(({ EventName }) => EventName).reverse()).toEqual([
      'ListUsers',
      'ListBuckets',
      'ListBuckets',
      'DescribeInstances',
    ])
    const agent =
      'md/awslabs#mcp#aws-api-mcp-server#1.5.6 md/via/AWS-API-MCP MCPClient/practice-test#1.0.0 cfg/ro#1 cfg/consent#0 cfg/scripts#0 cfg/file-access#no-access'
    expect(own.map((event) => detail(event).userAgent.endsWith(agent))).toEqual([true, false, true, true])
    expect(detail(own[1]).userAgent.endsWith(`${agent} cli-customizations`)).toBe(true)
    expect(detail(own[0])).toMatchObject({
      errorCode: 'Client.UnauthorizedOperation',
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: { sessionIssuer: { arn: roleArn, userName: 'tools-role' } },
      },
    })
    // The answer names its request, so the two can be joined without a guess.
    expect(JSON.stringify(answer)).toContain(detail(own[3]).requestID)
    // What the platform writes as the role says so.
    const platform = events.filter((event) => detail(event).userIdentity.invokedBy !== undefined)
    expect(platform.map(({ EventName }) => EventName)).toEqual(['CreateLogStream', 'CreateLogGroup'])
  })

  it('names the version only when the server sends no telemetry', async () => {
    const { call } = await connectRuntime('1.3.46', { AWS_API_MCP_TELEMETRY: 'false' })
    await call('aws iam list-users')
    const [event] = await lookup('EventName', 'ListUsers')
    expect(detail(event).userAgent).toMatch(/ md\/awslabs#mcp#aws-api-mcp-server#1\.3\.46 md\/via\/AWS-API-MCP$/)
  })

  it('can be looked up by the assistant, if its role may', async () => {
    const { call } = await connectRuntime()
    expect(JSON.stringify(await call('aws cloudtrail lookup-events'))).toContain('cloudtrail:LookupEvents')
    await account.iam.putRolePolicy({
      RoleName: 'tools-role',
      PolicyName: 'history',
      PolicyDocument:
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"cloudtrail:LookupEvents","Resource":"*"}}',
    })
    account.clock.now += 1000
    const command =
      'aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=PutRolePolicy'
    expect(JSON.stringify(await call(command))).toContain('PutRolePolicy')
  })
})

describe('a lookup', () => {
  async function makeGroups(count: number) {
    for (let index = 0; index < count; index += 1) {
      await account.logs.createLogGroup({ logGroupName: `group-${index}` })
      account.clock.now += index % 3 === 0 ? 0 : 400
    }
    account.clock.now += 1000
  }
  const created = { LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: 'CreateLogGroup' }] }
  const groupOf = (event: Event) => detail(event).requestParameters.logGroupName

  it('gives pages, newest first and each event once, while others happen', async () => {
    await makeGroups(11)
    const found: string[] = []
    let token: string | undefined

    do {
      const page = await trail.lookupEvents({ ...created, MaxResults: 3, ...(token ? { NextToken: token } : {}) })
      found.push(...(page.Events ?? []).map(groupOf))
      token = page.NextToken
      await account.logs.createLogGroup({ logGroupName: `later-${found.length}` })
      account.clock.now += 1000
    } while (token)
    expect(found).toEqual(Array.from({ length: 11 }, (_, index) => `group-${10 - index}`))
  })

  it('takes a token with the parameters that it was given for only', async () => {
    await makeGroups(3)
    const { NextToken } = await trail.lookupEvents({ ...created, MaxResults: 1 })
    const failure = { name: 'InvalidNextTokenException' }
    account.clock.now += 1000
    await expect(trail.lookupEvents({ MaxResults: 1, NextToken })).rejects.toMatchObject(failure)
    await expect(trail.lookupEvents({ ...created, NextToken: 'mine' })).rejects.toMatchObject(failure)
    const elsewhere = new CloudTrail({ ...account.config, region: 'eu-west-1' })
    await expect(elsewhere.lookupEvents({ ...created, NextToken })).rejects.toMatchObject(failure)
  })

  it.each([
    [
      'InvalidLookupAttributesException',
      { LookupAttributes: [...created.LookupAttributes, ...created.LookupAttributes] },
    ],
    ['InvalidTimeRangeException', { StartTime: new Date(2000), EndTime: new Date(1000) }],
    ['InvalidMaxResultsException', { MaxResults: 51 }],
  ])('is refused with %s', async (name, input) => {
    await expect(trail.lookupEvents(input)).rejects.toMatchObject({ name })
  })

  it('finds by every attribute, and by exact values only', async () => {
    await makeGroups(1)
    const [event] = await lookup('EventName', 'CreateLogGroup')
    expect(await lookup('EventId', event?.EventId ?? '')).toHaveLength(1)
    expect(await lookup('EventName', 'CreateLog')).toEqual([])
    expect((await lookup('ReadOnly', 'false')).map(({ EventName }) => EventName)).toEqual(['CreateLogGroup'])
    expect((await lookup('ReadOnly', 'true')).length).toBeGreaterThan(0)
    expect((await lookup('AccessKeyId', account.practice.accessKeyId)).length).toBeGreaterThan(1)
    await makeRole(account, 'tools-role')
    expect(await lookup('ResourceType', 'AWS::IAM::Role')).toHaveLength(2)
    expect(await lookup('ResourceName', 'tools-role')).toHaveLength(2)
    expect(await lookup('EventSource', 'iam.amazonaws.com')).toHaveLength(2)
  })

  it('is of a period and a region', async () => {
    const start = account.clock.now
    await makeGroups(1)
    account.clock.now += 3_600_000
    await account.logs.createLogGroup({ logGroupName: 'second' })
    await expect(new CloudTrail({ ...account.config, region: 'eu-west-1' }).lookupEvents({})).resolves.toMatchObject({
      Events: [],
    })
    const early = await trail.lookupEvents({ ...created, EndTime: new Date(start + 60_000) })
    expect(early.Events?.map(groupOf)).toEqual(['group-0'])
    const late = await trail.lookupEvents({ ...created, StartTime: new Date(start + 60_000) })
    expect(late.Events?.map(groupOf)).toEqual(['second'])
  })

  it('may be asked twice a second in each region', async () => {
    await trail.lookupEvents({})
    account.clock.now += 600
    await trail.lookupEvents({})
    await expect(trail.lookupEvents({})).rejects.toMatchObject({ name: 'ThrottlingException' })
    await new CloudTrail({ ...account.config, region: 'eu-west-1' }).lookupEvents({})
    account.clock.now += 401
    await trail.lookupEvents({})
  })

  it('shows an event five minutes later unless told otherwise', async () => {
    account.practice.faults.switch({ trailLagMs: 300_000 })
    await makeGroups(1)
    expect(await lookup('EventName', 'CreateLogGroup')).toEqual([])
    account.clock.now += 300_000
    expect(await lookup('EventName', 'CreateLogGroup')).toHaveLength(1)
  })

  it('forgets events after 90 days, and all with the account', async () => {
    await makeGroups(1)
    account.clock.now += 89 * 86_400_000
    expect(await lookup('EventName', 'CreateLogGroup')).toHaveLength(1)
    account.clock.now += 2 * 86_400_000
    expect(await lookup('EventName', 'CreateLogGroup')).toEqual([])
    await account.logs.createLogGroup({ logGroupName: 'another' })
    await fetch(`${account.practice.url}/_practice/reset`, {
      method: 'POST',
      headers: { 'x-practice-key': account.practice.secretAccessKey },
    })
    account.practice.faults.switch({ trailLagMs: 0 })
    expect(await lookup('EventName', 'CreateLogGroup')).toEqual([])
  })
})
