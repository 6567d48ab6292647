import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { IAM } from '@aws-sdk/client-iam'
import { Client, ProtocolError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { RealServer } from '@/lib/practice/agentcore/container/server-process'
import { signingFetch } from '@/lib/practice/agentcore/testing/client'
import { type Practice, startPractice } from '@/lib/practice/server/start'
import { TRUST } from '@/scripts/checks/peers/differential/differential-call'
import type { ServerCall } from '@/scripts/checks/peers/servers/server-calls'
import type { Answer } from '@/scripts/checks/peers/servers/server-outcome'

const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }
/** Python imports the whole AWS CLI before the server listens, and two of them may start at once. */
const START_MS = 180_000

const ENVIRONMENT = {
  AUTH_TYPE: 'no-auth',
  AWS_API_MCP_TRANSPORT: 'streamable-http',
  AWS_API_MCP_HOST: '0.0.0.0',
  AWS_API_MCP_PORT: '8000',
  AWS_API_MCP_STATELESS_HTTP: 'true',
  AWS_API_MCP_ALLOWED_HOSTS: '*',
  AWS_API_MCP_ALLOWED_ORIGINS: '*',
  AWS_API_MCP_ALLOW_UNRESTRICTED_LOCAL_FILE_ACCESS: 'no-access',
  AWS_REGION: 'us-east-1',
}

const ALLOWED = [
  ...['s3:List*', 's3:Get*', 'ec2:Describe*', 'dynamodb:List*', 'lambda:List*', 'logs:*', 'cognito-idp:List*'],
  ...[
    'iam:ListRoles',
    'iam:GetRole',
    'iam:ListPolicies',
    'iam:ListAttachedRolePolicies',
    'iam:TagRole',
    'iam:DeleteRole',
  ],
  ...['bedrock-agentcore:List*', 'bedrock-agentcore:Get*', 'ecr:*', 'sts:*'],
]

/** What the server says about itself, beside what it answers. */
export type Greeting = {
  version: string
  instructions: string | null
  tools: { name: string; description?: string | undefined }[]
  lines: string[]
}
export type ServerRun = { greeting: Greeting; answers: Answer[] }

/** Deploys a release on a practice account, as a real server or as the account's own, and sends it every call. */
export async function runServer(
  tag: string,
  calls: readonly ServerCall[],
  realServer?: RealServer,
): Promise<ServerRun> {
  const practice = await startPractice({ delays: NO_DELAYS, realServer })

  try {
    const urls = await deployBoth(practice, tag)
    const clients = {
      open: await connect(practice, urls.open),
      'read-only': await connect(practice, urls['read-only']),
    }
    const answers: Answer[] = []

    for (const [, args, mode = 'open'] of calls) {
      answers.push(await call(clients[mode], args))
    }
    const greeting = await greetingOf(clients.open, practice)
    await Promise.all(Object.values(clients).map((client) => client.close()))
    return { greeting, answers }
  } finally {
    await practice.close()
  }
}

async function deployBoth(practice: Practice, tag: string) {
  const { accessKeyId, secretAccessKey, region, url } = practice
  const config = { endpoint: url, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 }
  const iam = new IAM(config)
  const logs = new CloudWatchLogs(config)
  const { Role } = await iam.createRole({ RoleName: 'servers', AssumeRolePolicyDocument: TRUST })
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ALLOWED, Resource: '*' }] }
  await iam.putRolePolicy({ RoleName: 'servers', PolicyName: 'all', PolicyDocument: JSON.stringify(policy) })
  await logs.createLogGroup({ logGroupName: '/peers/servers' })
  const control = new BedrockAgentCoreControl(config)
  const deploy = async (name: string, environment: Record<string, string>) => {
    const config = {
      agentRuntimeArtifact: {
        containerConfiguration: {
          containerUri: `709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:${tag}`,
        },
      },
      roleArn: Role?.Arn ?? '',
      networkConfiguration: { networkMode: 'PUBLIC' as const },
      protocolConfiguration: { serverProtocol: 'MCP' as const },
      environmentVariables: { ...ENVIRONMENT, ...environment },
    }
    const { agentRuntimeId = '' } = await control.createAgentRuntime({ ...config, agentRuntimeName: name })
    // AWS takes this member in an update only.
    const { agentRuntimeArn = '' } = await control.updateAgentRuntime({
      ...config,
      agentRuntimeId,
      metadataConfiguration: { requireMMDSV2: true },
    })
    return `${url}/runtimes/${encodeURIComponent(agentRuntimeArn)}/invocations?qualifier=DEFAULT`
  }
  return { open: await deploy('open', {}), 'read-only': await deploy('careful', { READ_OPERATIONS_ONLY: 'true' }) }
}

async function connect(practice: Practice, url: string): Promise<Client> {
  const client = new Client({ name: 'slipway-peers', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(url), { fetch: signingFetch(practice) as typeof fetch })
  await client.connect(transport, { timeout: START_MS })
  return client
}

async function call(client: Client, args: Record<string, unknown>): Promise<Answer> {
  try {
    return { result: await client.callTool({ name: 'call_aws', arguments: args }, { timeout: START_MS }) }
  } catch (error) {
    if (error instanceof ProtocolError) {
      return { code: error.code }
    }
    throw error
  }
}

async function greetingOf(client: Client, practice: Practice): Promise<Greeting> {
  const { accessKeyId, secretAccessKey, region, url } = practice
  const logs = new CloudWatchLogs({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey } })
  const { tools } = await client.listTools()
  const { logGroups = [] } = await logs.describeLogGroups({
    logGroupNamePrefix: '/aws/bedrock-agentcore/runtimes/open',
  })
  const { events = [] } = await logs.filterLogEvents({ logGroupName: logGroups[0]?.logGroupName ?? '' })
  return {
    version: client.getServerVersion()?.version ?? '',
    instructions: client.getInstructions() ?? null,
    tools,
    lines: events.map(({ message = '' }) => message),
  }
}
