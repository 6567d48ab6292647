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
  commonErrors: source(
    'AWS: common error types',
    'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/CommonErrors.html',
  ),
  denied: source(
    'IAM: access denied messages',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
  ),
  registryLogin: source(
    'Amazon ECR: private registry authentication',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
  ),
  iamQuotas: source('IAM: quotas', 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html'),
  iamGrammar: source(
    'IAM: policy grammar',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html',
  ),
  iamTroubles: source(
    'IAM: troubleshoot roles',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html',
  ),
  logsPatterns: source(
    'CloudWatch Logs: filter pattern syntax',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
  ),
  logsQuotas: source(
    'CloudWatch Logs: quotas',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html',
  ),
  logs: source(
    'AgentCore: view observability data',
    'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability-view.html',
  ),
  pythonStrict: github('python/cpython/issues/107361'),
  npxCache: github('punkpeye/mcp-remote/issues/103'),
  curlTls: source('curl: --ssl-revoke-best-effort', 'https://curl.se/docs/manpage.html#--ssl-revoke-best-effort'),
  uvLinks: github('astral-sh/uv/issues/7906'),
  sdkVersions: source(
    'boto3: bedrock-agentcore',
    'https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/bedrock-agentcore.html',
  ),
  toolLimits: source('VS Code: tools in chat', 'https://code.visualstudio.com/docs/chat/chat-tools'),
  python: source('Python: traceback', 'https://docs.python.org/3/library/traceback.html'),
  mcpDebugging: source('MCP: debugging', 'https://modelcontextprotocol.io/docs/tools/debugging'),
  uv: source('uv: installation', 'https://docs.astral.sh/uv/getting-started/installation/'),
  uvTools: source('uv: tools', 'https://docs.astral.sh/uv/concepts/tools/'),
  uvPython: source('uv: Python versions', 'https://docs.astral.sh/uv/concepts/python-versions/'),
  uvCertificates: source('uv: TLS certificates', 'https://docs.astral.sh/uv/concepts/authentication/certificates/'),
  npmErrors: source('npm: common errors', 'https://docs.npmjs.com/common-errors'),
  node: source('Node.js: errors', 'https://nodejs.org/api/errors.html'),
  nodeCertificates: source('Node.js: NODE_EXTRA_CA_CERTS', 'https://nodejs.org/api/cli.html#node_extra_ca_certsfile'),
  docker: source('Docker: troubleshoot the daemon', 'https://docs.docker.com/engine/daemon/troubleshoot/'),
  proxy: source('aws/mcp-proxy-for-aws', 'https://github.com/aws/mcp-proxy-for-aws#readme'),
  proxyLogin: github('aws/mcp-proxy-for-aws/issues/304'),
  windowsScript: github('awslabs/mcp/issues/482'),
  spawnMissing: github('juehang/vscode-mcp-server/issues/6'),
  claudeCode: source('Claude Code: MCP', 'https://code.claude.com/docs/en/mcp'),
  cliErrors: source(
    'AWS CLI: troubleshooting',
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-troubleshooting.html',
  ),
  cliInstall: source(
    'AWS CLI: install or update',
    'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html',
  ),
  cliFiles: source(
    'AWS CLI: configuration files',
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
  ),
  cliSso: source(
    'AWS CLI: IAM Identity Center',
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html',
  ),
  cliRole: source('AWS CLI: roles', 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html'),
  cliQuoting: source(
    'AWS CLI: quotation marks',
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-quoting-strings.html',
  ),
  cliNetwork: source(
    'AWS CLI: HTTP proxy',
    'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html',
  ),
  signing: source(
    'IAM: troubleshoot signed requests',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html',
  ),
  regions: source(
    'AgentCore: supported regions',
    'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-regions.html',
  ),
  enableRegion: source(
    'Account Management: enable a region',
    'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html',
  ),
  ecrLogin: source(
    'ECR: registry authentication',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html',
  ),
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
  terraformRuntime: source(
    'Terraform: aws_bedrockagentcore_agent_runtime',
    'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/bedrockagentcore_agent_runtime',
  ),
  cfnRuntime: source(
    'CloudFormation: AWS::BedrockAgentCore::Runtime',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-runtime.html',
  ),
  cfnTroubles: source(
    'CloudFormation: troubleshooting',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
  ),
  cdkBootstrap: source('CDK: bootstrapping', 'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html'),
  localEndpoint: source(
    'AWS: service-specific endpoints',
    'https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html',
  ),
  buildx: source('docker: multi-platform builds', 'https://docs.docker.com/build/building/multi-platform/'),
  logGroupTaken: github('hashicorp/terraform-provider-aws/issues/47630'),
  spans: github('aws/bedrock-agentcore-starter-toolkit/issues/457'),
}
