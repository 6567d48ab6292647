import { lifecycleOf } from '@/lib/practice/agentcore/control/check-config'
import type { StoredConfig, StoredRuntime } from '@/lib/practice/agentcore/store'
import type { Call } from '@/lib/practice/wire/service'

/** The replaceable fields of an input, as they are kept: copied, with the service's defaults filled in. Unknown ones too. */
export function configOf(input: StoredConfig & Partial<Record<NotConfig, unknown>>): StoredConfig {
  const { agentRuntimeId: _, agentRuntimeName: __, clientToken: ___, tags: ____, ...replaceable } = input
  const config: StoredConfig = {
    ...replaceable,
    networkConfiguration: input.networkConfiguration ?? { networkMode: 'PUBLIC' },
    lifecycleConfiguration: lifecycleOf(input.lifecycleConfiguration),
    platformVersion: input.platformVersion ?? 'V1',
  }
  // The state file holds JSON, so what is undefined goes here already.
  return JSON.parse(JSON.stringify(config)) as StoredConfig
}

type NotConfig = 'agentRuntimeId' | 'agentRuntimeName' | 'clientToken' | 'tags'

/** Adds a version that becomes ready (or fails) after the delay that is switched right now. */
export function addVersion(runtime: StoredRuntime, config: StoredConfig, call: Call): void {
  const { switches } = call
  const now = call.now()
  const failureReason = runtime.nextVersion === 1 ? switches.createFailed : switches.updateFailed
  runtime.versions.push({
    version: String(runtime.nextVersion),
    config,
    createdAt: now,
    readyAt: now + switches.readyMs,
    ...(failureReason === null ? {} : { failureReason }),
  })
  runtime.nextVersion += 1
  runtime.updatedAt = now
}
