import type { Target } from '@/lib/clients/model'

/** The AWS MCP Server, which AWS runs itself: its documentation and its one address. */
export const SUCCESSOR = {
  name: 'AWS MCP Server',
  url: 'https://aws-mcp.us-east-1.api.aws/mcp',
  service: 'aws-mcp',
  region: 'us-east-1',
  docsUrl: 'https://docs.aws.amazon.com/aws-mcp/latest/userguide/what-is-mcp-server.html',
} as const

/** The successor as a target: the same proxy signs for it, and every client's config follows. */
export function successorTarget(profile?: string): Target {
  const { url, service, region } = SUCCESSOR
  return { name: 'aws-mcp', url, service, region, auth: 'sigv4', ...(profile === undefined ? {} : { profile }) }
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
    'The endpoint must be in a region other than us-east-1.',
  ],
  both: 'Do not register both in one client: their tools overlap, and an assistant picks either.',
} as const
