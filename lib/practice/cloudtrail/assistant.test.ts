import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deploy, ENVIRONMENT, IMAGE, makeRole, type TestAccount } from '@/lib/practice/agentcore/testing/account'
import { connect, signingFetch } from '@/lib/practice/agentcore/testing/client'
import { detail, lookup, trailAccount } from '@/lib/practice/cloudtrail/testing/history'

let account: TestAccount

beforeEach(async () => {
  account = await trailAccount()
})

afterEach(async () => {
  await account.practice.close()
})

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

describe('what an assistant did', () => {
  it('is found from the execution role over its session', async () => {
    const { roleArn, call } = await connectRuntime()
    const answer = await call('aws iam list-users')
    await call('aws dynamodb scan --table-name practice-orders')
    await call('aws s3api list-buckets')
    await call('aws s3 ls')
    await call('aws ec2 describe-instances')
    const assumed = (await lookup(account, 'ResourceName', roleArn)).filter(
      ({ EventName }) => EventName === 'AssumeRole',
    )
    expect(assumed).toHaveLength(1)
    expect(detail(assumed[0])).toMatchObject({
      userIdentity: { type: 'AWSService', invokedBy: 'bedrock-agentcore.amazonaws.com' },
      sourceIPAddress: 'bedrock-agentcore.amazonaws.com',
    })
    const session = detail(assumed[0]).requestParameters.roleSessionName
    expect(session).toMatch(/^BedrockAgentCore-/)

    const events = await lookup(account, 'Username', session)
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
    const [event] = await lookup(account, 'EventName', 'ListUsers')
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
