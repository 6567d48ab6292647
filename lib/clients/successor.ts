import type { ClientDefinition, Emission, Target } from '@/lib/clients/model'

/** The AWS MCP Server, which AWS runs itself: its documentation, and the regions that both lists of its endpoints name. */
export const SUCCESSOR = {
  name: 'AWS MCP Server',
  service: 'aws-mcp',
  regions: ['us-east-1', 'eu-central-1'],
  docsUrl: 'https://docs.aws.amazon.com/aws-mcp/latest/userguide/what-is-mcp-server.html',
  endpointsUrl: 'https://docs.aws.amazon.com/general/latest/gr/aws-mcp.html',
} as const

/** The successor as a target, at the endpoint nearest to a region: the same proxy signs for it. */
export function successorTarget(nearTo: string, profile?: string): Target {
  const { service, regions } = SUCCESSOR
  const region = regions.find((name) => name === nearTo) ?? (nearTo.startsWith('eu-') ? 'eu-central-1' : 'us-east-1')
  const url = `https://${service}.${region}.api.aws/mcp`
  return { name: 'aws-mcp', url, service, region, auth: 'sigv4', profile }
}

/** What the AWS identity needs for a sign-in by OAuth 2.1. */
const SIGN_IN_POLICY = 'AWSMCPSignInOAuthAccessPolicy'

/** Members that carry a token, or keep a client from signing in by itself. */
const TOKEN_MEMBERS = new Set([
  ...['headers', 'requestOptions', 'http_headers', 'env_http_headers', 'bearer_token_env_var', 'env_keys'],
  ...['oauth', 'inputs'],
])

/** Whether a client can sign in at AWS by itself: a program of one's own has no browser to do it in. */
export function canSignIn({ format }: Pick<ClientDefinition, 'format'>): boolean {
  return format !== 'python'
}

/** The client's entry for the managed server without proxy, key or token: the client opens AWS's sign-in in a browser. */
export function withSignIn(client: ClientDefinition): ClientDefinition {
  return {
    ...client,
    emit: (target, os) => {
      const bearer = client.emit({ ...target, auth: 'jwt' }, os)
      return 'source' in bearer ? client.emit({ ...target, auth: 'sigv4' }, os) : signingIn(bearer)
    },
  }
}

function signingIn({ document, container }: Extract<Emission, { container: string[] }>): Emission {
  return {
    document: withoutToken(document) as Record<string, unknown>,
    container,
    needs: [
      {
        text: `An AWS identity that may sign in to it: signin:AuthorizeOAuth2Access and signin:CreateOAuth2Token, as in the managed policy ${SIGN_IN_POLICY}.`,
      },
    ],
    notes: ['The client opens AWS’s sign-in in a browser, and again when it ends. Nothing of it is in the file.'],
  }
}

function withoutToken(value: unknown): unknown {
  if (Array.isArray(value)) {
    // What mcp-remote is told by words.
    const at = value.indexOf('--header')
    return at < 0 ? value.map(withoutToken) : value.toSpliced(at, 2)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const members = Object.entries(value).filter(([key]) => !TOKEN_MEMBERS.has(key) && key !== 'AUTH_HEADER')
  return Object.fromEntries(members.map(([key, member]) => [key, withoutToken(member)]))
}

/** What speaks for each, so that nobody moves, or stays, by accident. */
export const COMPARISON = {
  move: [
    'AWS has marked the AWS API MCP Server as superseded by it: new work happens there.',
    'There is no runtime, image, role or log group to keep, patch or pay for.',
    'Everybody acts with their own AWS identity, and IAM can tell its calls apart (aws:ViaAWSMCPService, aws:CalledViaAWSMCP).',
  ],
  stay: [
    'Callers must not have AWS permissions of their own: your runtime acts with one execution role that you define.',
    'Callers come with a token of your own identity provider instead of AWS credentials.',
    'You need another image or version, your own network, the server’s own settings (such as read-only), or its log lines.',
    'Requests must not leave a region in which AWS has no endpoint for it.',
  ],
  both: 'Do not register both in one client: their tools overlap, and an assistant picks either.',
} as const
