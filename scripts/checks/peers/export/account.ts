import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { IAM } from '@aws-sdk/client-iam'
import { keepWholeBodies, wholeBody } from '@/lib/aws/whole-bodies'
import { ACCOUNT_ID } from '@/lib/practice/account'
import type { Practice } from '@/lib/practice/server/start'
import { allow } from '@/lib/practice/testing/account'
import { type Sample, TRUST } from '@/scripts/checks/peers/export/samples'

function clientsOf({ accessKeyId, secretAccessKey, url: endpoint, region }: Practice) {
  const config = { endpoint, region, credentials: { accessKeyId, secretAccessKey } }
  const control = new BedrockAgentCoreControl(config)
  // The service is ahead of the SDK, and so are some of the samples.
  keepWholeBodies(control, { reads: ['GetAgentRuntime'], writes: { CreateAgentRuntime: { labels: [] } } })
  return {
    iam: new IAM(config),
    logs: new CloudWatchLogs(config),
    cognito: new CognitoIdentityProvider(config),
    control,
  }
}

/** What a deployment only names: the account's own managed policies. */
export async function makeSurroundings(practice: Practice, { own = [] }: Sample): Promise<void> {
  for (const PolicyName of own) {
    await clientsOf(practice).iam.createPolicy({ PolicyName, PolicyDocument: allow('logs:*') })
  }
}

const policyArn = (name: string) => `arn:aws:iam::${ACCOUNT_ID}:policy/${name}`

/** Makes a deployment by hand; the id of its runtime. */
export async function makeSample(practice: Practice, sample: Sample): Promise<string> {
  await makeSurroundings(practice, sample)
  const roleArn = await makeRole(practice, sample)
  const { control, logs } = clientsOf(practice)
  const customJWTAuthorizer = await authorizerOf(practice, sample)
  const wanted = {
    agentRuntimeArtifact: { containerConfiguration: { containerUri: 'public.ecr.aws/docker/library/node:22' } },
    roleArn,
    networkConfiguration: { networkMode: 'PUBLIC' as const },
    protocolConfiguration: { serverProtocol: 'MCP' as const },
    ...(sample.variables ? { environmentVariables: sample.variables } : {}),
    ...(customJWTAuthorizer ? { authorizerConfiguration: { customJWTAuthorizer } } : {}),
    ...sample.more,
  }
  const request = { agentRuntimeName: sample.name, tags: { team: 'one' }, ...wanted }
  const { agentRuntimeId = '', agentRuntimeArn = '' } = await control.createAgentRuntime(request)
  await ready(practice, agentRuntimeId)

  for (let version = 2; version <= (sample.versions ?? 1); version += 1) {
    await control.updateAgentRuntime({ agentRuntimeId, ...wanted, description: `Version ${version}` })
    await ready(practice, agentRuntimeId)
  }
  for (const endpoint of sample.endpoints ?? []) {
    await control.createAgentRuntimeEndpoint({ agentRuntimeId, ...endpoint })
  }
  for (const endpoint of sample.policies ?? []) {
    const resourceArn = endpoint === null ? agentRuntimeArn : `${agentRuntimeArn}/runtime-endpoint/${endpoint}`
    const allowed = { Effect: 'Allow', Principal: '*', Action: 'bedrock-agentcore:InvokeAgentRuntime' }
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...allowed, Resource: resourceArn }] })
    await control.putResourcePolicy({ resourceArn, policy })
  }
  const logGroupName = `/aws/bedrock-agentcore/runtimes/${agentRuntimeId}-DEFAULT`
  await logs.createLogGroup({ logGroupName, tags: { team: 'one' }, kmsKeyId: sample.kmsKeyId }).catch(() => undefined)
  await logs.putRetentionPolicy({ logGroupName, retentionInDays: sample.retention ?? 14 })
  return agentRuntimeId
}

async function makeRole(practice: Practice, sample: Sample): Promise<string | undefined> {
  const { iam } = clientsOf(practice)
  const { RoleName, boundary } = { RoleName: `${sample.name}-role`, ...sample.role, boundary: sample.boundary }
  const made = await iam.createRole({
    AssumeRolePolicyDocument: sample.trust ?? TRUST,
    ...sample.role,
    RoleName,
    ...(boundary === undefined ? {} : { PermissionsBoundary: policyArn(boundary) }),
  })

  for (const [PolicyName, PolicyDocument] of Object.entries(sample.inline ?? {})) {
    await iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument })
  }
  for (const arn of sample.managed ?? []) {
    await iam.attachRolePolicy({ RoleName, PolicyArn: arn.startsWith('own:') ? policyArn(arn.slice(4)) : arn })
  }
  return made.Role?.Arn
}

