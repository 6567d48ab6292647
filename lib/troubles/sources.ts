const source = (label: string, href: string) => ({ label, href })
const github = (path: string) => source(path.replace(/\/(issues|pull)\//, ' #'), `https://github.com/${path}`)

/** Where the causes are known from: documentation, the server's source, reports. */
export const SOURCES = {
  server: source(
    'awslabs/mcp, aws-api-mcp-server',
    'https://github.com/awslabs/mcp/tree/main/src/aws-api-mcp-server#readme',
  ),
  contract: source(
    'AgentCore: MCP protocol contract',
    'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-mcp-protocol-contract.html',
  ),
  troubleshooting: source(
    'AgentCore: troubleshoot Runtime',
    'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-troubleshooting.html',
  ),
  permissions: source(
    'AgentCore: IAM permissions for Runtime',
    'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-permissions.html',
  ),
  vpc: source('AgentCore: VPC', 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html'),
  oauth: source(
    'AgentCore: OAuth for Runtime',
    'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-oauth.html',
  ),
  denied: source(
    'IAM: access denied messages',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
  ),
  python: source('Python: traceback', 'https://docs.python.org/3/library/traceback.html'),
  invalidHost: github('awslabs/mcp/issues/4507'),
  authMismatch: github('aws/agentcore-cli/issues/714'),
  taskGroup: github('awslabs/agentcore-samples/issues/66'),
  claims: github('aws-solutions-library-samples/guidance-for-claude-code-with-amazon-bedrock/issues/718'),
  registration: github('anthropics/claude-code/issues/67258'),
  image: github('awslabs/agentcore-samples/issues/154'),
  workloadToken: github('awslabs/agentcore-samples/issues/142'),
  linkedRole: github('aws-samples/generative-ai-use-cases/issues/1327'),
  zones: github('aws-samples/sample-autonomous-cloud-coding-agents/issues/353'),
  initTime: github('aws/bedrock-agentcore-starter-toolkit/issues/356'),
  readOnlyProxy: github('aws/mcp-proxy-for-aws/issues/159'),
  badParameters: github('aws/mcp-proxy-for-aws/issues/388'),
  session: github('awslabs/mcp/issues/1347'),
  accept: github('aws/agentcore-cli/issues/2193'),
  suggest: github('awslabs/mcp/issues/1543'),
  spans: github('aws/bedrock-agentcore-starter-toolkit/issues/457'),
}
