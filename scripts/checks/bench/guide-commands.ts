import { basePolicy, trustPolicy } from '@/lib/policies/templates/base-permissions'
import { GUIDE_ENVIRONMENT } from '@/scripts/checks/peers/aws-cli/cli-guide-commands'

const ROLE = 'aws-api-mcp-execution-role'
const IMAGE = '709825985650.dkr.ecr.us-east-1.amazonaws.com/amazon-web-services/aws-api-mcp-server:1.2.0'

/** The deployment guide's steps 2 to 4 as AWS CLI arguments, with its names and a real tag; the last one reads the runtime. */
export function guideCommands(accountId: string, runtimeId: () => string): (() => string[])[] {
  const target = {
    partition: 'aws',
    region: 'us-east-1',
    accountId,
    ecr: { accountId: '709825985650', region: 'us-east-1', repository: '*' },
  }
  const roleName = ['--role-name', ROLE]

  return [
    () => ['iam', 'create-role', ...roleName, '--assume-role-policy-document', trustPolicy(target)],
    () => [
      'iam',
      'put-role-policy',
      ...roleName,
      '--policy-name',
      'AgentCoreBasePermissions',
      '--policy-document',
      basePolicy(target),
    ],
    () => ['iam', 'attach-role-policy', ...roleName, '--policy-arn', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    () => [
      'bedrock-agentcore-control',
      'create-agent-runtime',
      '--agent-runtime-name',
      'awsapimcpserver',
      '--agent-runtime-artifact',
      JSON.stringify({ containerConfiguration: { containerUri: IMAGE } }),
      '--role-arn',
      `arn:aws:iam::${accountId}:role/${ROLE}`,
      '--network-configuration',
      '{"networkMode": "PUBLIC"}',
      '--protocol-configuration',
      '{"serverProtocol": "MCP"}',
      '--environment-variables',
      JSON.stringify(GUIDE_ENVIRONMENT),
    ],
    () => ['bedrock-agentcore-control', 'get-agent-runtime', '--agent-runtime-id', runtimeId()],
  ]
}
