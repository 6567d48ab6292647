import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import type { GetAgentRuntimeEndpointResponse } from '@/lib/aws/types'
import type { ObservedEndpoint, ObservedRuntime } from '@/lib/deployments/observe/observed'
import { configOf } from '@/lib/deployments/observe/runtime-config'
import { readWholeRuntime, type WholeRuntime } from '@/lib/runtimes/whole-runtime'

export type RuntimeListItem = { id: string; name: string; status: string }

/** Every runtime of the region, 100 to a call. AWS can't filter by name. */
export async function listAllRuntimes(connection: Connection): Promise<RuntimeListItem[]> {
  const runtimes = await everyPage(async (nextToken) => {
    const page = await awsClients(connection).agentcoreControl.listAgentRuntimes({ maxResults: 100, nextToken })
    return { items: page.agentRuntimes, nextToken: page.nextToken }
  })
  return runtimes.map((runtime) => ({
    id: runtime.agentRuntimeId ?? '',
    name: runtime.agentRuntimeName ?? '',
    status: runtime.status ?? '',
  }))
}

/** The runtime of that name with tags and DEFAULT endpoint; null when there is none. */
export async function readRuntimeByName(connection: Connection, name: string): Promise<ObservedRuntime | null> {
  const namesakes = (await listAllRuntimes(connection)).filter((runtime) => runtime.name === name)
  const found = namesakes.find(({ status }) => status !== 'DELETING') ?? namesakes[0]
  return found ? readRuntime(connection, found.id) : null
}

export async function readRuntime(connection: Connection, id: string): Promise<ObservedRuntime | null> {
  const { agentcoreControl } = awsClients(connection)
  const [runtime, endpoint] = await Promise.all([
    nullWhenMissing(readWholeRuntime(connection, id)),
    nullWhenMissing(agentcoreControl.getAgentRuntimeEndpoint({ agentRuntimeId: id, endpointName: 'DEFAULT' })),
  ])

  if (!runtime) {
    return null
  }
  const tags = await nullWhenMissing(agentcoreControl.listTagsForResource({ resourceArn: runtime.agentRuntimeArn }))
  return toObservedRuntime(runtime, endpoint, tags?.tags ?? {})
}

function toObservedRuntime(
  runtime: WholeRuntime,
  endpoint: GetAgentRuntimeEndpointResponse | null,
  tags: Record<string, string>,
): ObservedRuntime {
  return {
    id: runtime.agentRuntimeId ?? '',
    arn: runtime.agentRuntimeArn ?? '',
    name: runtime.agentRuntimeName ?? '',
    version: runtime.agentRuntimeVersion ?? '',
    status: runtime.status ?? 'CREATING',
    failureReason: runtime.failureReason ?? null,
    config: configOf(runtime),
    tags,
    endpoint: endpoint && toObservedEndpoint(endpoint),
    ...(runtime.lastUpdatedAt ? { sinceChangeMs: Date.now() - runtime.lastUpdatedAt.getTime() } : {}),
  }
}

function toObservedEndpoint(endpoint: GetAgentRuntimeEndpointResponse): ObservedEndpoint {
  return {
    name: endpoint.name ?? 'DEFAULT',
    status: endpoint.status ?? 'CREATING',
    failureReason: endpoint.failureReason ?? null,
    liveVersion: endpoint.liveVersion ?? null,
    targetVersion: endpoint.targetVersion ?? null,
  }
}

async function nullWhenMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) {
      return null
    }
    throw error
  }
}
