import 'server-only'

export type Term = { name: string; means: string }

/**
 * The terms of the field, each explained once. Pages show them on hover, focus and tap; docs/glossary.md is made of them.
 * Server only: a page carries the definitions that it shows, and no script carries the table.
 */
export const GLOSSARY = {
  accessToken: {
    name: 'Access token',
    means:
      'A signed text that says who calls and until when. Whoever holds it may call, so it is kept like a password.',
  },
  agentCore: {
    name: 'AgentCore',
    means: 'Amazon Bedrock AgentCore, the AWS service that runs servers and agents for assistants.',
  },
  appClient: {
    name: 'App client',
    means: 'A program that a user pool gives tokens to. Its ID stands in every access token of the pool.',
  },
  audience: {
    name: 'Audience',
    means: 'Whom a token is meant for: its claim aud. Access tokens of Cognito have none.',
  },
  authFlow: {
    name: 'Sign-in flow',
    means: 'A way of signing in that an app client allows, such as by password. Others are refused.',
  },
  authorizer: {
    name: 'Authorizer',
    means:
      'The part of a runtime that checks tokens: their issuer, signature, time, and the clients or audiences it allows.',
  },
  claim: {
    name: 'Claim',
    means: 'One statement inside a token, such as who made it or when it ends.',
  },
  clientId: {
    name: 'Client ID',
    means: 'The ID of the program that asked for a token. It is no secret.',
  },
  condition: {
    name: 'Condition',
    means: 'The part of a policy statement that says when it counts, such as in one region only.',
  },
  connection: {
    name: 'Connection',
    means: 'Where the AWS credentials come from, and one region. Everything on a page is read through it.',
  },
  dependentAction: {
    name: 'Dependent action',
    means: 'An action that AWS needs as well before it carries another one out, such as iam:PassRole.',
  },
  deployment: {
    name: 'Deployment',
    means: 'A server with all that belongs to it: runtime, role, log group, and user pool where it has one.',
  },
  discoveryUrl: {
    name: 'Discovery URL',
    means:
      'The address where an issuer publishes who it is and which keys it signs with. AgentCore reads it to check tokens.',
  },
  elicitation: {
    name: 'Elicitation',
    means: 'A question that a server asks the person in the middle of a call. The client has to support it.',
  },
  endpoint: {
    name: 'Endpoint',
    means: 'A name of a runtime that calls go to; each leads to one version. DEFAULT always leads to the newest.',
  },
  endpointUrl: {
    name: 'Endpoint URL',
    means: 'The address that MCP clients post to. The ARN in it is encoded exactly once.',
  },
  environmentVariables: {
    name: 'Environment variables',
    means:
      'Settings that the server reads at its start. AWS shows them in clear to everybody who may read the runtime.',
  },
  executionRole: {
    name: 'Execution role',
    means:
      'The IAM role that AgentCore assumes to run the server. Every command has its permissions, whoever sends it.',
  },
  idleTimeout: {
    name: 'Idle time-out',
    means: 'How long a session waits for the next call before AWS ends it. Waiting is paid for.',
  },
  inboundAuth: {
    name: 'Inbound auth',
    means: 'How AgentCore checks who calls, before a request reaches the server. A runtime has one method.',
  },
  inlinePolicy: {
    name: 'Inline policy',
    means: 'A policy that belongs to one role alone and goes with it.',
  },
  issuer: {
    name: 'Issuer',
    means: 'Who makes and signs tokens: a Cognito user pool, or another identity provider.',
  },
  jwt: {
    name: 'JWT',
    means: 'Callers send an access token of one issuer. A runtime takes tokens or AWS signatures, never both.',
  },
  logGroup: {
    name: 'Log group',
    means: 'Where CloudWatch keeps the log lines of one endpoint of a runtime.',
  },
  logStream: {
    name: 'Log stream',
    means: 'The lines of one source within a log group: here, of one container.',
  },
  logsInsights: {
    name: 'Logs Insights',
    means:
      'The query service of CloudWatch. It searches long ranges where the lines are kept, for a price by the gigabyte.',
  },
  managedPolicy: {
    name: 'Managed policy',
    means: 'A policy with an ARN of its own, which many roles can share. A change of it reaches all of them.',
  },
  maximumLifetime: {
    name: 'Maximum lifetime',
    means: 'When AWS ends a session, even one in use. The next call begins a new one.',
  },
  mcp: {
    name: 'MCP',
    means: 'Model Context Protocol: how an assistant finds the tools of a server and calls them.',
  },
  mmdsV2: {
    name: 'MMDSv2',
    means:
      'Version 2 of the metadata service, which hands the role’s credentials to the container and keeps others from reading them.',
  },
  networkMode: {
    name: 'Network mode',
    means: 'From where the server reaches other addresses: the public internet, or subnets of your own VPC.',
  },
  otherSettings: {
    name: 'Other settings',
    means: 'What AWS has beyond what Slipway manages. Updates send it back as it is.',
  },
  permissionsBoundary: {
    name: 'Permissions boundary',
    means: 'A policy that limits a role: what it does not allow, no other policy of the role can give.',
  },
  practiceAccount: {
    name: 'Practice account',
    means: 'An imitation of AWS on this computer. It costs nothing and touches no AWS account.',
  },
  refreshToken: {
    name: 'Refresh token',
    means: 'What a sign-in leaves behind to get fresh access tokens without the password. It can be revoked.',
  },
  retention: {
    name: 'Retention',
    means: 'How long CloudWatch keeps the lines of a log group. Without one it keeps them, and bills them, for ever.',
  },
  runtime: {
    name: 'Runtime',
    means:
      'A server on AgentCore: an image with its role, network and settings. Each session of it runs in a machine of its own.',
  },
  scope: {
    name: 'Scope',
    means: 'A part of what a token allows, by name. The authorizer can insist on one.',
  },
  server: {
    name: 'Server',
    means: 'A program that offers tools to an assistant over MCP.',
  },
  session: {
    name: 'Session',
    means:
      'One conversation of a client with the runtime, in a small virtual machine of its own. AWS bills it by the second.',
  },
  sigV4: {
    name: 'SigV4',
    means: 'Callers sign each request with AWS credentials. A runtime takes tokens or AWS signatures, never both.',
  },
  spec: {
    name: 'Spec',
    means: 'A file with the answers of the setup. The command line applies it, and the setup can read it back.',
  },
  tool: {
    name: 'Tool',
    means: 'Something that a server can do for an assistant, with a name and arguments.',
  },
  trustPolicy: {
    name: 'Trust policy',
    means: 'Says who may assume a role. AgentCore must be among them.',
  },
  userPool: {
    name: 'User pool',
    means: 'A directory of users in Amazon Cognito. It signs them in and gives them tokens.',
  },
  version: {
    name: 'Version',
    means: 'A configuration of a runtime that never changes. Each update makes the next one.',
  },
  wildcard: {
    name: 'Wildcard',
    means: 'A * or ? in a policy: any text, or any one character.',
  },
} as const satisfies Record<string, Term>

export type TermName = keyof typeof GLOSSARY

/** The definitions of these terms, for a component of the browser that shows only them. */
export function definitionsOf(names: readonly TermName[]): Partial<Record<TermName, string>> {
  return Object.fromEntries(names.map((name) => [name, GLOSSARY[name].means]))
}
