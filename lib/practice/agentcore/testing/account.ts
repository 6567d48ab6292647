import { BedrockAgentCoreControl, type CreateAgentRuntimeRequest } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { IAM } from '@aws-sdk/client-iam'
import { ACCOUNT_ID } from '@/lib/practice/account'
import { startPractice } from '@/lib/practice/server/start'
import type { Switches } from '@/lib/practice/wire/faults'

const REGION = 'us-east-1'
export const IMAGE = `709825985650.dkr.ecr.${REGION}.amazonaws.com/amazon-web-services/aws-api-mcp-server:1.2.0`

export const ENVIRONMENT = {
  AUTH_TYPE: 'no-auth',
  AWS_API_MCP_TRANSPORT: 'streamable-http',
  AWS_API_MCP_HOST: '0.0.0.0',
  AWS_API_MCP_PORT: '8000',
  AWS_API_MCP_STATELESS_HTTP: 'true',
  AWS_API_MCP_ALLOWED_HOSTS: '*',
  AWS_API_MCP_ALLOWED_ORIGINS: '*',
  AWS_REGION: REGION,
}

const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }

const BASE_STATEMENTS = [
  {
    Effect: 'Allow',
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:GetAuthorizationToken'],
    Resource: '*',
  },
  { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
]

/** For tests: a running account whose clock stands still until it is moved, and unmodified SDK clients on it. */
export async function testAccount(delays: Partial<Switches> = NO_DELAYS) {
  const clock = { now: Date.now() }
  const practice = await startPractice({ delays: { ...NO_DELAYS, ...delays }, now: () => clock.now })
  const { url, accessKeyId, secretAccessKey } = practice
  const config = { endpoint: url, region: REGION, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 }
  return {
    practice,
    clock,
    config,
    control: new BedrockAgentCoreControl(config),
    iam: new IAM(config),
    logs: new CloudWatchLogs(config),
    cognito: new CognitoIdentityProvider(config),
  }
}

export type TestAccount = Awaited<ReturnType<typeof testAccount>>

/** An execution role as the deployment makes it, with further statements. Gives its ARN. */
export async function makeRole({ iam }: TestAccount, name: string, statements: object[] = []): Promise<string> {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT_ID}:*` },
        },
      },
    ],
  }
  const { Role } = await iam.createRole({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) })
  await putPolicy(iam, name, [...BASE_STATEMENTS, ...statements])
  return Role?.Arn ?? ''
}

export async function putPolicy(iam: IAM, role: string, statements: object[]): Promise<void> {
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  await iam.putRolePolicy({ RoleName: role, PolicyName: 'permissions', PolicyDocument })
}

export function runtimeRequest(roleArn: string, changes: Partial<CreateAgentRuntimeRequest> = {}) {
  return {
    agentRuntimeName: 'tools',
    agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE } },
    roleArn,
    networkConfiguration: { networkMode: 'PUBLIC' as const },
    protocolConfiguration: { serverProtocol: 'MCP' as const },
    environmentVariables: ENVIRONMENT,
    ...changes,
  }
}

/** A READY runtime that can be invoked. */
export async function deploy(account: TestAccount, roleArn: string, changes: Partial<CreateAgentRuntimeRequest> = {}) {
  const request = runtimeRequest(roleArn, changes)
  const { agentRuntimeId = '' } = await account.control.createAgentRuntime(request)
  const { agentRuntimeName: _, tags: _tags, clientToken: _token, ...config } = request
  const { agentRuntimeArn = '' } = await account.control.updateAgentRuntime({
    ...config,
    agentRuntimeId,
    metadataConfiguration: { requireMMDSV2: true },
  })
  const url = `${account.practice.url}/runtimes/${encodeURIComponent(agentRuntimeArn)}/invocations?qualifier=DEFAULT`
  return { id: agentRuntimeId, arn: agentRuntimeArn, url, config }
}
