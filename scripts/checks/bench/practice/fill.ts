import { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { IAM } from '@aws-sdk/client-iam'
import { STS } from '@aws-sdk/client-sts'
import { agentCoreSlice } from '@/lib/practice/agentcore/store'
import { cognitoSlice } from '@/lib/practice/cognito/slice'
import { iamStore } from '@/lib/practice/iam/store'
import { appendLogEvents } from '@/lib/practice/logs/store'
import { startPractice } from '@/lib/practice/server/start'

const FILL = { runtimes: 1000, roles: 5000, events: 100_000, journal: 50_000, users: 1000 }
const REGION = 'us-east-1'
const BATCH = 20

export function clientsOf({
  url,
  accessKeyId,
  secretAccessKey,
}: Record<'url' | 'accessKeyId' | 'secretAccessKey', string>) {
  const config = { endpoint: url, region: REGION, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 }
  return {
    iam: new IAM(config),
    sts: new STS(config),
    control: new BedrockAgentCoreControl(config),
    data: new BedrockAgentCore(config),
    logs: new CloudWatchLogs(config),
    cognito: new CognitoIdentityProvider(config),
  }
}

export type Clients = ReturnType<typeof clientsOf>

export const RUNTIME = {
  agentRuntimeArtifact: {
    containerConfiguration: { containerUri: '000000000000.dkr.ecr.us-east-1.amazonaws.com/server:1' },
  },
  roleArn: 'arn:aws:iam::000000000000:role/role-0',
  networkConfiguration: { networkMode: 'PUBLIC' as const },
  protocolConfiguration: { serverProtocol: 'MCP' as const },
  metadataConfiguration: { requireMMDSV2: true },
}

export const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'bedrock-agentcore.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
})

/** Fills an account: one record of each kind comes through its API, the others are copies of it under other names. */
export async function fill(stateFile: string): Promise<{ poolId: string; runtimeId: string }> {
  const practice = await startPractice({
    stateFile,
    delays: { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0 },
  })
  const clients = clientsOf(practice)
  const { iam, control, cognito } = clients
  const policy = (index: number) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: Array.from({ length: 6 }, (_, k) => ({
        Effect: 'Allow',
        Action: ['logs:GetLogEvents', 'logs:FilterLogEvents', `s3:GetObject`],
        Resource: `arn:aws:s3:::bucket-${index}-${k}/a/path/of/some/length/*`,
      })),
    })
  await iam.createRole({ RoleName: 'role-0', AssumeRolePolicyDocument: TRUST, Tags: [{ Key: 'team', Value: 'a' }] })
  await iam.putRolePolicy({ RoleName: 'role-0', PolicyName: 'own', PolicyDocument: EVERYTHING })
  const { agentRuntimeId = '' } = await control.createAgentRuntime({
    agentRuntimeName: 'runtime0',
    ...RUNTIME,
    environmentVariables: { AWS_REGION: REGION, READ_OPERATIONS_ONLY: 'true' },
    tags: { team: 'a' },
  })
  const { UserPool } = await cognito.createUserPool({ PoolName: 'pool' })
  const poolId = UserPool?.Id ?? ''
  await cognito.createUserPoolClient({ UserPoolId: poolId, ClientName: 'client' })
  await cognito.adminCreateUser({ UserPoolId: poolId, Username: 'user-0', MessageAction: 'SUPPRESS' })
  const { state } = practice
  copies(iamStore(state).roles, 'role-0', FILL.roles - Object.keys(iamStore(state).roles).length, (role, index) => {
    const name = `role-${index}`
    return [
      name,
      {
        ...role,
        name,
        id: `${role.id.slice(0, -5)}${10_000 + index}`,
        policies: { ...role.policies, inline: { own: policy(index) } },
      },
    ]
  })
  copies(agentCoreSlice(state).runtimes, agentRuntimeId, FILL.runtimes - 1, (runtime, index) => {
    const id = `runtime${index}-${agentRuntimeId.slice(-10)}`
    return [id, { ...runtime, id, name: `runtime${index}` }]
  })
  copies(cognitoSlice(state).pools[poolId]?.users ?? {}, '/user-0', FILL.users - 1, (user, index) => {
    const username = `user-${index}`
    return [`/${username}`, { ...user, username, sub: user.sub.replace(/^.{8}/, String(10_000_000 + index)) }]
  })
  fillLines(state)
  await practice.close()
  return { poolId, runtimeId: agentRuntimeId }
}

function fillLines(state: Parameters<typeof iamStore>[0]): void {
  const now = Date.now()

  for (let at = 0; at < FILL.events; at += BATCH) {
    const place = { region: REGION, group: at % 10 === 0 ? '/aws/big' : '/aws/other', stream: `stream-${at % 700}` }
    const events = Array.from({ length: BATCH }, (_, k) => {
      const level = (at + k) % 97 === 0 ? 'ERROR' : 'INFO'
      const message = JSON.stringify({ level, n: at + k, requestId: `r${at + k}`, text: 'x'.repeat(180) })
      return { timestamp: now - 3_600_000 + (at + k) * 30, message }
    })
    appendLogEvents(state, { ...place, events, now })
  }
  for (let index = 0; index < FILL.journal; index += 1) {
    state.journal('bench').append('all', now + index, { index, action: 'iam:GetRole', text: 'y'.repeat(220) })
  }
}

function copies<T>(
  table: Record<string, T>,
  key: string,
  count: number,
  copy: (one: T, index: number) => [string, T],
): void {
  const one = JSON.stringify(table[key])

  for (let index = 1; index <= count; index += 1) {
    const [name, made] = copy(JSON.parse(one) as T, index)
    table[name] = made
  }
}
