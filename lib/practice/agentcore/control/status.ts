import type { AgentRuntimeStatus } from '@aws-sdk/client-bedrock-agentcore-control'
import type { StoredEndpoint, StoredRuntime, StoredVersion } from '@/lib/practice/agentcore/store'

/** States are read off the clock, so nothing has to run for a runtime to become ready. */
export function versionStatus(version: StoredVersion, now: number): AgentRuntimeStatus {
  const isFirst = version.version === '1'

  if (now < version.readyAt) {
    return isFirst ? 'CREATING' : 'UPDATING'
  }
  if (version.failureReason !== undefined) {
    return isFirst ? 'CREATE_FAILED' : 'UPDATE_FAILED'
  }
  return 'READY'
}

export function runtimeStatus(runtime: StoredRuntime, now: number): AgentRuntimeStatus {
  return runtime.goneAt === undefined ? versionStatus(latestVersion(runtime), now) : 'DELETING'
}

export function endpointStatus(endpoint: StoredEndpoint, now: number): AgentRuntimeStatus {
  if (endpoint.goneAt !== undefined) {
    return 'DELETING'
  }
  if (now >= endpoint.readyAt) {
    return 'READY'
  }
  return endpoint.previousVersion === undefined ? 'CREATING' : 'UPDATING'
}

export function latestVersion(runtime: StoredRuntime): StoredVersion {
  const latest = runtime.versions.at(-1)

  if (!latest) {
    throw new Error(`The runtime ${runtime.id} has no version.`)
  }
  return latest
}

export function findVersion(runtime: StoredRuntime, version: string): StoredVersion | undefined {
  return runtime.versions.find((one) => one.version === version)
}

/** The version that DEFAULT answers with; undefined until the first one is ready. */
export function liveVersion(runtime: StoredRuntime, now: number): StoredVersion | undefined {
  return runtime.versions.findLast((version) => versionStatus(version, now) === 'READY')
}

/** The version that an endpoint answers with right now. Undefined for an endpoint that doesn't answer yet. */
export function versionBehind(endpoint: StoredEndpoint, runtime: StoredRuntime, now: number) {
  const version = now >= endpoint.readyAt ? endpoint.targetVersion : endpoint.previousVersion
  return version === undefined ? undefined : findVersion(runtime, version)
}
