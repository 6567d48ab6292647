import 'server-only'
import { AccessAnalyzer } from '@aws-sdk/client-accessanalyzer'
import { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudTrail } from '@aws-sdk/client-cloudtrail'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { CostExplorer } from '@aws-sdk/client-cost-explorer'
import { IAM } from '@aws-sdk/client-iam'
import { STS } from '@aws-sdk/client-sts'
import { dnsSuffix } from '@/lib/aws/arn'
import { boundRequests } from '@/lib/aws/bounded-requests'
import { type Connection, type ConnectionKey, connectionKey } from '@/lib/aws/connection'
import { connectionCredentials } from '@/lib/aws/credentials'
import { type AwsService, customEndpoint } from '@/lib/aws/endpoints'
import { outgoingAgent } from '@/lib/aws/outgoing'
import type { AwsClients, ReadClients } from '@/lib/aws/read-clients'
import { retriesWithDelay } from '@/lib/aws/retries'
import { keepWholeBodies } from '@/lib/aws/whole-bodies'
import { env } from '@/lib/env'
import type { Writer } from '@/lib/writer'

/** An update of a runtime resets what it is not sent, and the service is ahead of the SDK. */
const WHOLE_RUNTIMES = {
  reads: ['GetAgentRuntime'],
  writes: { CreateAgentRuntime: { labels: [] }, UpdateAgentRuntime: { labels: ['agentRuntimeId'] } },
}

/** The same for user pools and their app clients. */
const WHOLE_POOLS = {
  reads: ['DescribeUserPool', 'DescribeUserPoolClient'],
  writes: { UpdateUserPool: { labels: [] }, UpdateUserPoolClient: { labels: [] } },
}

/** Where a partition keeps its bill. */
function billRegion(region: string): string {
  return region.startsWith('cn-') ? 'cn-northwest-1' : 'us-east-1'
}

const clientsByKey = new Map<ConnectionKey, AwsClients>()
const singleShotByKey = new Map<ConnectionKey, AwsClients>()

/**
 * The SDK clients of one connection, to read with: one retry policy, timeouts and a user agent for all. Made once for each
 * connection and kept, so that credential providers can cache; two connections never share a client.
 */
export function awsClients(connection: Connection): ReadClients {
  return remembered(clientsByKey, connection, 3)
}

/** The same clients with all that they can do. */
export function writeClients(_writer: Writer, connection: Connection): AwsClients {
  return remembered(clientsByKey, connection, 3)
}

/** Clients that send each request once, to read with. */
export function singleShotClients(connection: Connection): ReadClients {
  return remembered(singleShotByKey, connection, 1)
}

/**
 * Clients that send each request once, with all that they can do. For creations without an idempotency token: a retry after a lost
 * answer would create a second one, so the caller looks at AWS before it tries again.
 */
export function singleShotWriteClients(_writer: Writer, connection: Connection): AwsClients {
  return remembered(singleShotByKey, connection, 1)
}

function remembered(clients: Map<ConnectionKey, AwsClients>, connection: Connection, maxAttempts: number): AwsClients {
  const key = connectionKey(connection)
  const known = clients.get(key)

  if (known) {
    return known
  }
  const made = makeClients(connection, maxAttempts)
  clients.set(key, made)
  return made
}

/** Makes the next call start afresh, with newly read credentials. Requests under way are not disturbed. */
export function forgetClients(connection: Connection): void {
  clientsByKey.delete(connectionKey(connection))
  singleShotByKey.delete(connectionKey(connection))
}

function makeClients(connection: Connection, maxAttempts: number): AwsClients {
  const config = {
    region: connection.region,
    credentials: connectionCredentials(connection),
    maxAttempts,
    retryMode: 'standard',
    customUserAgent: [['slipway', '0.1.0']] as [string, string][],
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: env().SLIPWAY_AWS_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  }
  const retryDelayMs = env().SLIPWAY_AWS_RETRY_DELAY_MS
  const forService = (service: AwsService) => {
    const endpoint = customEndpoint(connection, service)
    const address = new URL(endpoint ?? `https://${connection.region}.${dnsSuffix(connection.region)}`)
    const agent = address.protocol === 'https:' ? { httpsAgent: outgoingAgent(address) } : {}
    return {
      ...config,
      requestHandler: { ...config.requestHandler, ...agent },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(retryDelayMs === undefined ? {} : { retryStrategy: retriesWithDelay(retryDelayMs, maxAttempts) }),
    }
  }

  const agentcoreControl = new BedrockAgentCoreControl(forService('BEDROCK_AGENTCORE_CONTROL'))
  keepWholeBodies(agentcoreControl, WHOLE_RUNTIMES)

  const cognito = new CognitoIdentityProvider(forService('COGNITO_IDENTITY_PROVIDER'))
  keepWholeBodies(cognito, WHOLE_POOLS)

  const clients: AwsClients = {
    accessAnalyzer: new AccessAnalyzer(forService('ACCESSANALYZER')),
    sts: new STS(forService('STS')),
    iam: new IAM(forService('IAM')),
    // A local endpoint has no `stream-` host for Live Tail.
    logs: new CloudWatchLogs({
      ...forService('CLOUDWATCH_LOGS'),
      disableHostPrefix: customEndpoint(connection, 'CLOUDWATCH_LOGS') !== undefined,
    }),
    cognito,
    agentcoreControl,
    cloudtrail: new CloudTrail(forService('CLOUDTRAIL')),
    cloudwatch: new CloudWatch(forService('CLOUDWATCH')),
    // One for all regions of a partition.
    costExplorer: new CostExplorer({ ...forService('COST_EXPLORER'), region: billRegion(connection.region) }),
    agentcore: new BedrockAgentCore(forService('BEDROCK_AGENTCORE')),
  }

  for (const client of Object.values(clients)) {
    boundRequests(client, env().SLIPWAY_AWS_TIMEOUT_MS)
  }
  return clients
}
