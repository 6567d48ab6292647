import type { DeleteAgentRuntimeRequest, DeleteAgentRuntimeResponse } from '@aws-sdk/client-bedrock-agentcore-control'
import { runtimeArn } from '@/lib/practice/agentcore/arns'
import { onRuntime, runtimeOf, settledRuntimeOf } from '@/lib/practice/agentcore/control/lookup'
import { forgetPolicies } from '@/lib/practice/agentcore/control/resource-policies'
import { findVersion, latestVersion } from '@/lib/practice/agentcore/control/status'
import { endMicroVms } from '@/lib/practice/agentcore/data/microvm'
import { conflict, notFound } from '@/lib/practice/agentcore/errors'
import { agentCoreStore, type StoredRuntime } from '@/lib/practice/agentcore/store'
import { type Call, operation } from '@/lib/practice/wire/service'

/** With a version: that one. Without: the runtime, all its versions and DEFAULT. */
export const deleteAgentRuntime = operation<DeleteAgentRuntimeRequest, DeleteAgentRuntimeResponse>({
  authorization: onRuntime('DeleteAgentRuntime'),
  run: (input, call) => {
    const { agentRuntimeVersion } = input

    if (runtimeOf(call, input).goneAt === undefined) {
      const runtime = settledRuntimeOf(call, input)

      if (agentRuntimeVersion === undefined) {
        deleteRuntime(runtime, call)
      } else {
        deleteVersion(runtime, agentRuntimeVersion)
      }
    }
    return { status: 'DELETING', agentRuntimeId: input.agentRuntimeId, agentRuntimeVersion }
  },
})

function deleteRuntime(runtime: StoredRuntime, call: Call): void {
  if (runtime.endpoints.length > 0) {
    throw conflict(`Agent runtime '${runtime.id}' has endpoints. Delete them before you delete the agent.`)
  }
  const { readyMs, nameReservedMs } = call.switches
  const { reservedNames } = agentCoreStore(call.state, call.now())
  forgetPolicies(call, runtimeArn(runtime))
  endMicroVms(call.state, call.now(), 'deleted', runtime.id)
  runtime.goneAt = call.now() + readyMs
  runtime.updatedAt = call.now()

  if (nameReservedMs > 0) {
    reservedNames[`${runtime.region}/${runtime.name}`] = runtime.goneAt + nameReservedMs
  }
}

function deleteVersion(runtime: StoredRuntime, version: string): void {
  const stored = findVersion(runtime, version)

  if (!stored) {
    throw notFound(`Version ${version} of agent runtime '${runtime.id}' was not found.`)
  }
  if (stored === latestVersion(runtime)) {
    throw conflict(`Version ${version} is used by the DEFAULT endpoint.`)
  }
  const endpoint = runtime.endpoints.find(({ targetVersion }) => targetVersion === version)

  if (endpoint) {
    throw conflict(`Version ${version} is used by the endpoint ${endpoint.name}.`)
  }
  runtime.versions = runtime.versions.filter((one) => one !== stored)
}
