import type { Exported } from '@/lib/export/model'

const ARN = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/tools-a1b2c3d4e5'

/** A deployment with everything: variables, a pool, an endpoint, policies and members that no format knows. */
export function exportedExample(over: Partial<Exported> = {}): Exported {
  return {
    region: 'us-east-1',
    runtime: {
      ...{ id: 'tools-a1b2c3d4e5', arn: ARN, name: 'tools', version: '3' },
      config: {
        agentRuntimeArtifact: {
          containerConfiguration: { containerUri: '111122223333.dkr.ecr.us-east-1.amazonaws.com/tools:1' },
        },
        roleArn: 'arn:aws:iam::111122223333:role/tools-role',
        networkConfiguration: { networkMode: 'PUBLIC' },
        protocolConfiguration: { serverProtocol: 'MCP', port: 8080, path: '/agent/mcp' },
        lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 28_800 },
        metadataConfiguration: { requireMMDSV2: true },
        authorizerConfiguration: {
          customJWTAuthorizer: {
            discoveryUrl:
              'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI/.well-known/openid-configuration',
            allowedClients: ['1example23456789'],
          },
        },
      },
      variables: [
        { name: 'API_TOKEN', value: null },
        { name: 'AWS_REGION', value: 'us-east-1' },
        { name: 'GREETING', value: `it's "\${HOME}" %{if} \`id\`\n$(id) \\` },
      ],
      tags: { team: 'one', 'aws:cloudformation:stack-name': 'old' },
    },
    endpoints: [{ name: 'prod', arn: `${ARN}/runtime-endpoint/prod`, version: '3', description: null, tags: {} }],
    role: {
      ...{ name: 'tools-role', arn: 'arn:aws:iam::111122223333:role/tools-role', path: '/', description: null },
      ...{ createdAt: '', maxSessionSeconds: 3600, permissionsBoundaryArn: null, boundaryDocument: null },
      trustPolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
          },
        ],
      }),
      tags: { team: 'one' },
      inlinePolicies: [
        {
          name: 'read-things',
          document: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::b/\${aws:username}/*` }],
          }),
        },
      ],
      attachedPolicies: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess', document: null }],
    },
    logGroup: { name: '/aws/bedrock-agentcore/runtimes/tools-a1b2c3d4e5-DEFAULT', retentionDays: 30, tags: {} },
    pool: {
      ...{ id: 'us-east-1_AbCdEfGhI', name: 'tools-pool', tags: {}, besides: [] },
      settings: { MfaConfiguration: 'OFF', Policies: { PasswordPolicy: { MinimumLength: 12 } } },
      clients: [
        {
          ...{ id: '1example23456789', name: 'tools-client', hasSecret: false },
          settings: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'], EnableTokenRevocation: true },
        },
      ],
    },
    policies: [
      {
        endpoint: null,
        arn: ARN,
        text: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Principal: '*', Action: 'bedrock-agentcore:*', Resource: ARN }],
        }),
      },
    ],
    unread: [],
    ...over,
  }
}
