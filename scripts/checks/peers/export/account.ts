import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { IAM } from '@aws-sdk/client-iam'
import type { Practice } from '@/lib/practice/server/start'
import { type Sample, TRUST } from '@/scripts/checks/peers/export/samples'

function clientsOf({ accessKeyId, secretAccessKey, url: endpoint, region }: Practice) {
  const config = { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
  return {
    iam: new IAM(config),
    logs: new CloudWatchLogs(config),
    cognito: new CognitoIdentityProvider(config),
    control: new BedrockAgentCoreControl(config),
  }
}

/** Makes a deployment by hand; the id of its runtime. */
export async function makeSample(practice: Practice, sample: Sample): Promise<string> {
  const { iam, control, logs } = clientsOf(practice)
  const RoleName = `${sample.name}-role`
  const made = await iam.createRole({ RoleName, AssumeRolePolicyDocument: TRUST, ...sample.role })

  for (const [PolicyName, PolicyDocument] of Object.entries(sample.inline ?? {})) {
    await iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument })
  }
  for (const PolicyArn of sample.managed ?? []) {
    await iam.attachRolePolicy({ RoleName, PolicyArn })
  }
  const customJWTAuthorizer = await authorizerOf(practice, sample)
  const { agentRuntimeId = '', agentRuntimeArn = '' } = await control.createAgentRuntime({
    agentRuntimeName: sample.name,
    agentRuntimeArtifact: { containerConfiguration: { containerUri: 'public.ecr.aws/docker/library/node:22' } },
    roleArn: made.Role?.Arn,
    networkConfiguration: { networkMode: 'PUBLIC' },
    protocolConfiguration: { serverProtocol: 'MCP' },
    ...(sample.variables ? { environmentVariables: sample.variables } : {}),
    tags: { team: 'one' },
    ...(customJWTAuthorizer ? { authorizerConfiguration: { customJWTAuthorizer } } : {}),
    ...sample.more,
  })
  await ready(practice, agentRuntimeId)

  if (sample.endpoint !== undefined) {
    await control.createAgentRuntimeEndpoint({ agentRuntimeId, name: sample.endpoint, agentRuntimeVersion: '1' })
  }
  if (sample.policy) {
    const allowed = { Effect: 'Allow', Principal: '*', Action: 'bedrock-agentcore:InvokeAgentRuntime' }
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...allowed, Resource: agentRuntimeArn }] })
    await control.putResourcePolicy({ resourceArn: agentRuntimeArn, policy })
  }
  const logGroupName = `/aws/bedrock-agentcore/runtimes/${agentRuntimeId}-DEFAULT`
  await logs.createLogGroup({ logGroupName, tags: { team: 'one' } }).catch(() => undefined)
  await logs.putRetentionPolicy({ logGroupName, retentionInDays: 14 })
  return agentRuntimeId
}

async function authorizerOf(practice: Practice, { auth, name }: Sample) {
  if (auth === 'sigv4') {
    return undefined
  }
  if (auth === 'issuer') {
    return {
      discoveryUrl: 'https://issuer.example.com/.well-known/openid-configuration',
      allowedAudience: ['tools'],
      allowedScopes: ['read'],
    }
  }
  const { cognito } = clientsOf(practice)
  const { UserPool } = await cognito.createUserPool({ PoolName: `${name}-pool`, UserPoolTags: { team: 'one' } })
  const UserPoolId = UserPool?.Id ?? ''
  const { UserPoolClient } = await cognito.createUserPoolClient({
    ...{ UserPoolId, ClientName: `${name}-client`, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
  })
  return {
    discoveryUrl: `https://cognito-idp.${practice.region}.amazonaws.com/${UserPoolId}/.well-known/openid-configuration`,
    allowedClients: [UserPoolClient?.ClientId ?? ''],
  }
}

async function ready(practice: Practice, agentRuntimeId: string): Promise<void> {
  const { control } = clientsOf(practice)
  while ((await control.getAgentRuntime({ agentRuntimeId })).status === 'CREATING') {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** All that a deployment is made of, as the SDK reads it, with ids and times taken out so that two accounts compare. */
export async function inventoryOf(practice: Practice, wanted: string): Promise<unknown> {
  const { iam, control, cognito, logs } = clientsOf(practice)
  const { agentRuntimes = [] } = await control.listAgentRuntimes({})
  const agentRuntimeId = agentRuntimes.find((one) => one.agentRuntimeName === wanted)?.agentRuntimeId ?? ''
  const runtime = await control.getAgentRuntime({ agentRuntimeId })
  const { agentRuntimeArn = '' } = runtime
  const RoleName = (runtime.roleArn ?? '').split('/').at(-1)
  const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName })
  const { UserPools = [] } = await cognito.listUserPools({ MaxResults: 60 })
  const policies = await Promise.all(PolicyNames.map((PolicyName) => iam.getRolePolicy({ RoleName, PolicyName })))
  const pools = await Promise.all(
    UserPools.filter(({ Name }) => Name === `${wanted}-pool`).map(({ Id }) => poolOf(practice, Id ?? '')),
  )
  const { logGroups = [] } = await logs.describeLogGroups({
    logGroupNamePrefix: `/aws/bedrock-agentcore/runtimes/${agentRuntimeId}`,
  })
  const { runtimeEndpoints = [] } = await control.listAgentRuntimeEndpoints({ agentRuntimeId })
  const policy = await control.getResourcePolicy({ resourceArn: agentRuntimeArn }).catch(() => null)
  const whole = {
    runtime,
    tags: (await control.listTagsForResource({ resourceArn: agentRuntimeArn })).tags,
    role: (await iam.getRole({ RoleName })).Role,
    policies,
    attached: (await iam.listAttachedRolePolicies({ RoleName })).AttachedPolicies,
    pools,
    logGroups: logGroups.map(({ logGroupName, retentionInDays }) => ({ logGroupName, retentionInDays })),
    endpoints: runtimeEndpoints.map(({ name, liveVersion, description }) => ({ name, liveVersion, description })),
    policy: policy?.policy,
  }
  const ids = [
    agentRuntimeId,
    ...pools.flatMap(({ pool, clients }) => [pool?.Id, ...clients.map((one) => one?.ClientId)]),
  ]
  return masked(whole, ids)
}

async function poolOf(practice: Practice, UserPoolId: string) {
  const { cognito } = clientsOf(practice)
  const { UserPoolClients = [] } = await cognito.listUserPoolClients({ UserPoolId, MaxResults: 60 })
  const clients = await Promise.all(
    UserPoolClients.map(({ ClientId }) => cognito.describeUserPoolClient({ UserPoolId, ClientId })),
  )
  return {
    pool: (await cognito.describeUserPool({ UserPoolId })).UserPool,
    clients: clients.map(({ UserPoolClient }) => UserPoolClient),
  }
}

// UnusedAccountValidityDays is the old name of the password policy's TemporaryPasswordValidityDays, which is compared.
const OF_THE_MOMENT =
  /^(\$metadata|createdAt|lastUpdatedAt|CreateDate|CreationDate|LastModifiedDate|UnusedAccountValidityDays|RoleId|RoleLastUsed)$/

function masked(value: unknown, ids: (string | undefined)[]): unknown {
  const text = JSON.stringify(value, (name, one) => (OF_THE_MOMENT.test(name) ? undefined : one))
  const known = ids.filter((id) => id !== undefined && id !== '')
  return JSON.parse(known.reduce((masking: string, id, index) => masking.replaceAll(id ?? '', `ID-${index}`), text))
}
