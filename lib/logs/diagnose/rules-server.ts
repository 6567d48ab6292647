import type { Rule } from '@/lib/logs/diagnose/model'
import { SOURCES } from '@/lib/logs/diagnose/sources'

/** What the AWS API MCP Server says when it can't start or won't do something. Strings from its source. */
export const SERVER_RULES: Rule[] = [
  {
    id: 'auth-type-missing',
    severity: 'error',
    hints: ['requires the following environment variable'],
    pattern: /TRANSPORT="?streamable-http"? requires the following environment variables? to be set:? AUTH_TYPE/i,
    source: SOURCES.server,
    explain: {
      title: 'The server refuses to start: AUTH_TYPE is not set.',
      cause: 'Over HTTP it wants to be told who checks callers. On AgentCore, AgentCore does.',
      remedy: 'Set AUTH_TYPE to no-auth.',
      action: { type: 'fix-env', variable: 'AUTH_TYPE', value: 'no-auth' },
    },
  },
  {
    id: 'oauth-incomplete',
    severity: 'error',
    hints: ['auth_type="oauth', "auth_type='oauth", 'auth_type=oauth', 'auth_issuer'],
    pattern: /AUTH_TYPE="?'?oauth"?'? requires .{0,80}AUTH_ISSUER/i,
    source: SOURCES.server,
    explain: {
      title: 'The server refuses to start: its own OAuth is half set up.',
      cause: 'With AUTH_TYPE=oauth it needs AUTH_ISSUER and AUTH_JWKS_URI. AgentCore already checks callers before it.',
      remedy: 'Set AUTH_TYPE to no-auth, or give both variables.',
      action: { type: 'fix-env', variable: 'AUTH_TYPE', value: 'no-auth' },
    },
  },
  {
    id: 'transport-invalid',
    severity: 'error',
    hints: ['invalid transport'],
    pattern: /Invalid transport: ?(\S{0,40})/i,
    source: SOURCES.server,
    explain: ([, transport]) => ({
      title: `The server refuses to start: it has no transport "${transport}".`,
      cause: 'AgentCore speaks streamable HTTP to the container.',
      remedy: 'Set AWS_API_MCP_TRANSPORT to streamable-http.',
      action: { type: 'fix-env', variable: 'AWS_API_MCP_TRANSPORT', value: 'streamable-http' },
    }),
  },
  {
    id: 'stdio-transport',
    severity: 'error',
    hints: ['stdio'],
    pattern: /(Starting MCP server .{0,80}with transport|Transport:) ?["']?stdio\b/i,
    source: SOURCES.contract,
    explain: {
      title: 'The server listens on standard input, where AgentCore never calls.',
      cause: 'Without AWS_API_MCP_TRANSPORT it starts for a local client.',
      remedy: 'Set AWS_API_MCP_TRANSPORT to streamable-http.',
      action: { type: 'fix-env', variable: 'AWS_API_MCP_TRANSPORT', value: 'streamable-http' },
    },
  },
  {
    id: 'listens-locally',
    severity: 'error',
    hints: ['running on http://127.', 'running on http://localhost', 'running on http://[::1]'],
    pattern: /Uvicorn running on http:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])/i,
    source: SOURCES.contract,
    explain: ([, host]) => ({
      title: `The server listens on ${host}, where AgentCore cannot reach it.`,
      cause: 'AWS_API_MCP_HOST is missing or local; AgentCore calls the container from outside.',
      remedy: 'Set AWS_API_MCP_HOST to 0.0.0.0.',
      action: { type: 'fix-env', variable: 'AWS_API_MCP_HOST', value: '0.0.0.0' },
    }),
  },
  {
    id: 'wrong-port',
    severity: 'error',
    hints: ['running on http://0.0.0.0:'],
    pattern: /Uvicorn running on http:\/\/0\.0\.0\.0:(?!8000\b)(\d+)/i,
    source: SOURCES.contract,
    explain: ([, port]) => ({
      title: `The server listens on port ${port}; AgentCore calls port 8000.`,
      cause: 'AWS_API_MCP_PORT names another port than the one that AgentCore uses for MCP.',
      remedy: 'Set AWS_API_MCP_PORT to 8000.',
      action: { type: 'fix-env', variable: 'AWS_API_MCP_PORT', value: '8000' },
    }),
  },
  {
    id: 'working-dir',
    severity: 'error',
    hints: ['aws_api_mcp_working_dir must'],
    pattern: /AWS_API_MCP_WORKING_DIR must be an absolute path/i,
    source: SOURCES.server,
    explain: {
      title: 'The server refuses to start: its working directory does not exist.',
      cause: 'AWS_API_MCP_WORKING_DIR must be an absolute path that the image has; it is not made for you.',
      remedy: 'Remove the variable, or name a directory under /tmp.',
      action: { type: 'fix-env', variable: 'AWS_API_MCP_WORKING_DIR' },
    },
  },
  {
    id: 'region-invalid',
    severity: 'error',
    hints: ['is not a valid aws region'],
    pattern: /(\S{1,60}) is not a valid AWS Region/i,
    source: SOURCES.server,
    explain: ([, region]) => ({
      title: `The server refuses to start: ${region} is no region.`,
      cause: 'AWS_REGION must look like us-east-1.',
      remedy: 'Correct AWS_REGION.',
      action: { type: 'fix-env', variable: 'AWS_REGION' },
    }),
  },
  {
    id: 'host-refused',
    severity: 'error',
    hints: ['host header validation failed'],
    pattern: /Host header validation failed:? ?(\S{0,120})/i,
    source: SOURCES.server,
    explain: {
      title: 'The server turns requests away because of their host name.',
      cause: 'AgentCore calls with a host name of its own, which AWS_API_MCP_ALLOWED_HOSTS does not allow.',
      remedy: 'Set AWS_API_MCP_ALLOWED_HOSTS to *.',
      action: { type: 'fix-env', variable: 'AWS_API_MCP_ALLOWED_HOSTS', value: '*' },
    },
  },
  {
    id: 'origin-refused',
    severity: 'error',
    hints: ['origin header validation failed'],
    pattern: /Origin header validation failed/i,
    source: SOURCES.server,
    explain: {
      title: 'The server turns requests away because of their origin.',
      cause: 'AWS_API_MCP_ALLOWED_ORIGINS does not allow the origin that the client sends.',
      remedy: 'Set AWS_API_MCP_ALLOWED_ORIGINS to *.',
      action: { type: 'fix-env', variable: 'AWS_API_MCP_ALLOWED_ORIGINS', value: '*' },
    },
  },
  {
    id: 'invalid-host',
    severity: 'error',
    hints: ['" 421', 'http 421', '421 misdirected', 'invalid host'],
    pattern: /"(?:POST|GET|DELETE) \S+ HTTP\/[\d.]+" 421\b|\bInvalid Host( header)?\b|\bHTTP 421\b|\b421 Misdirected/i,
    source: SOURCES.invalidHost,
    explain: {
      title: 'The server answers 421: it takes no host name but localhost.',
      cause: 'A known bug of images 1.4.0 to 1.5.1, even with all hosts allowed.',
      remedy: 'Take another image version, and launch again.',
      action: { type: 'edit-runtime' },
    },
  },
  {
    id: 'no-way-out',
    severity: 'error',
    hints: ['read operations index', 'service reference document', 'security policy enforcement data'],
    pattern:
      /Failed to load read operations index|Error retrieving the service reference document|security policy enforcement data failed to initialize/i,
    source: SOURCES.vpc,
    explain: {
      title: 'The server has no way out to the internet.',
      cause: 'At start it reads servicereference.us-east-1.amazonaws.com; a VPC without a NAT gateway blocks that.',
      remedy: 'Give the subnets a NAT gateway, or use the public network mode.',
      action: { type: 'edit-runtime' },
    },
  },
  {
    id: 'read-only-refusal',
    severity: 'info',
    hints: ['denied by security policy'],
    pattern: /Execution of this operation is denied by security policy/i,
    source: SOURCES.server,
    explain: {
      title: 'The server refused a command because it may only read.',
      cause: 'READ_OPERATIONS_ONLY is on, or a policy file in the image forbids the command.',
      remedy: 'Leave it so, or switch READ_OPERATIONS_ONLY off if the server should change things.',
      action: { type: 'fix-env', variable: 'READ_OPERATIONS_ONLY' },
    },
  },
  {
    id: 'consent-impossible',
    severity: 'error',
    hints: ['elicitation'],
    pattern: /does not support elicitation|Elicitation (is )?not supported/i,
    source: SOURCES.server,
    explain: {
      title: 'The server wants to ask before it changes something, and cannot.',
      cause:
        'REQUIRE_MUTATION_CONSENT needs a client that can be asked and a session that is kept; stateless mode has none.',
      remedy: 'Switch REQUIRE_MUTATION_CONSENT off; READ_OPERATIONS_ONLY is the safe alternative.',
      action: { type: 'fix-env', variable: 'REQUIRE_MUTATION_CONSENT', value: 'false' },
    },
  },
  {
    id: 'no-credentials',
    severity: 'error',
    hints: [
      'no aws credentials found',
      'unable to locate credentials',
      'nocredentialserror',
      'from iam role in metadata',
    ],
    pattern:
      /No AWS credentials found|Unable to locate credentials|NoCredentialsError|Error when retrieving credentials from/i,
    source: SOURCES.troubleshooting,
    explain: {
      title: 'The server has no AWS credentials.',
      cause:
        'AgentCore hands them out through the metadata service, which needs an execution role and metadata version 2.',
      remedy: 'Check the role and metadata version 2; never set AWS_API_MCP_PROFILE_NAME here.',
      action: { type: 'set-mmdsv2' },
    },
  },
  {
    id: 'suggest-unavailable',
    severity: 'info',
    hints: ['suggest-aws-commands', 'api-mcp.global.api.aws', 'suggest_aws_commands'],
    pattern:
      /(error|failed|failure|timed? ?out|unavailable|\b50[0234]\b).{0,160}(suggest.aws.commands|api-mcp\.global\.api\.aws)|(suggest.aws.commands|api-mcp\.global\.api\.aws).{0,160}(error|failed|failure|timed? ?out|unavailable|\b50[0234]\b)/i,
    source: SOURCES.suggest,
    explain: {
      title: 'The suggestion tool did not answer; call_aws is not affected.',
      cause: 'suggest_aws_commands asks api-mcp.global.api.aws, which was away or cannot be reached from this network.',
      remedy: 'Try later, or let the network reach that address.',
    },
  },
]
