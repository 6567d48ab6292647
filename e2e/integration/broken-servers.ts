import { BedrockAgentCoreControl, type UpdateAgentRuntimeRequest } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { IAM } from '@aws-sdk/client-iam'
import {
  actor,
  connection,
  connectTo,
  jwtSpec,
  launch,
  must,
  sigv4Spec,
  startTestPractice,
} from '@/e2e/integration/support'
import type { CheckId, CheckState } from '@/lib/health/model'
import { logGroupName } from '@/lib/logs/model'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import { stopRuntime } from '@/lib/stop/stop'

/** A launched server in an account of its own, with AWS's clients to break it with. */
export async function launchedServer(spec = sigv4Spec) {
  const practice = await startTestPractice()
  connectTo(practice)
  await launch(spec)
  const { url: endpoint, region, accessKeyId, secretAccessKey } = practice
  const config = { endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 }
  const [listed] = must(await listRuntimes(connection))
  const runtime = must(await getRuntime(connection, listed?.id ?? ''))
  const control = new BedrockAgentCoreControl(config)

  /** Changes members of the runtime and leaves the rest. */
  async function update(change: (now: UpdateAgentRuntimeRequest) => Partial<UpdateAgentRuntimeRequest>) {
    const now = (await control.getAgentRuntime({ agentRuntimeId: runtime.id })) as UpdateAgentRuntimeRequest
    const { roleArn, agentRuntimeArtifact, networkConfiguration, protocolConfiguration, metadataConfiguration } = now
    const kept = { roleArn, agentRuntimeArtifact, networkConfiguration, protocolConfiguration, metadataConfiguration }
    const { environmentVariables, authorizerConfiguration, lifecycleConfiguration } = now
    const more = { environmentVariables, authorizerConfiguration, lifecycleConfiguration }
    await control.updateAgentRuntime({ agentRuntimeId: runtime.id, ...kept, ...more, ...change(now) })
  }

  const image = (tag: string) =>
    update(({ agentRuntimeArtifact: artifact }) => {
      const uri = artifact?.containerConfiguration?.containerUri ?? ''
      return { agentRuntimeArtifact: { containerConfiguration: { containerUri: uri.replace(/:[^:]*$/, `:${tag}`) } } }
    })
  const forbid = (service: string, operation: string, type = 'access-denied') =>
    practice.faults.set([
      { id: operation, match: { service, operation, skip: 0, times: null }, effect: { type, when: 'before' } },
    ] as never)
  return {
    ...{ practice, runtime, control, update, image, forbid },
    iam: new IAM(config),
    logs: new CloudWatchLogs(config),
    cognito: new CognitoIdentityProvider(config),
  }
}

export type Server = Awaited<ReturnType<typeof launchedServer>>

const role = (policies: object) => JSON.stringify({ Version: '2012-10-17', ...policies })
const allow = (Action: string | string[]) => role({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] })
const trust = (principal: object, condition = {}) =>
  role({ Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...condition }] })
const BASE = 'AgentCoreBasePermissions'
const TELEMETRY = ['logs:*', 'xray:*', 'cloudwatch:*', 'bedrock-agentcore:*']

/** Takes the role what it reads with, which holds the permission to fetch an image too. */
async function readNothing({ runtime: { roleName }, iam }: Server) {
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: roleName })
  await Promise.all(AttachedPolicies.map(({ PolicyArn }) => iam.detachRolePolicy({ RoleName: roleName, PolicyArn })))
}

type Broken = {
  what: string
  spec?: typeof sigv4Spec
  breaks: (server: Server) => Promise<unknown>
  check: CheckId
  state: CheckState
  /** What the verdict, or for what is only worth knowing the check, says. */
  says: RegExp
  /** Where its button leads, where it has one. */
  door?: RegExp
}

