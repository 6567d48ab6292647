import 'server-only'
import { nullWhenMissing } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import type { GetAgentRuntimeEndpointResponse } from '@/lib/aws/types'
import type { ObservedEndpoint, ObservedRuntime } from '@/lib/deployments/observe/observed'
import { configOf } from '@/lib/deployments/observe/runtime-config'
import type { WholeRuntime } from '@/lib/runtimes/model'
import { readDefaultEndpoint, readEveryRuntime, readRuntimeTags, readWholeRuntime } from '@/lib/runtimes/read-runtimes'

/** The runtime of that name with tags and DEFAULT endpoint; null when there is none. */
export async function readRuntimeByName(connection: Connection, name: string): Promise<ObservedRuntime | null> {
  const namesakes = (await readEveryRuntime(connection)).filter((runtime) => runtime.name === name)
  const found = namesakes.find(({ status }) => status !== 'DELETING') ?? namesakes[0]
  return found ? readRuntime(connection, found.id) : null
}

export async function readRuntime(connection: Connection, id: string): Promise<ObservedRuntime | null> {
  const [runtime, endpoint] = await Promise.all([
    nullWhenMissing(readWholeRuntime(connection, id)),
    nullWhenMissing(readDefaultEndpoint(connection, id)),
  ])

  if (!runtime) {
    return null
  }
  const tags = await nullWhenMissing(readRuntimeTags(connection, runtime.agentRuntimeArn ?? ''))
  return toObservedRuntime(runtime, endpoint, tags ?? {})
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
    sinceChangeMs: runtime.lastUpdatedAt && Date.now() - runtime.lastUpdatedAt.getTime(),
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
