import { ACCOUNT_ID } from '@/lib/practice/account'
import { parseRuntimeArn } from '@/lib/practice/agentcore/arns'
import { latestVersion, liveVersion, versionBehind } from '@/lib/practice/agentcore/control/status'
import { invalid, notFound } from '@/lib/practice/agentcore/errors'
import { findRuntime, type StoredRuntime, type StoredVersion } from '@/lib/practice/agentcore/store'
import type { Call, RawRequest } from '@/lib/practice/wire/service'

export type InvocationTarget = {
  runtime: StoredRuntime
  /** The qualifier, or else DEFAULT. */
  endpointName: string
  /** False: the runtime has no endpoint of that name. */
  hasEndpoint: boolean
  /** What answers right now; undefined while the endpoint has nothing ready behind it. */
  live?: StoredVersion | undefined
  /** Whose inbound authorization counts. */
  version: StoredVersion
}

/** The part of `/runtimes/{ARN or id}/invocations` that names the runtime, decoded. */
function runtimePart(path: string): string | undefined {
  const [, encoded] = /^\/runtimes\/([^/]+)\//.exec(path) ?? []

  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

/** Throws the service's own errors: an unknown runtime has no protocol yet to answer in. */
export function findTarget(request: RawRequest, call: Call): InvocationTarget {
  const name = runtimePart(request.path) ?? ''
  const reference = parseRuntimeArn(name)

  if (name.includes(':') && !reference) {
    throw invalid(`Invalid agent runtime ARN: ${name}`)
  }
  const accountId = reference?.accountId ?? request.query.get('accountId')

  if (accountId === null) {
    throw invalid('accountId is required when the agent runtime is given by its id.')
  }
  const now = call.now()
  const runtime = accountId === ACCOUNT_ID ? findRuntime(call.state, now, reference?.id ?? name) : undefined

  if (!runtime || (reference && reference.region !== runtime.region)) {
    throw notFound(`No endpoint or agent found with qualifier '${qualifierOf(request)}' for agent '${name}'`)
  }
  return { runtime, ...endpointBehind(runtime, reference?.endpointName ?? qualifierOf(request), now) }
}

function qualifierOf({ query }: RawRequest): string {
  return query.get('qualifier') || 'DEFAULT'
}

function endpointBehind(runtime: StoredRuntime, endpointName: string, now: number): Omit<InvocationTarget, 'runtime'> {
  if (endpointName === 'DEFAULT') {
    const live = liveVersion(runtime, now)
    return { endpointName, hasEndpoint: true, version: live ?? latestVersion(runtime), live }
  }
  const endpoint = runtime.endpoints.find(({ name }) => name === endpointName)
  const live = endpoint && versionBehind(endpoint, runtime, now)
  const hasEndpoint = endpoint !== undefined
  return { endpointName, hasEndpoint, version: live ?? latestVersion(runtime), live }
}