export const BROKEN_SERVERS: Broken[] = [
  {
    what: 'an update that failed',
    breaks: async ({ update, practice }) => {
      practice.faults.switch({ updateFailed: 'The image has no manifest for linux/arm64.' })
      await update(() => ({}))
    },
    ...{ check: 'status', state: 'failing', says: /Update failed/, door: /setup\?from/ },
  },
  {
    what: 'another protocol',
    breaks: ({ update }) => update(() => ({ protocolConfiguration: { serverProtocol: 'HTTP' } })),
    ...{ check: 'status', state: 'failing', says: /not MCP/, door: /setup\?from/ },
  },
  {
    what: 'no MMDSv2',
    breaks: ({ update }) => update(() => ({ metadataConfiguration: { requireMMDSV2: false } })),
    ...{ check: 'metadata', state: 'failing', says: /MMDSv2/, door: /setup\?from/ },
  },
  {
    what: 'a stop',
    breaks: ({ runtime }) => stopRuntime(actor, connection, runtime, { reason: 'it read too much', verifyMs: 0 }),
    ...{ check: 'stop', state: 'warning', says: /Stopped: it read too much/, door: /stop$/ },
  },
  {
    what: 'half a stop',
    breaks: async ({ runtime, iam }) => {
      await stopRuntime(actor, connection, runtime, { reason: 'it read too much', verifyMs: 0 })
      await iam.deleteRolePolicy({ RoleName: runtime.roleName, PolicyName: 'slipway-stop' })
    },
    ...{ check: 'stop', state: 'failing', says: /stop is not complete/, door: /stop$/ },
  },
  {
    what: 'a deny that somebody else put there',
    breaks: ({ runtime, iam }) =>
      iam.putRolePolicy({
        ...{ RoleName: runtime.roleName, PolicyName: 'freeze' },
        PolicyDocument: role({ Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] }),
      }),
    ...{ check: 'stop', state: 'warning', says: /Stopped by somebody else/, door: /stop$/ },
  },
  {
    what: 'a trust policy for another service',
    breaks: ({ runtime, iam }) =>
      iam.updateAssumeRolePolicy({
        RoleName: runtime.roleName,
        PolicyDocument: trust({ Service: 'lambda.amazonaws.com' }),
      }),
    ...{ check: 'trust', state: 'failing', says: /AgentCore (cannot assume|may not take)/, door: /step=review/ },
  },
  {
    what: 'a trust policy for another account',
    breaks: ({ runtime, iam }) =>
      iam.updateAssumeRolePolicy({
        RoleName: runtime.roleName,
        PolicyDocument: trust(
          { Service: 'bedrock-agentcore.amazonaws.com' },
          { Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } } },
        ),
      }),
    ...{ check: 'trust', state: 'failing', says: /AgentCore (cannot assume|may not take)/, door: /step=review/ },
  },
  {
    what: 'a role that is gone',
    breaks: async (server) => {
      const { runtime, iam } = server
      await readNothing(server)
      await iam.deleteRolePolicy({ RoleName: runtime.roleName, PolicyName: BASE })
      await iam.deleteRole({ RoleName: runtime.roleName })
    },
    ...{ check: 'trust', state: 'failing', says: /./, door: /setup/ },
  },
  {
    what: 'no base permissions',
    breaks: async (server) => {
      await readNothing(server)
      await server.iam.deleteRolePolicy({ RoleName: server.runtime.roleName, PolicyName: BASE })
    },
    ...{ check: 'base', state: 'failing', says: /./, door: /setup/ },
  },
  {
    what: 'no permission for the image',
    breaks: async (server) => {
      await readNothing(server)
      const own = { RoleName: server.runtime.roleName, PolicyName: BASE }
      await server.iam.putRolePolicy({ ...own, PolicyDocument: allow(TELEMETRY) })
    },
    ...{ check: 'base', state: 'failing', says: /./, door: /setup/ },
  },
  {
    what: 'no permission for the log',
    breaks: ({ runtime, iam }) =>
      iam.putRolePolicy({
        ...{ RoleName: runtime.roleName, PolicyName: BASE },
        PolicyDocument: allow(['ecr:*', 'xray:*', 'cloudwatch:*', 'bedrock-agentcore:*']),
      }),
    ...{ check: 'base', state: 'warning', says: /Base permissions: .*logs:/, door: /setup/ },
  },
  {
    what: 'administrator rights',
    breaks: ({ runtime, iam }) =>
      iam.attachRolePolicy({ RoleName: runtime.roleName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ...{ check: 'danger', state: 'warning', says: /What the role may do/, door: /permissions/ },
  },
  {
    what: 'everything in an inline policy',
    breaks: ({ runtime, iam }) =>
      iam.putRolePolicy({ RoleName: runtime.roleName, PolicyName: 'all', PolicyDocument: allow('*') }),
    ...{ check: 'danger', state: 'warning', says: /What the role may do/, door: /permissions/ },
  },
  {
    what: 'a way to more rights',
    breaks: ({ runtime, iam }) =>
      iam.putRolePolicy({ RoleName: runtime.roleName, PolicyName: 'iam', PolicyDocument: allow('iam:PutRolePolicy') }),
    ...{ check: 'danger', state: 'warning', says: /What the role may do/, door: /permissions/ },
  },
  {
    what: 'a release that answers nobody',
    breaks: ({ image }) => image('1.5.0'),
    ...{ check: 'image', state: 'failing', says: /./, door: /setup/ },
  },
  {
    what: 'a tag that moves',
    breaks: ({ image }) => image('latest'),
    ...{ check: 'image', state: 'warning', says: /Image: latest/, door: /setup/ },
  },
  {
    what: 'sessions that never end',
    breaks: ({ update }) =>
      update(() => ({ lifecycleConfiguration: { idleRuntimeSessionTimeout: 28_800, maxLifetime: 28_800 } })),
    ...{ check: 'sessions', state: 'warning', says: /Sessions: .*8 h after its last call/, door: /setup/ },
  },
  {
    what: 'policies near their quota',
    breaks: ({ runtime, iam }) =>
      iam.putRolePolicy({
        ...{ RoleName: runtime.roleName, PolicyName: 'big' },
        PolicyDocument: allow(Array.from({ length: 330 }, (_, index) => `ec2:DescribeImages${'x'.repeat(3)}${index}`)),
      }),
    ...{ check: 'quotas', state: 'warning', says: /Quotas: Nearly used up/, door: /roles/ },
  },
  {
    what: 'a log that is kept for ever',
    breaks: ({ runtime, logs }) => logs.deleteRetentionPolicy({ logGroupName: logGroupName(runtime.id, 'DEFAULT') }),
    ...{ check: 'log', state: 'note', says: /for ever/, door: /logs/ },
  },
  {
    what: 'an app client that is gone',
    spec: jwtSpec,
    breaks: async ({ cognito }) => {
      const { UserPools: [pool] = [] } = await cognito.listUserPools({ MaxResults: 1 })
      const { UserPoolClients: [client] = [] } = await cognito.listUserPoolClients({ UserPoolId: pool?.Id })
      await cognito.deleteUserPoolClient({ UserPoolId: pool?.Id, ClientId: client?.ClientId })
    },
    ...{ check: 'sign-in', state: 'failing', says: /Sign-in: /, door: /tokens/ },
  },
  {
    what: 'a user pool that is gone',
    spec: jwtSpec,
    breaks: async ({ cognito }) => {
      const { UserPools: [pool] = [] } = await cognito.listUserPools({ MaxResults: 1 })
      await cognito.updateUserPool({ UserPoolId: pool?.Id, DeletionProtection: 'INACTIVE' })
      await cognito.deleteUserPool({ UserPoolId: pool?.Id })
    },
    ...{ check: 'sign-in', state: 'failing', says: /Sign-in: /, door: /tokens/ },
  },
  {
    what: 'a role that may not be read',
    breaks: async ({ forbid }) => forbid('iam', 'GetRole'),
    ...{ check: 'base', state: 'unknown', says: /iam:GetRole/, door: /operator-policy/ },
  },
  {
    what: 'a log that may not be read',
    breaks: async ({ forbid }) => forbid('logs', 'FilterLogEvents'),
    ...{ check: 'refused', state: 'unknown', says: /logs:FilterLogEvents/ },
  },
  {
    what: 'calls that all fail',
    breaks: async ({ forbid }) => forbid('agentcore', 'InvokeAgentRuntime', 'server-error'),
    ...{ check: 'endpoint', state: 'failing', says: /last test failed/ },
  },
]
