import 'server-only'
import { dnsSuffix } from '@/lib/aws/arn'
import type { Connection } from '@/lib/aws/connection'
import { env } from '@/lib/env'

/** The `<SERVICE>` part of AWS_ENDPOINT_URL_<SERVICE>. */
export type AwsService =
  | 'ACCESSANALYZER'
  | 'AWS_MCP'
  | 'BEDROCK_AGENTCORE'
  | 'BEDROCK_AGENTCORE_CONTROL'
  | 'CLOUDTRAIL'
  | 'CLOUDWATCH'
  | 'CLOUDWATCH_LOGS'
  | 'COGNITO_IDENTITY_PROVIDER'
  | 'COST_EXPLORER'
  | 'IAM'
  | 'STS'

/** Where a service's calls go when that isn't AWS itself; undefined means the SDK's own endpoint rules. */
export function customEndpoint({ source }: Connection, service: AwsService): string | undefined {
  if (source.type === 'practice') {
    return env().SLIPWAY_PRACTICE_URL
  }
  return env()[`AWS_ENDPOINT_URL_${service}`] ?? env().AWS_ENDPOINT_URL
}

/** The URL that MCP clients post to. The ARN is encoded exactly once, by encodeURIComponent. */
export function invocationUrl(connection: Connection, runtimeArn: string, qualifier = 'DEFAULT'): string {
  const { region } = connection
  const base =
    customEndpoint(connection, 'BEDROCK_AGENTCORE') ?? `https://bedrock-agentcore.${region}.${dnsSuffix(region)}`
  return `${trimSlash(base)}/runtimes/${encodeURIComponent(runtimeArn)}/invocations?qualifier=${encodeURIComponent(qualifier)}`
}

/** The managed MCP server at another address than AWS's own; undefined where there is none. */
export function managedMcpUrl(connection: Connection): string | undefined {
  const base = customEndpoint(connection, 'AWS_MCP')
  return base && `${trimSlash(base)}/mcp`
}

/** The discovery document of a Cognito user pool, whose region is the part of its id before the underscore. */
export function discoveryUrl(connection: Connection, userPoolId: string): string {
  const region = userPoolId.slice(0, userPoolId.lastIndexOf('_'))
  const base =
    customEndpoint(connection, 'COGNITO_IDENTITY_PROVIDER') ?? `https://cognito-idp.${region}.${dnsSuffix(region)}`
  return `${trimSlash(base)}/${userPoolId}/.well-known/openid-configuration`
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
