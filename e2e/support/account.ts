import { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { IAM } from '@aws-sdk/client-iam'
import type { Practice } from './stack'

/** Unmodified SDK clients on the practice account. */
export function clientsOf(practice: Practice) {
  const { accessKeyId, secretAccessKey, url: endpoint, region } = practice
  const config = { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
  return {
    iam: new IAM(config),
    logs: new CloudWatchLogs(config),
    cognito: new CognitoIdentityProvider(config),
    control: new BedrockAgentCoreControl(config),
    data: new BedrockAgentCore(config),
  }
}

/** Everything that a launch makes, read through the SDK, with random ids and times taken out so that two runs compare. */
export async function inventory(practice: Practice): Promise<Record<string, unknown>> {
  const { iam, logs, cognito, control } = clientsOf(practice)
  const roles = (await iam.listRoles({})).Roles ?? []
  const { agentRuntimes = [] } = await control.listAgentRuntimes({})
  const { UserPools = [] } = await cognito.listUserPools({ MaxResults: 60 })
  const { logGroups = [] } = await logs.describeLogGroups({})

  return masked({
    roles: await Promise.all(roles.map(({ RoleName }) => roleOf(iam, RoleName ?? ''))),
    runtimes: await Promise.all(agentRuntimes.map(({ agentRuntimeId }) => runtimeOf(control, agentRuntimeId ?? ''))),
    pools: await Promise.all(UserPools.map(({ Id }) => poolOf(cognito, Id ?? ''))),
    logGroups: logGroups.map(({ logGroupName, retentionInDays }) => ({ logGroupName, retentionInDays })),
  })
}

async function roleOf(iam: IAM, RoleName: string) {
  const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName })
  const { AttachedPolicies } = await iam.listAttachedRolePolicies({ RoleName })
  const { Role } = await iam.getRole({ RoleName })
  const inline = await Promise.all(PolicyNames.map((PolicyName) => iam.getRolePolicy({ RoleName, PolicyName })))
  return {
    RoleName,
    trust: Role?.AssumeRolePolicyDocument,
    tags: Role?.Tags,
    attached: AttachedPolicies,
    inline: inline.map(({ PolicyName, PolicyDocument }) => ({ PolicyName, PolicyDocument })),
  }
}

async function runtimeOf(control: BedrockAgentCoreControl, agentRuntimeId: string) {
  const {
    createdAt: _,
    lastUpdatedAt: __,
    $metadata: ___,
    ...runtime
  } = await control.getAgentRuntime({ agentRuntimeId })
  const { tags } = await control.listTagsForResource({ resourceArn: runtime.agentRuntimeArn })
  return { ...runtime, tags }
}

async function poolOf(cognito: CognitoIdentityProvider, UserPoolId: string) {
  const { UserPool } = await cognito.describeUserPool({ UserPoolId })
  const { UserPoolClients = [] } = await cognito.listUserPoolClients({ UserPoolId, MaxResults: 60 })
  const { Users = [] } = await cognito.listUsers({ UserPoolId })
  return {
    name: UserPool?.Name,
    tags: UserPool?.UserPoolTags,
    policies: UserPool?.Policies,
    clients: UserPoolClients.map(({ ClientName }) => ClientName),
    users: Users.map(({ Username, UserStatus }) => ({ Username, UserStatus })),
  }
}

/** Replaces ids that AWS makes up: `name-AbCdEf1234`, `us-east-1_AbCdEfGhI`, client ids, UUIDs. */
function masked(value: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(value)
    .replace(/([A-Za-z0-9_]+)-[A-Za-z0-9]{10}(?=["/-])/g, '$1-ID')
    .replace(/us-east-1_[A-Za-z0-9]{9}/g, 'us-east-1_POOL')
    .replace(/"[a-z0-9]{26}"/g, '"CLIENT"')
    // The authorizer names a pool whose id is made by chance.
    .replace(/(1 i=[^"]* a=)\S+/g, '$1HASH')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'UUID')
  return JSON.parse(text) as Record<string, unknown>
}
