import type { Target } from '@/lib/clients/model'

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
