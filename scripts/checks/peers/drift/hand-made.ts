import type { AwsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'

/** What somebody has before them who changes a deployment by hand. */
export type Deployed = {
  cli: AwsCli
  runtimeId: string
  role: string
  logGroup: string
  pool: string
  client: string
}

/** One change by hand. `row`: the part of the one row that shows it; `back`: it is taken back, else accepted. */
export type HandMade = { title: string; row: string; back: boolean; make: (deployed: Deployed) => Promise<unknown> }

const EC2 = 'arn:aws:iam::aws:policy/AmazonEC2ReadOnlyAccess'
const policy = (action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] })
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'bedrock-agentcore.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

export const HAND_MADE: readonly HandMade[] = [
  {
    ...{ title: 'an environment variable', row: 'environment', back: true },
    make: (deployed) =>
      update(deployed, (now) => ({
        environmentVariables: { ...Object(now.environmentVariables), AWS_REGION: 'eu-west-1' },
      })),
  },
  {
    ...{ title: 'the tag of the image', row: 'image', back: true },
    make: (deployed) => update(deployed, withTag),
  },
  {
    ...{ title: 'the description', row: 'settings', back: true },
    make: (deployed) => update(deployed, () => ({ description: 'Changed by hand' })),
  },
  {
    ...{ title: 'the time-outs', row: 'settings', back: false },
    make: (deployed) =>
      update(deployed, () => ({ lifecycleConfiguration: { idleRuntimeSessionTimeout: 600, maxLifetime: 3600 } })),
  },
  {
    ...{ title: 'the network', row: 'network', back: false },
    make: (deployed) =>
      update(deployed, () => ({
        networkConfiguration: {
          networkMode: 'VPC',
          networkModeConfig: { subnets: ['subnet-0123456789abcdef0'], securityGroups: ['sg-0123456789abcdef0'] },
        },
      })),
  },
  {
    ...{ title: 'whom the authorizer takes', row: 'auth', back: true },
    make: (deployed) => update(deployed, withScope),
  },
  {
    ...{ title: 'a policy put beside', row: 'role-policy:Extra', back: true },
    make: ({ cli, role }) =>
      cli.aws([
        ...['iam', 'put-role-policy', '--role-name', role, '--policy-name', 'Extra'],
        ...['--policy-document', policy('s3:*')],
      ]),
  },
  {
    ...{ title: 'a policy deleted', row: 'role-policy:Tools', back: true },
    make: ({ cli, role }) => cli.aws(['iam', 'delete-role-policy', '--role-name', role, '--policy-name', 'Tools']),
  },
  {
    ...{ title: 'the trust policy', row: 'role-trust', back: true },
    make: ({ cli, role }) =>
      cli.aws(['iam', 'update-assume-role-policy', '--role-name', role, '--policy-document', TRUST]),
  },
  {
    ...{ title: 'a managed policy attached', row: `role-attachment:${EC2}`, back: false },
    make: ({ cli, role }) => cli.aws(['iam', 'attach-role-policy', '--role-name', role, '--policy-arn', EC2]),
  },
  {
    ...{ title: 'how long lines are kept', row: 'log-retention', back: false },
    make: ({ cli, logGroup }) =>
      cli.aws(['logs', 'put-retention-policy', '--log-group-name', logGroup, '--retention-in-days', '7']),
  },
  {
    ...{ title: 'the sign-in flows of the app client', row: 'app-client', back: false },
    make: ({ cli, pool, client }) =>
      cli.aws([
        ...['cognito-idp', 'update-user-pool-client', '--user-pool-id', pool, '--client-id', client],
        ...['--explicit-auth-flows', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      ]),
  },
  {
    ...{ title: 'a managed policy detached', row: `role-attachment:${EC2}`, back: false },
    make: ({ cli, role }) => cli.aws(['iam', 'detach-role-policy', '--role-name', role, '--policy-arn', EC2]),
  },
]

type Config = Record<string, unknown>

const KEPT = [
  'agentRuntimeArtifact',
  'roleArn',
  'networkConfiguration',
  'description',
  'authorizerConfiguration',
  'requestHeaderConfiguration',
  'protocolConfiguration',
  'lifecycleConfiguration',
  'metadataConfiguration',
  'environmentVariables',
  'filesystemConfigurations',
]

/** Get, change, put: as somebody does who knows that an update replaces everything. */
async function update({ cli, runtimeId }: Deployed, change: (now: Config) => Config): Promise<void> {
  const service = 'bedrock-agentcore-control'
  const now = await cli.json<Config>([service, 'get-agent-runtime', '--agent-runtime-id', runtimeId])
  const kept = Object.fromEntries(Object.entries(now).filter(([name]) => KEPT.includes(name)))
  const input = JSON.stringify({ ...kept, agentRuntimeId: runtimeId, ...change(now) })
  await cli.aws([service, 'update-agent-runtime', '--cli-input-json', input])
}

function withTag({ agentRuntimeArtifact }: Config): Config {
  const text = JSON.stringify(agentRuntimeArtifact).replace(/:[\w.-]+"\}\}$/, ':1.3.46"}}')
  return { agentRuntimeArtifact: JSON.parse(text) }
}

function withScope({ authorizerConfiguration }: Config): Config {
  const { customJWTAuthorizer } = Object(authorizerConfiguration)
  return { authorizerConfiguration: { customJWTAuthorizer: { ...customJWTAuthorizer, allowedScopes: ['tools/call'] } } }
}
