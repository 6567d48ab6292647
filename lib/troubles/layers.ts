import type { Layer, RemedyAction } from '@/lib/troubles/model'

type LayerFacts = {
  /** Ends the sentence "It seems to come from …". */
  name: string
  /** Words that texts of this layer have, whatever they say. */
  cue: RegExp
  /** Where to look next, one sentence. */
  next: string
  action?: RemedyAction
}

/** The layers, with what a text of an unknown cause is told by: the words that few others use come first, and the first that fits is taken. */
export const LAYERS: Record<Layer, LayerFacts> = {
  cognito: {
    name: 'Amazon Cognito',
    cue: /cognito|InitiateAuth|user pool/i,
    next: 'Look at the user and the app client under Tokens: sign-in, its flows and the state of the user.',
    action: { type: 'refresh-token' },
  },
  oauth: {
    name: 'the identity provider',
    cue: /\boauth|AADSTS|authorization server|redirect_uri|\bidp\b|openid|okta|auth0|keycloak/i,
    next: "Look into the provider's own sign-in log; the redirect address, the scope and the client id are what it checks.",
    action: { type: 'connect-client' },
  },
  token: {
    name: 'the check of the access token',
    cue: /\bclaim|\bjwt\b|\bjwks?\b|access token|bearer/i,
    next: 'Paste the token under Tokens: its claims are compared with what the runtime wants.',
    action: { type: 'refresh-token' },
  },
  iam: {
    name: 'IAM',
    cue: /MalformedPolicy|\(iam\)|iam:|Service: (AmazonIdentityManagement|Iam)|policy document/i,
    next: 'Open the policy in the editor: it names the line.',
    action: { type: 'edit-role' },
  },
  logs: {
    name: 'CloudWatch Logs',
    cue: /log group|log stream|FilterLogEvents|StartQuery|cloudwatch/i,
    next: 'Look whether the log group is there, and in which region.',
    action: { type: 'open-logs' },
  },
  image: {
    name: 'the image or the start of its container',
    cue: /\becr\b|docker|container|manifest|health check|arm64/i,
    next: "Read the first lines of the runtime's newest log stream: they are of the start.",
    action: { type: 'open-logs' },
  },
  'control-plane': {
    name: "AgentCore's control plane",
    cue: /AgentRuntime\b|AgentRuntimeEndpoint|bedrock-agentcore-control|Resource handler/i,
    next: 'Compare what AWS names with the settings of the runtime; the launch goes on from what is made.',
    action: { type: 'edit-runtime' },
  },
  server: {
    name: 'the MCP server in the container',
    cue: /aws_api_mcp_server|uvicorn|call_aws|suggest_aws_commands|fastmcp|Traceback/i,
    next: "Read the runtime's log around this moment.",
    action: { type: 'open-logs' },
  },
  inbound: {
    name: 'the call of the runtime',
    cue: /invocations|jsonrpc|mcp error|\bsession|bedrock-agentcore|HTTP [45]\d\d|\b[45]\d\d (Bad|Un|For|Not|Meth|Req|Too|Int|Ser|Gate)/i,
    next: 'Test the connection: it names the layer that says no.',
    action: { type: 'test-connection' },
  },
  'aws-cli': {
    name: 'the AWS CLI',
    cue: /\baws: |\baws \[|usage: aws|unknown options|argument operation/i,
    next: 'Run aws --version, and compare with the newest; then read aws SERVICE COMMAND help.',
  },
  credentials: {
    name: 'the AWS sign-in of this computer',
    cue: /credential|\bsso\b|profile|security token|signature|botocore/i,
    next: 'Run aws sts get-caller-identity with the same profile in a terminal: it says who signs, or why nobody does.',
  },
  network: {
    name: 'the network',
    cue: /connect|socket|timed? ?out|\btls\b|\bssl\b|certificate|proxy|dns|resolve|fetch failed/i,
    next: 'Open the same address with curl on this computer; behind a company network, ask for its proxy and its certificate.',
  },
  computer: {
    name: 'this computer: the program that starts the server entry',
    cue: /spawn|npx|uvx|\bnode\b|python|command not found|exited|disconnected|stdio|\bmcp\b/i,
    next: 'Run the command of the server entry in a terminal: its own words say more than the client shows.',
  },
  caller: {
    name: 'the permissions of whoever asks',
    cue: /denied|forbidden|not authorized/i,
    next: 'Paste the whole message: it names who asked, for what, and which policy said no.',
  },
  'execution-role': {
    name: 'the execution role',
    cue: /execution role|AssumeRole/i,
    next: 'Look at the trust policy and the permissions of the execution role.',
    action: { type: 'edit-role' },
  },
}

/** Where a text of an unknown cause seems to come from. */
export function likelyLayer(text: string): LayerFacts | undefined {
  return Object.values(LAYERS).find(({ cue }) => cue.test(text))
}
