import { runtimeArn } from '@/lib/practice/agentcore/arns'
import { runtimeStatus } from '@/lib/practice/agentcore/control/status'
import { conflict, notFound } from '@/lib/practice/agentcore/errors'
import { findRuntime, type StoredEndpoint, type StoredRuntime } from '@/lib/practice/agentcore/store'
import type { AuthorizationRequest, Call } from '@/lib/practice/wire/service'

type RuntimeInput = { agentRuntimeId?: string | undefined }

/** The runtime of that id in the region of the call; throws ResourceNotFoundException. */
export function runtimeOf(call: Call, { agentRuntimeId = '' }: RuntimeInput): StoredRuntime {
  const runtime = findRuntime(call.state, call.now(), agentRuntimeId)

  if (!runtime || runtime.region !== call.region) {
    throw notFound(`Agent runtime '${agentRuntimeId}' was not found.`)
  }
  return runtime
}

/** As `runtimeOf`; throws ConflictException while the runtime is between two states. */
export function settledRuntimeOf(call: Call, input: RuntimeInput): StoredRuntime {
  const runtime = runtimeOf(call, input)
  const status = runtimeStatus(runtime, call.now())

  if (status === 'CREATING' || status === 'UPDATING' || status === 'DELETING') {
    throw conflict(`Agent runtime '${runtime.id}' is in ${status} state. Wait until it is READY and try again.`)
  }
  return runtime
}

export function endpointOf(runtime: StoredRuntime, name: string): StoredEndpoint {
  const endpoint = runtime.endpoints.find((one) => one.name === name)

  if (!endpoint) {
    throw notFound(`Agent runtime endpoint '${name}' of '${runtime.id}' was not found.`)
  }
  return endpoint
}

/** What an action on one runtime is authorized on, whether the runtime exists or not. */
export function onRuntime(action: string): (input: RuntimeInput, call: Call) => AuthorizationRequest[] {
  return ({ agentRuntimeId = '' }, { region }) => [
    { action: `bedrock-agentcore:${action}`, resource: runtimeArn({ id: agentRuntimeId, region }) },
  ]
}

export function tagContext(tags: Record<string, string> = {}): Record<string, string | string[]> {
  const entries = Object.entries(tags)
  return {
    ...Object.fromEntries(entries.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(entries.length > 0 ? { 'aws:TagKeys': entries.map(([key]) => key) } : {}),
  }
}
