import type { DifferentialCall } from '@/scripts/checks/peers/differential/differential-call'

const image = (tag: string) => ({
  agentRuntimeArtifact: {
    containerConfiguration: {
      containerUri: `709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:${tag}`,
    },
  },
})
const CONFIG = {
  ...image('1.2.0'),
  roleArn: '<role>',
  networkConfiguration: { networkMode: 'PUBLIC' },
  protocolConfiguration: { serverProtocol: 'MCP' },
}
const NEW = { agentRuntimeName: 'tools', ...CONFIG }
const OTHER = { ...NEW, agentRuntimeName: 'other' }
const RUNTIME = { agentRuntimeId: '<id>' }
const MISSING = { agentRuntimeId: 'missing-AbCdEf1234' }
const DISCOVERY = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI/.well-known/openid-configuration'
const authorizer = (jwt: object) => ({ authorizerConfiguration: { customJWTAuthorizer: jwt } })

const creations: DifferentialCall[] = [
  ['runtime-list-none', 'control.listAgentRuntimes', {}],
  [
    'runtime-create',
    'control.createAgentRuntime',
    {
      ...NEW,
      description: 'Tools',
      environmentVariables: { AUTH_TYPE: 'no-auth' },
      lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 28_800 },
      tags: { team: 'platform' },
    },
    { id: 'agentRuntimeId', arn: 'agentRuntimeArn' },
  ],
  ['runtime-create-again', 'control.createAgentRuntime', NEW],
  ['runtime-create-hyphen', 'control.createAgentRuntime', { ...OTHER, agentRuntimeName: 'my-tools' }],
  ['runtime-create-digit', 'control.createAgentRuntime', { ...OTHER, agentRuntimeName: '1tools' }],
  ['runtime-create-long-name', 'control.createAgentRuntime', { ...OTHER, agentRuntimeName: 't'.repeat(49) }],
  ['runtime-create-no-name', 'control.createAgentRuntime', CONFIG],
  ['runtime-create-no-artifact', 'control.createAgentRuntime', { ...OTHER, agentRuntimeArtifact: undefined }],
  ['runtime-create-empty-artifact', 'control.createAgentRuntime', { ...OTHER, agentRuntimeArtifact: {} }],
  [
    'runtime-create-docker-hub',
    'control.createAgentRuntime',
    { ...OTHER, agentRuntimeArtifact: { containerConfiguration: { containerUri: 'docker.io/library/nginx:latest' } } },
  ],
  [
    'runtime-create-other-region',
    'control.createAgentRuntime',
    {
      ...OTHER,
      agentRuntimeArtifact: {
        containerConfiguration: { containerUri: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/tools:1' },
      },
    },
  ],
  ['runtime-create-no-role', 'control.createAgentRuntime', { ...OTHER, roleArn: undefined }],
  ['runtime-create-bad-role', 'control.createAgentRuntime', { ...OTHER, roleArn: 'one' }],
  [
    'runtime-create-missing-role',
    'control.createAgentRuntime',
    { ...OTHER, roleArn: 'arn:aws:iam::000000000000:role/nobody' },
  ],
  [
    'runtime-create-bad-network',
    'control.createAgentRuntime',
    { ...OTHER, networkConfiguration: { networkMode: 'PRIVATE' } },
  ],
  [
    'runtime-create-bad-subnet',
    'control.createAgentRuntime',
    {
      ...OTHER,
      networkConfiguration: {
        networkMode: 'VPC',
        networkModeConfig: { subnets: ['one'], securityGroups: ['sg-12345678'] },
      },
    },
  ],
  [
    'runtime-create-bad-protocol',
    'control.createAgentRuntime',
    { ...OTHER, protocolConfiguration: { serverProtocol: 'SSH' } },
  ],
  ['runtime-create-empty-description', 'control.createAgentRuntime', { ...OTHER, description: '' }],
  ['runtime-create-short-token', 'control.createAgentRuntime', { ...OTHER, clientToken: 'short' }],
  [
    'runtime-create-short-idle',
    'control.createAgentRuntime',
    { ...OTHER, lifecycleConfiguration: { idleRuntimeSessionTimeout: 59 } },
  ],
  [
    'runtime-create-idle-over-life',
    'control.createAgentRuntime',
    { ...OTHER, lifecycleConfiguration: { idleRuntimeSessionTimeout: 1000, maxLifetime: 900 } },
  ],
  [
    'runtime-create-51-variables',
    'control.createAgentRuntime',
    {
      ...OTHER,
      environmentVariables: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`V${index}`, 'x'])),
    },
  ],
  [
    'runtime-create-long-variable',
    'control.createAgentRuntime',
    { ...OTHER, environmentVariables: { V: 'x'.repeat(5001) } },
  ],
  [
    'runtime-create-bad-discovery',
    'control.createAgentRuntime',
    { ...OTHER, ...authorizer({ discoveryUrl: 'https://example.com', allowedClients: ['a'] }) },
  ],
  [
    'runtime-create-empty-clients',
    'control.createAgentRuntime',
    { ...OTHER, ...authorizer({ discoveryUrl: DISCOVERY, allowedClients: [] }) },
  ],
  ['runtime-create-bad-tag', 'control.createAgentRuntime', { ...OTHER, tags: { 'a#b': 'x' } }],
]

