import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const SERVER_RULES = rulesOf('server', [
  {
    id: 'auth-type-missing',
    hints: [
      'auth_type must be',
      'auth_type environment variable',
      'invalid auth_type',
      'requires the following environment variable',
      'requires auth_type environment variable',
    ],
    pattern:
      /TRANSPORT="?streamable-http"? requires the following environment variables? to be set:? AUTH_TYPE|transport requires AUTH_TYPE environment variable|Invalid AUTH_TYPE|AUTH_TYPE(?: environment variable)? must be/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server refuses to start: AUTH_TYPE is not set, or is neither no-auth nor oauth.',
      cause: 'Over HTTP it wants to be told who checks callers. On AgentCore, AgentCore does.',
      remedy: ['Set AUTH_TYPE to no-auth.'],
      actions: [{ type: 'fix-env', variable: 'AUTH_TYPE', value: 'no-auth' }],
    },
  },
  {
    id: 'oauth-incomplete',
    hints: ['auth_type="oauth', "auth_type='oauth", 'auth_type=oauth', 'auth_issuer'],
    pattern: /AUTH_TYPE="?'?oauth"?'? requires .{0,80}AUTH_ISSUER/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server refuses to start: its own OAuth is half set up.',
      cause: 'With AUTH_TYPE=oauth it needs AUTH_ISSUER and AUTH_JWKS_URI. AgentCore already checks callers before it.',
      remedy: ['Set AUTH_TYPE to no-auth, or give both variables.'],
      actions: [{ type: 'fix-env', variable: 'AUTH_TYPE', value: 'no-auth' }],
    },
  },
  {
    id: 'transport-invalid',
    hints: ['invalid transport'],
    pattern: /Invalid transport: ?(\S{0,40})/i,
    sources: [SOURCES.server],
    explain: ([, transport]) => ({
      title: `The server refuses to start: it has no transport "${transport}".`,
      cause: 'AgentCore speaks streamable HTTP to the container.',
      remedy: ['Set AWS_API_MCP_TRANSPORT to streamable-http.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_TRANSPORT', value: 'streamable-http' }],
    }),
  },
  {
    id: 'stdio-transport',
    hints: ['stdio'],
    pattern: /(Starting MCP server .{0,80}with transport|Transport:) ?["']?stdio\b/i,
    sources: [SOURCES.contract],
    explain: {
      title: 'The server listens on standard input, where AgentCore never calls.',
      cause: 'Without AWS_API_MCP_TRANSPORT it starts for a local client.',
      remedy: ['Set AWS_API_MCP_TRANSPORT to streamable-http.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_TRANSPORT', value: 'streamable-http' }],
    },
  },
  {
    id: 'listens-locally',
    hints: ['running on http://127.', 'running on http://localhost', 'running on http://[::1]'],
    pattern: /Uvicorn running on http:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])/i,
    sources: [SOURCES.contract],
    explain: ([, host]) => ({
      title: `The server listens on ${host}, where AgentCore cannot reach it.`,
      cause:
        'AgentCore calls the container from outside; in the AWS API MCP Server, AWS_API_MCP_HOST is missing or local.',
      remedy: [
        'AWS API MCP Server: set AWS_API_MCP_HOST to 0.0.0.0.',
        'A server of your own: let it listen on 0.0.0.0 and port 8000, such as FastMCP(host="0.0.0.0", stateless_http=True).',
      ],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_HOST', value: '0.0.0.0' }],
    }),
  },
  {
    id: 'wrong-port',
    hints: ['running on http://0.0.0.0:'],
    pattern: /Uvicorn running on http:\/\/0\.0\.0\.0:(?!8000\b)(\d+)/i,
    sources: [SOURCES.contract],
    explain: ([, port]) => ({
      title: `The server listens on port ${port}; AgentCore calls port 8000.`,
      cause: 'AWS_API_MCP_PORT names another port than the one that AgentCore uses for MCP.',
      remedy: ['Set AWS_API_MCP_PORT to 8000.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_PORT', value: '8000' }],
    }),
  },
  {
    id: 'working-dir',
    hints: ['aws_api_mcp_working_dir must'],
    pattern: /AWS_API_MCP_WORKING_DIR must be an absolute path/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server refuses to start: its working directory does not exist.',
      cause: 'AWS_API_MCP_WORKING_DIR must be an absolute path that the image has; it is not made for you.',
      remedy: ['Remove AWS_API_MCP_WORKING_DIR, or name a directory that exists in the image, such as /tmp.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_WORKING_DIR' }],
    },
  },
  {
    id: 'region-invalid',
    hints: ['is not a valid aws region'],
    pattern: /(\S{1,60}) is not a valid AWS Region/i,
    sources: [SOURCES.server],
    explain: ([, region]) => ({
      title: `The server refuses to start: ${region} is no region.`,
      cause: 'AWS_REGION must look like us-east-1.',
      remedy: ['Correct AWS_REGION.'],
      actions: [{ type: 'fix-env', variable: 'AWS_REGION' }],
    }),
  },
  {
    id: 'host-refused',
    hints: ['host header validation failed'],
    pattern: /Host header validation failed:? ?(\S{0,120})/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server turns requests away because of their host name.',
      cause: 'AgentCore calls with a host name of its own, which AWS_API_MCP_ALLOWED_HOSTS does not allow.',
      remedy: ['Set AWS_API_MCP_ALLOWED_HOSTS to *.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_ALLOWED_HOSTS', value: '*' }],
    },
  },
  {
    id: 'origin-refused',
    hints: ['origin header validation failed'],
    pattern: /Origin header validation failed/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server turns requests away because of their origin.',
      cause: 'AWS_API_MCP_ALLOWED_ORIGINS does not allow the origin that the client sends.',
      remedy: ['Set AWS_API_MCP_ALLOWED_ORIGINS to *.'],
      actions: [{ type: 'fix-env', variable: 'AWS_API_MCP_ALLOWED_ORIGINS', value: '*' }],
    },
  },
  {
    id: 'invalid-host',
    hints: ['" 421', 'http 421', '421 misdirected', 'invalid host'],
    pattern: /"(?:POST|GET|DELETE) \S+ HTTP\/[\d.]+" 421\b|\bInvalid Host( header)?\b|\bHTTP 421\b|\b421 Misdirected/i,
    sources: [SOURCES.invalidHost],
    explain: {
      title: 'The server answers 421: it takes no host name but localhost.',
      cause: 'A known bug of images 1.4.0 to 1.5.3, even with all hosts allowed; 1.5.4 fixed it.',
      remedy: ['Take image 1.5.4 or newer (or 1.3.x), and launch again.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'no-way-out',
    over: ['aws-unreachable'],
    hints: [
      'read operations index',
      'service reference document',
      'security policy enforcement data',
      'servicereference.us-east-1',
    ],
    pattern:
      /Failed to load read operations index|Error retrieving the service reference document|security policy enforcement data failed to initialize|servicereference\.us-east-1\.amazonaws\.com.{0,200}(timed? ?out|refused|unreachable|Failed to resolve|Max retries|not known)|(timed? ?out|Timeout\w{0,12}|refused|unreachable)\b.{0,120}servicereference\.us-east-1/i,
    sources: [SOURCES.vpc],
    explain: {
      title: 'The server has no way out to the internet.',
      cause: 'At start it reads servicereference.us-east-1.amazonaws.com; a VPC without a NAT gateway blocks that.',
      remedy: [
        'Give the private subnets of the runtime a route to a NAT gateway, and let the security group send HTTPS; no VPC endpoint replaces it.',
        'Or use the public network mode.',
        'If this is a server on your own computer: let it reach that address, through HTTPS_PROXY if your network has a proxy.',
      ],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'read-only-refusal',
    severity: 'info',
    hints: ['denied by security policy'],
    pattern: /Execution of this operation is denied by security policy/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The rules of the server forbid this command.',
      cause:
        'READ_OPERATIONS_ONLY is on and the command is no read, or the denyList of a policy file in the image forbids it.',
      remedy: [
        'Leave it so if the server should only read.',
        'Else switch READ_OPERATIONS_ONLY off; the execution role still limits what the server can do.',
        'If the command only reads: it is on the denyList of mcp-security-policy.json in the image.',
      ],
      actions: [{ type: 'fix-env', variable: 'READ_OPERATIONS_ONLY' }],
    },
  },
  {
    id: 'consent-impossible',
    hints: ['elicitation'],
    pattern: /does not support elicitation|Elicitation (is )?not supported/i,
    sources: [SOURCES.server],
    explain: {
      title: 'The server wants to ask before it changes something, and cannot.',
      cause:
        'REQUIRE_MUTATION_CONSENT needs a client that can be asked and a session that is kept; stateless mode has none.',
      remedy: ['Switch REQUIRE_MUTATION_CONSENT off; READ_OPERATIONS_ONLY is the safe alternative.'],
      actions: [{ type: 'fix-env', variable: 'REQUIRE_MUTATION_CONSENT', value: 'false' }],
    },
  },
  {
    id: 'no-credentials',
    hints: [
      'no aws credentials found',
      'when retrieving credentials from',
      'unable to locate credentials',
      'nocredentialserror',
      'from iam role in metadata',
    ],
    pattern:
      /No AWS credentials found|Unable to locate credentials|NoCredentialsError|Error when retrieving credentials from/i,
    where: ['log', 'answer'],
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The server has no AWS credentials.',
      cause: 'AgentCore hands them out through the metadata service, which needs an execution role and MMDSv2.',
      remedy: ['Check the role and MMDSv2; never set AWS_API_MCP_PROFILE_NAME here.'],
      actions: [{ type: 'set-mmdsv2' }],
    },
  },
  {
    id: 'suggest-unavailable',
    severity: 'info',
    hints: [
      'suggest-aws-commands',
      'api-mcp.global.api.aws',
      'suggest_aws_commands',
      'use your best judgement and existing knowledge',
      'while suggesting commands',
    ],
    pattern:
      /Use your best judgement and existing knowledge to pick a command|Error while suggesting commands|(error|failed|failure|timed? ?out|unavailable|\b50[0234]\b).{0,160}(suggest.aws.commands|api-mcp\.global\.api\.aws)|(suggest.aws.commands|api-mcp\.global\.api\.aws).{0,160}(error|failed|failure|timed? ?out|unavailable|\b50[0234]\b)/i,
    sources: [SOURCES.suggest],
    explain: {
      title: 'The suggestion tool did not answer; call_aws is not affected.',
      cause: 'suggest_aws_commands asks api-mcp.global.api.aws, which was away or cannot be reached from this network.',
      remedy: ['Try later, or let the network reach that address.'],
    },
  },
  {
    id: 'out-of-memory',
    hints: ['memoryerror', 'out of memory', 'oomkilled', 'code 137', 'code: 137', 'cannot allocate memory'],
    pattern: /\bMemoryError\b|Out of memory|OOMKilled|(?:exit|exited with) code:? 137|Cannot allocate memory/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'The container ran out of memory.',
      cause: 'A session has 8 GB; a very large answer or many commands at once can fill it.',
      remedy: ['Ask for less at once: filters and max_results make answers smaller.'],
    },
  },
])
