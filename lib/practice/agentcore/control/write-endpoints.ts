import type {
  CreateAgentRuntimeEndpointRequest,
  CreateAgentRuntimeEndpointResponse,
  DeleteAgentRuntimeEndpointRequest,
  DeleteAgentRuntimeEndpointResponse,
  UpdateAgentRuntimeEndpointRequest,
  UpdateAgentRuntimeEndpointResponse,
} from '@aws-sdk/client-bedrock-agentcore-control'
import { endpointArn, runtimeArn } from '@/lib/practice/agentcore/arns'
import { onceForToken } from '@/lib/practice/agentcore/control/idempotency'
import { endpointOf, onRuntime, runtimeOf, settledRuntimeOf } from '@/lib/practice/agentcore/control/lookup'
import { customEndpoint, DEFAULT_ENDPOINT, onEndpoint } from '@/lib/practice/agentcore/control/read-endpoints'
import { forgetPolicies } from '@/lib/practice/agentcore/control/resource-policies'
import { endpointStatus, findVersion, latestVersion } from '@/lib/practice/agentcore/control/status'
import { conflict, notFound, quotaExceeded } from '@/lib/practice/agentcore/errors'
import type { StoredEndpoint, StoredRuntime } from '@/lib/practice/agentcore/store'
import { type Call, operation } from '@/lib/practice/wire/service'

const ENDPOINT_QUOTA = 10

export const createAgentRuntimeEndpoint = operation<
  CreateAgentRuntimeEndpointRequest & { name: string },
  CreateAgentRuntimeEndpointResponse
>({
  authorization: onRuntime('CreateAgentRuntimeEndpoint'),
  run: (input, call) => {
    const name = onceForToken(call, input, () => create(input, call))
    const runtime = runtimeOf(call, input)
    const endpoint = endpointOf(runtime, name)
    return {
      targetVersion: endpoint.targetVersion,
      agentRuntimeEndpointArn: endpointArn(runtime, name),
      agentRuntimeArn: runtimeArn(runtime),
      agentRuntimeId: runtime.id,
      endpointName: name,
      status: endpointStatus(endpoint, call.now()),
      createdAt: new Date(endpoint.createdAt),
    }
  },
})

function create(input: CreateAgentRuntimeEndpointRequest & { name: string }, call: Call): string {
  const runtime = settledRuntimeOf(call, input)
  const { name, description, agentRuntimeVersion, tags } = input
  const now = call.now()

  if (name === DEFAULT_ENDPOINT || runtime.endpoints.some((one) => one.name === name)) {
    throw conflict('An endpoint with the specified name already exists')
  }
  // DEFAULT is one of the ten.
  if (runtime.endpoints.length + 1 >= ENDPOINT_QUOTA) {
    throw quotaExceeded(`The limit of ${ENDPOINT_QUOTA} endpoints for agent runtime '${runtime.id}' is reached.`)
  }
  runtime.endpoints.push({
    name,
    createdAt: now,
    updatedAt: now,
    readyAt: now + call.switches.readyMs,
    targetVersion: existingVersion(runtime, agentRuntimeVersion),
    tags: { ...tags },
    ...(description ? { description } : {}),
  })
  return name
}

export const updateAgentRuntimeEndpoint = operation<
  UpdateAgentRuntimeEndpointRequest & { endpointName: string },
  UpdateAgentRuntimeEndpointResponse
>({
  authorization: onEndpoint('UpdateAgentRuntimeEndpoint'),
  run: (input, call) => {
    if (input.endpointName === DEFAULT_ENDPOINT) {
      throw conflict('Default endpoints always point to the latest version and can not be updated.')
    }
    onceForToken(call, input, () => move(input, call))
    const runtime = runtimeOf(call, input)
    return customEndpoint(
      runtime,
      endpointOf(runtime, input.endpointName),
      call.now(),
    ) as UpdateAgentRuntimeEndpointResponse
  },
})

function move(input: UpdateAgentRuntimeEndpointRequest & { endpointName: string }, call: Call): string {
  const runtime = runtimeOf(call, input)
  const endpoint = settled(endpointOf(runtime, input.endpointName), call)
  const now = call.now()
  const previousVersion = endpoint.targetVersion
  const targetVersion = existingVersion(runtime, input.agentRuntimeVersion ?? previousVersion)
  Object.assign(endpoint, { previousVersion, targetVersion, updatedAt: now, readyAt: now + call.switches.readyMs })

  if (input.description !== undefined) {
    endpoint.description = input.description
  }
  return endpoint.name
}

export const deleteAgentRuntimeEndpoint = operation<
  DeleteAgentRuntimeEndpointRequest & { endpointName: string },
  DeleteAgentRuntimeEndpointResponse
>({
  authorization: onEndpoint('DeleteAgentRuntimeEndpoint'),
  run: (input, call) => {
    const runtime = runtimeOf(call, input)

    if (input.endpointName === DEFAULT_ENDPOINT) {
      throw conflict('Default endpoints are removed when you delete the agent.')
    }
    const endpoint = endpointOf(runtime, input.endpointName)
    forgetPolicies(call, endpointArn(runtime, endpoint.name))
    endpoint.goneAt ??= settled(endpoint, call) && call.now() + call.switches.readyMs
    return { status: 'DELETING', agentRuntimeId: runtime.id, endpointName: input.endpointName }
  },
})

function settled(endpoint: StoredEndpoint, call: Call): StoredEndpoint {
  const status = endpointStatus(endpoint, call.now())

  if (status !== 'READY') {
    throw conflict(`Agent runtime endpoint '${endpoint.name}' is in ${status} state.`)
  }
  return endpoint
}

function existingVersion(runtime: StoredRuntime, version = latestVersion(runtime).version): string {
  if (!findVersion(runtime, version)) {
    throw notFound(`Version ${version} of agent runtime '${runtime.id}' was not found.`)
  }
  return version
}
