import type {
  AgentRuntimeEndpoint,
  GetAgentRuntimeEndpointRequest,
  GetAgentRuntimeEndpointResponse,
  ListAgentRuntimeEndpointsRequest,
  ListAgentRuntimeEndpointsResponse,
} from '@aws-sdk/client-bedrock-agentcore-control'
import { endpointArn, endpointId, runtimeArn } from '@/lib/practice/agentcore/arns'
import { endpointOf, runtimeOf } from '@/lib/practice/agentcore/control/lookup'
import { pageOf } from '@/lib/practice/agentcore/control/paging'
import {
  endpointStatus,
  latestVersion,
  liveVersion,
  runtimeStatus,
  versionBehind,
} from '@/lib/practice/agentcore/control/status'
import type { StoredEndpoint, StoredRuntime } from '@/lib/practice/agentcore/store'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'

export const DEFAULT_ENDPOINT = 'DEFAULT'

export const getAgentRuntimeEndpoint = operation<GetAgentRuntimeEndpointRequest, GetAgentRuntimeEndpointResponse>({
  authorization: onEndpoint('GetAgentRuntimeEndpoint'),
  run: (input, call) => {
    const runtime = runtimeOf(call, input)
    const { endpointName = '' } = input

    if (endpointName !== DEFAULT_ENDPOINT) {
      return customEndpoint(runtime, endpointOf(runtime, endpointName), call.now())
    }
    const { failureReason, readyAt } = latestVersion(runtime)
    const hasFailed = failureReason !== undefined && call.now() >= readyAt
    return { ...defaultEndpoint(runtime, call.now()), ...(hasFailed ? { failureReason } : {}) }
  },
})

export const listAgentRuntimeEndpoints = operation<ListAgentRuntimeEndpointsRequest, ListAgentRuntimeEndpointsResponse>(
  {
    run: (input, call) => {
      const runtime = runtimeOf(call, input)
      const now = call.now()
      const all = [
        defaultEndpoint(runtime, now),
        ...runtime.endpoints.map((endpoint) => customEndpoint(runtime, endpoint, now)),
      ]
      const { page, nextToken } = pageOf(all, input, ({ name = '' }) => name)
      return { runtimeEndpoints: page, nextToken }
    },
  },
)

/** Both the runtime and the endpoint are resources of these actions. */
export function onEndpoint(action: string) {
  return (
    {
      agentRuntimeId = '',
      endpointName = '',
    }: { agentRuntimeId?: string | undefined; endpointName?: string | undefined },
    { region }: Call,
  ): AuthorizationRequest[] =>
    [runtimeArn({ id: agentRuntimeId, region }), endpointArn({ id: agentRuntimeId, region }, endpointName)].map(
      (resource) => ({ action: `bedrock-agentcore:${action}`, resource }),
    )
}

/** DEFAULT is the runtime's own: it has its state, and follows its latest version. */
function defaultEndpoint(runtime: StoredRuntime, now: number): AgentRuntimeEndpoint {
  const live = liveVersion(runtime, now)?.version
  return {
    name: DEFAULT_ENDPOINT,
    id: endpointId(runtime, DEFAULT_ENDPOINT),
    agentRuntimeEndpointArn: endpointArn(runtime, DEFAULT_ENDPOINT),
    agentRuntimeArn: runtimeArn(runtime),
    status: runtimeStatus(runtime, now),
    createdAt: new Date(runtime.createdAt),
    lastUpdatedAt: new Date(runtime.updatedAt),
    targetVersion: latestVersion(runtime).version,
    liveVersion: live,
  }
}

export function customEndpoint(runtime: StoredRuntime, endpoint: StoredEndpoint, now: number): AgentRuntimeEndpoint {
  const live = versionBehind(endpoint, runtime, now)?.version
  return {
    name: endpoint.name,
    id: endpointId(runtime, endpoint.name),
    agentRuntimeEndpointArn: endpointArn(runtime, endpoint.name),
    agentRuntimeArn: runtimeArn(runtime),
    status: endpointStatus(endpoint, now),
    createdAt: new Date(endpoint.createdAt),
    lastUpdatedAt: new Date(endpoint.updatedAt),
    targetVersion: endpoint.targetVersion,
    liveVersion: live,
    ...(endpoint.description ? { description: endpoint.description } : {}),
  }
}
