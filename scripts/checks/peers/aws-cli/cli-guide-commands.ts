import { type Statement, withDocument } from '@/scripts/checks/peers/aws-cli/cli-guide'

const IN_ACCOUNT = 'us-east-1:YOUR_ACCOUNT_ID'
const RUNTIME_LOGS = `arn:aws:logs:${IN_ACCOUNT}:log-group:/aws/bedrock-agentcore/runtimes/*`
const DIRECTORY = `arn:aws:bedrock-agentcore:${IN_ACCOUNT}:workload-identity-directory/default`

const TRUST: Statement[] = [
  {
    Effect: 'Allow',
    Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'aws:SourceAccount': 'YOUR_ACCOUNT_ID' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:bedrock-agentcore:*:YOUR_ACCOUNT_ID:*' },
    },
  },
]

const BASE: Statement[] = [
  {
    Effect: 'Allow',
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    Resource: ['arn:aws:ecr:us-east-1:709825985650:repository/*'],
  },
  { Effect: 'Allow', Action: ['logs:DescribeLogStreams', 'logs:CreateLogGroup'], Resource: [RUNTIME_LOGS] },
  { Effect: 'Allow', Action: ['logs:DescribeLogGroups'], Resource: [`arn:aws:logs:${IN_ACCOUNT}:log-group:*`] },
  {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: [`${RUNTIME_LOGS}:log-stream:*`],
  },
  { Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
  {
    Effect: 'Allow',
    Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    Resource: ['*'],
  },
  {
    Effect: 'Allow',
    Action: 'cloudwatch:PutMetricData',
    Resource: '*',
    Condition: { StringEquals: { 'cloudwatch:namespace': 'bedrock-agentcore' } },
  },
  {
    Effect: 'Allow',
    Action: ['', 'ForJWT', 'ForUserId'].map((end) => `bedrock-agentcore:GetWorkloadAccessToken${end}`),
    Resource: [DIRECTORY, `${DIRECTORY}/workload-identity/*`],
  },
]

const CUSTOM: Statement[] = [
  {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: ['arn:aws:s3:::your-specific-bucket', 'arn:aws:s3:::your-specific-bucket/*'],
  },
  {
    Effect: 'Allow',
    Action: ['ec2:DescribeInstances', 'ec2:DescribeImages'],
    Resource: '*',
    Condition: { StringEquals: { 'ec2:Region': 'us-east-1' } },
  },
]

const IMAGE = '709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:LATEST_VERSION'
export const GUIDE_ENVIRONMENT = {
  AUTH_TYPE: 'no-auth',
  AWS_API_MCP_HOST: '0.0.0.0',
  AWS_API_MCP_PORT: '8000',
  AWS_API_MCP_STATELESS_HTTP: 'true',
  AWS_API_MCP_TRANSPORT: 'streamable-http',
  AWS_API_MCP_ALLOWED_HOSTS: '*',
  AWS_API_MCP_ALLOWED_ORIGINS: '*',
}

const ROLE = '--role-name aws-api-mcp-execution-role'
const POLICY = '--policy-document file://'

/** What AWS's guide for its own MCP server has its reader type, in its order and with its placeholders. */
export const GUIDE_COMMANDS: readonly string[] = [
  withDocument(
    'trust-policy.json',
    TRUST,
    `aws iam create-role ${ROLE} --assume-role-policy-document file://trust-policy.json`,
  ),
  withDocument(
    'agentcore-base-permissions.json',
    BASE,
    `aws iam put-role-policy ${ROLE} --policy-name AgentCoreBasePermissions ${POLICY}agentcore-base-permissions.json`,
  ),
  `aws iam attach-role-policy ${ROLE} --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess`,
  withDocument(
    'custom-aws-permissions.json',
    CUSTOM,
    `aws iam put-role-policy ${ROLE} --policy-name CustomAWSPermissions ${POLICY}custom-aws-permissions.json`,
  ),
  [
    'aws bedrock-agentcore-control create-agent-runtime --region us-east-1 --agent-runtime-name "awsapimcpserver"',
    `--agent-runtime-artifact '${JSON.stringify({ containerConfiguration: { containerUri: IMAGE } })}'`,
    '--role-arn "arn:aws:iam::YOUR_ACCOUNT_ID:role/aws-api-mcp-execution-role"',
    `--network-configuration '{"networkMode": "PUBLIC"}' --protocol-configuration '{"serverProtocol": "MCP"}'`,
    `--environment-variables '${JSON.stringify(GUIDE_ENVIRONMENT)}'`,
  ].join(' \\\n  '),
  'aws bedrock-agentcore-control get-agent-runtime --agent-runtime-id "YOUR_RUNTIME_ID" --region us-east-1',
  `echo "YOUR_ARN" | sed 's/:/%3A/g; s/\\//%2F/g'`,
  [
    'TOKEN=$(aws cognito-idp initiate-auth --client-id "YOUR_COGNITO_CLIENT_ID" --auth-flow USER_PASSWORD_AUTH',
    '--auth-parameters USERNAME=test,PASSWORD=YOUR_PASSWORD --region us-east-1',
    "--query 'AuthenticationResult.AccessToken' --output text)",
  ].join(' \\\n  '),
]
