import type {
  AgentRuntime,
  GetAgentRuntimeRequest,
  GetAgentRuntimeResponse,
  ListAgentRuntimesResponse,
  ListAgentRuntimeVersionsRequest,
} from '@aws-sdk/client-bedrock-agentcore-control'
import { runtimeArn, workloadIdentityArn } from '@/lib/practice/agentcore/arns'
import { lifecycleOf } from '@/lib/practice/agentcore/control/check-config'
import { onRuntime, runtimeOf } from '@/lib/practice/agentcore/control/lookup'
import { type PageRequest, pageOf } from '@/lib/practice/agentcore/control/paging'
import { findVersion, latestVersion, runtimeStatus, versionStatus } from '@/lib/practice/agentcore/control/status'
import { notFound } from '@/lib/practice/agentcore/errors'
import { agentCoreStore, type StoredRuntime, type StoredVersion } from '@/lib/practice/agentcore/store'
import { operation } from '@/lib/practice/wire/service'

export const getAgentRuntime = operation<GetAgentRuntimeRequest, GetAgentRuntimeResponse>({
  authorization: onRuntime('GetAgentRuntime'),
  run: (input, call) => {
    const runtime = runtimeOf(call, input)
    const latest = latestVersion(runtime)
    const version = input.agentRuntimeVersion === undefined ? latest : findVersion(runtime, input.agentRuntimeVersion)

    if (!version) {
      throw notFound(`Version ${input.agentRuntimeVersion} of agent runtime '${runtime.id}' was not found.`)
    }
    const { failureReason } = version
    const isSettled = call.now() >= version.readyAt
    return {
      ...version.config,
      ...summaryOf(runtime, version, call.now()),
      // Modelled as required on the way out.
      roleArn: version.config.roleArn,
      lifecycleConfiguration: lifecycleOf(version.config.lifecycleConfiguration),
      createdAt: new Date(runtime.createdAt),
      workloadIdentityDetails: { workloadIdentityArn: workloadIdentityArn(runtime) },
      failureReason: isSettled ? failureReason : undefined,
    }
  },
})

export const listAgentRuntimes = operation<PageRequest, ListAgentRuntimesResponse>({
  run: (input, call) => {
    const now = call.now()
    const all = Object.values(agentCoreStore(call.state, now).runtimes).filter(({ region }) => region === call.region)
    const { page, nextToken } = pageOf(all, input, ({ id }) => id)
    return { agentRuntimes: page.map((runtime) => summaryOf(runtime, latestVersion(runtime), now)), nextToken }
  },
})

export const listAgentRuntimeVersions = operation<ListAgentRuntimeVersionsRequest, ListAgentRuntimesResponse>({
  run: (input, call) => {
    const runtime = runtimeOf(call, input)
    const { page, nextToken } = pageOf(runtime.versions, input, ({ version }) => version.padStart(6, '0'))
    return { agentRuntimes: page.map((version) => summaryOf(runtime, version, call.now())), nextToken }
  },
})

/** List items carry neither role nor authorizer nor tags, as on AWS. */
function summaryOf(runtime: StoredRuntime, version: StoredVersion, now: number): AgentRuntime {
  const isLatest = version === latestVersion(runtime)
  return {
    agentRuntimeArn: runtimeArn(runtime),
    agentRuntimeId: runtime.id,
    agentRuntimeName: runtime.name,
    agentRuntimeVersion: version.version,
    description: version.config.description,
    lastUpdatedAt: new Date(isLatest ? runtime.updatedAt : version.createdAt),
    status: isLatest ? runtimeStatus(runtime, now) : versionStatus(version, now),
  }
}