const reads: DifferentialCall[] = [
  ['runtime-get', 'control.getAgentRuntime', RUNTIME],
  ['runtime-get-version', 'control.getAgentRuntime', { ...RUNTIME, agentRuntimeVersion: '1' }],
  ['runtime-get-version-missing', 'control.getAgentRuntime', { ...RUNTIME, agentRuntimeVersion: '9' }],
  ['runtime-get-version-zero', 'control.getAgentRuntime', { ...RUNTIME, agentRuntimeVersion: '0' }],
  ['runtime-get-missing', 'control.getAgentRuntime', MISSING],
  ['runtime-get-bad-id', 'control.getAgentRuntime', { agentRuntimeId: 'nonsense' }],
  ['runtime-list', 'control.listAgentRuntimes', {}],
  ['runtime-list-zero', 'control.listAgentRuntimes', { maxResults: 0 }],
  ['runtime-list-too-many', 'control.listAgentRuntimes', { maxResults: 101 }],
  ['version-list', 'control.listAgentRuntimeVersions', RUNTIME],
  ['version-list-missing', 'control.listAgentRuntimeVersions', MISSING],
  ['endpoint-list', 'control.listAgentRuntimeEndpoints', RUNTIME],
  ['endpoint-list-missing', 'control.listAgentRuntimeEndpoints', MISSING],
  ['endpoint-get-default', 'control.getAgentRuntimeEndpoint', { ...RUNTIME, endpointName: 'DEFAULT' }],
  ['endpoint-get-missing', 'control.getAgentRuntimeEndpoint', { ...RUNTIME, endpointName: 'none' }],
  ['tags', 'control.listTagsForResource', { resourceArn: '<arn>' }],
  [
    'tags-missing',
    'control.listTagsForResource',
    { resourceArn: 'arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/missing-AbCdEf1234' },
  ],
  ['tags-bad-arn', 'control.listTagsForResource', { resourceArn: 'nonsense' }],
]

const changes: DifferentialCall[] = [
  ['tag', 'control.tagResource', { resourceArn: '<arn>', tags: { cost: '42' } }],
  ['tag-bad', 'control.tagResource', { resourceArn: '<arn>', tags: { 'a#b': 'x' } }],
  ['untag', 'control.untagResource', { resourceArn: '<arn>', tagKeys: ['cost', 'unknown'] }],
  [
    'update',
    'control.updateAgentRuntime',
    { ...RUNTIME, ...CONFIG, ...image('1.3.0'), metadataConfiguration: { requireMMDSV2: true } },
  ],
  ['update-get', 'control.getAgentRuntime', RUNTIME],
  ['update-versions', 'control.listAgentRuntimeVersions', RUNTIME],
  [
    'update-authorizer',
    'control.updateAgentRuntime',
    {
      ...RUNTIME,
      ...CONFIG,
      ...authorizer({
        discoveryUrl: 'https://login.example.com/.well-known/openid-configuration',
        allowedClients: ['client'],
        allowedScopes: ['read'],
      }),
    },
  ],
  ['update-authorizer-get', 'control.getAgentRuntime', RUNTIME],
  ['update-no-authorizer', 'control.updateAgentRuntime', { ...RUNTIME, ...CONFIG }],
  ['update-no-authorizer-get', 'control.getAgentRuntime', RUNTIME],
  ['update-missing', 'control.updateAgentRuntime', { ...MISSING, ...CONFIG }],
  ['update-no-role', 'control.updateAgentRuntime', { ...RUNTIME, ...image('1.3.0') }],
  [
    'endpoint-create',
    'control.createAgentRuntimeEndpoint',
    { ...RUNTIME, name: 'stable', agentRuntimeVersion: '1', description: 'Stable' },
  ],
  ['endpoint-create-again', 'control.createAgentRuntimeEndpoint', { ...RUNTIME, name: 'stable' }],
  ['endpoint-create-hyphen', 'control.createAgentRuntimeEndpoint', { ...RUNTIME, name: 'not-allowed' }],
  [
    'endpoint-create-missing-version',
    'control.createAgentRuntimeEndpoint',
    { ...RUNTIME, name: 'future', agentRuntimeVersion: '99' },
  ],
  ['endpoint-create-missing-runtime', 'control.createAgentRuntimeEndpoint', { ...MISSING, name: 'stable' }],
  ['endpoint-get', 'control.getAgentRuntimeEndpoint', { ...RUNTIME, endpointName: 'stable' }],
  [
    'endpoint-update',
    'control.updateAgentRuntimeEndpoint',
    { ...RUNTIME, endpointName: 'stable', agentRuntimeVersion: '2' },
  ],
  [
    'endpoint-update-missing',
    'control.updateAgentRuntimeEndpoint',
    { ...RUNTIME, endpointName: 'none', agentRuntimeVersion: '2' },
  ],
  ['endpoint-delete-default', 'control.deleteAgentRuntimeEndpoint', { ...RUNTIME, endpointName: 'DEFAULT' }],
  ['endpoint-delete', 'control.deleteAgentRuntimeEndpoint', { ...RUNTIME, endpointName: 'stable' }],
  ['endpoint-delete-again', 'control.deleteAgentRuntimeEndpoint', { ...RUNTIME, endpointName: 'stable' }],
  ['runtime-delete', 'control.deleteAgentRuntime', RUNTIME],
  ['runtime-delete-again', 'control.deleteAgentRuntime', RUNTIME],
  ['runtime-get-deleted', 'control.getAgentRuntime', RUNTIME],
]

/** Uses the role that the IAM calls leave. */
export const AGENTCORE_CALLS: readonly DifferentialCall[] = [...creations, ...reads, ...changes]
