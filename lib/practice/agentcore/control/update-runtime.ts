import type { UpdateAgentRuntimeRequest, UpdateAgentRuntimeResponse } from '@aws-sdk/client-bedrock-agentcore-control'
import { runtimeArn, workloadIdentityArn } from '@/lib/practice/agentcore/arns'
import { checkConfig } from '@/lib/practice/agentcore/control/check-config'
import { checkRole } from '@/lib/practice/agentcore/control/execution-role'
import { onceForToken } from '@/lib/practice/agentcore/control/idempotency'
import { onRuntime, runtimeOf, settledRuntimeOf } from '@/lib/practice/agentcore/control/lookup'
import { findVersion, latestVersion, versionStatus } from '@/lib/practice/agentcore/control/status'
import { addVersion, configOf } from '@/lib/practice/agentcore/control/versions'
import { checkIssuer } from '@/lib/practice/agentcore/data/issuer'
import { invalid, quotaExceeded } from '@/lib/practice/agentcore/errors'
import { type Call, operation } from '@/lib/practice/wire/service'

const VERSION_QUOTA = 1000

/** A full PUT: what the input doesn't name is gone from the new version; only the platform version is kept. */
export const updateAgentRuntime = operation<UpdateAgentRuntimeRequest, UpdateAgentRuntimeResponse>({
  authorization: onRuntime('UpdateAgentRuntime'),
  run: async (input, call) => {
    await checkIssuer(call, input)
    const version = onceForToken(call, input, () => update(input, call))
    const runtime = runtimeOf(call, input)
    const made = findVersion(runtime, version) ?? latestVersion(runtime)

    return {
      agentRuntimeArn: runtimeArn(runtime),
      agentRuntimeId: runtime.id,
      agentRuntimeVersion: version,
      createdAt: new Date(runtime.createdAt),
      lastUpdatedAt: new Date(made.createdAt),
      status: versionStatus(made, call.now()),
      workloadIdentityDetails: { workloadIdentityArn: workloadIdentityArn(runtime) },
    }
  },
})

function update(input: UpdateAgentRuntimeRequest, call: Call): string {
  const runtime = settledRuntimeOf(call, input)
  const previous = latestVersion(runtime).config
  const config = configOf({ ...input, platformVersion: input.platformVersion ?? previous.platformVersion })

  if (call.switches.mmdsV2ByDefault && config.metadataConfiguration?.requireMMDSV2 === false) {
    throw invalid('requireMMDSV2 can not be set to false for this agent runtime.')
  }
  checkConfig(config)
  checkRole(call, config)

  if (runtime.versions.length >= VERSION_QUOTA) {
    throw quotaExceeded(`The limit of ${VERSION_QUOTA} versions for this agent runtime is reached.`)
  }
  const mmds = call.switches.mmdsV2ByDefault && { metadataConfiguration: { requireMMDSV2: true } }
  addVersion(runtime, { ...config, ...mmds }, call)
  return latestVersion(runtime).version
}