async function authorizerOf(practice: Practice, { auth, name, jwt, pool, clients = [{}] }: Sample) {
  if (auth === 'sigv4') {
    return undefined
  }
  if (auth === 'issuer') {
    return {
      discoveryUrl: 'https://issuer.example.com/.well-known/openid-configuration',
      allowedAudience: ['tools'],
      allowedScopes: ['read'],
      ...jwt,
    }
  }
  const { cognito } = clientsOf(practice)
  const made = await cognito.createUserPool({ PoolName: `${name}-pool`, UserPoolTags: { team: 'one' }, ...pool })
  const UserPoolId = made.UserPool?.Id ?? ''
  const allowedClients: string[] = []

  for (const [index, more] of clients.entries()) {
    const ClientName = `${name}-client${index === 0 ? '' : `-${index + 1}`}`
    const answer = await cognito.createUserPoolClient({
      ...{ UserPoolId, ClientName, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
      ...more,
    })
    allowedClients.push(answer.UserPoolClient?.ClientId ?? '')
  }
  return {
    discoveryUrl: `https://cognito-idp.${practice.region}.amazonaws.com/${UserPoolId}/.well-known/openid-configuration`,
    allowedClients,
    ...jwt,
  }
}

async function ready(practice: Practice, agentRuntimeId: string): Promise<void> {
  const { control } = clientsOf(practice)
  const statusNow = async () => (await control.getAgentRuntime({ agentRuntimeId })).status ?? ''

  while (['CREATING', 'UPDATING'].includes(await statusNow())) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/**
 * All that a deployment is made of, as the SDK reads it, with ids and times taken out so that two accounts compare.
 * `olderAllowed`: endpoints, as `endpoint prod`, whose older version the export says that it can't make.
 */
export async function inventoryOf(practice: Practice, wanted: string, olderAllowed: string[]): Promise<unknown> {
  const { iam, control, cognito, logs } = clientsOf(practice)
  const { agentRuntimes = [] } = await control.listAgentRuntimes({})
  const agentRuntimeId = agentRuntimes.find((one) => one.agentRuntimeName === wanted)?.agentRuntimeId ?? ''
  const answer = await control.getAgentRuntime({ agentRuntimeId })
  const { agentRuntimeArn = '', agentRuntimeVersion: newest } = answer
  // A new runtime begins at version 1, whatever the other had; what counts is whether an endpoint serves the newest.
  const { agentRuntimeVersion: _, ...runtime } = { ...answer, ...wholeBody(answer) }
  const RoleName = (answer.roleArn ?? '').split('/').at(-1)
  const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName })
  const { UserPools = [] } = await cognito.listUserPools({ MaxResults: 60 })
  const policies = await Promise.all(PolicyNames.map((PolicyName) => iam.getRolePolicy({ RoleName, PolicyName })))
  const pools = await Promise.all(
    UserPools.filter(({ Name }) => Name === `${wanted}-pool`).map(({ Id }) => poolOf(practice, Id ?? '')),
  )
  const { logGroups = [] } = await logs.describeLogGroups({
    logGroupNamePrefix: `/aws/bedrock-agentcore/runtimes/${agentRuntimeId}`,
  })
  const groupTags = await Promise.all(
    logGroups.map(({ logGroupArn }) => logs.listTagsForResource({ resourceArn: logGroupArn })),
  )
  const { runtimeEndpoints = [] } = await control.listAgentRuntimeEndpoints({ agentRuntimeId })
  const holders = ['', ...runtimeEndpoints.map(({ name }) => `/runtime-endpoint/${name}`)]
  const resourcePolicies = await Promise.all(
    holders.map((end) => control.getResourcePolicy({ resourceArn: `${agentRuntimeArn}${end}` }).catch(() => null)),
  )
  const whole = {
    runtime,
    tags: (await control.listTagsForResource({ resourceArn: agentRuntimeArn })).tags,
    role: (await iam.getRole({ RoleName })).Role,
    policies,
    attached: (await iam.listAttachedRolePolicies({ RoleName })).AttachedPolicies,
    pools,
    logGroups: logGroups.map(({ logGroupName, retentionInDays, kmsKeyId }, index) => ({
      ...{ logGroupName, retentionInDays, kmsKeyId },
      tags: groupTags[index]?.tags,
    })),
    endpoints: runtimeEndpoints.map(({ name, liveVersion, description }) => ({
      name,
      description,
      isNewest: liveVersion === newest || olderAllowed.includes(`endpoint ${name}`),
    })),
    resourcePolicies: resourcePolicies.map((one) => one?.policy),
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
  /^(\$metadata|createdAt|lastUpdatedAt|CreateDate|CreationDate|LastModifiedDate|ClientSecret|UnusedAccountValidityDays|RoleId|RoleLastUsed)$/

function masked(value: unknown, ids: (string | undefined)[]): unknown {
  const text = JSON.stringify(value, (name, one) => (OF_THE_MOMENT.test(name) ? undefined : one))
  const known = ids.filter((id) => id !== undefined && id !== '')
  return JSON.parse(known.reduce((masking: string, id, index) => masking.replaceAll(id ?? '', `ID-${index}`), text))
}
