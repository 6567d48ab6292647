import type { CreateAgentRuntimeCommandInput, UpdateAgentRuntimeCommandInput } from '@/lib/aws/types'
import { differingPaths, isObject } from '@/lib/deployments/json'
import { ADOPTED_TAG, isOwned, ownTags, type Tags } from '@/lib/deployments/names'
import type { Observed, ObservedRuntime, RuntimeConfig } from '@/lib/deployments/observed'
import { failedUpdate, replaceStep } from '@/lib/deployments/plan-runtime-trouble'
import { configForCreate, mergeConfig, type Wiring } from '@/lib/deployments/runtime-config'
import type { DeploymentSpec } from '@/lib/deployments/schema'
import { adopted, inProgress, nothing, type Step, write } from '@/lib/deployments/step'
import { missingTags } from '@/lib/deployments/tags'

const BUSY = {
  CREATING: ['create', 'AWS is creating the runtime.'],
  UPDATING: ['update', 'AWS is updating the runtime.'],
} as const

/** Tags (an adopted runtime is marked first), the runtime itself, MMDSv2 and the DEFAULT endpoint. */
export function runtimeSteps(spec: DeploymentSpec, observed: Observed, wiring: Wiring, complete: boolean): Step[] {
  const { runtime } = observed
  const row = {
    id: 'runtime',
    kind: 'runtime' as const,
    title: `Runtime ${spec.name}`,
    name: runtime?.arn ?? spec.name,
  }
  const tags = { ...spec.tags, ...ownTags(spec.name) }

  if (!runtime || isDoomed(runtime)) {
    const replace = runtime ? [replaceStep(runtime)] : []
    return [...replace, createStep(row, spec, wiring, complete && !runtime), ...stepsAfterCreation(spec, tags)]
  }
  if (runtime.status === 'CREATING' || runtime.status === 'UPDATING') {
    const [verb, waitingFor] = BUSY[runtime.status]
    return [
      nothing(tagsRow(spec), 'They are checked when the runtime is ready.', runtime.tags),
      inProgress(row, verb, waitingFor, runtime.config),
      nothing(metadataRow(spec), 'It is checked when the runtime is ready.', null),
      inProgress(endpointRow(spec), 'create', 'The endpoint follows the runtime.', null),
    ]
  }
  const wanted = mergeConfig(runtime.config, spec, wiring)
  const update = updateStep(row, runtime, wanted, complete)
  return [
    runtimeTagsStep(spec, runtime, tags),
    update,
    metadataStep(spec, runtime, wanted, update),
    endpointStep(spec, runtime),
  ]
}

function isDoomed({ status }: ObservedRuntime): boolean {
  return status === 'CREATE_FAILED' || status === 'DELETING' || status === 'DELETE_FAILED'
}

type Row = Parameters<typeof nothing>[0]

function createStep(row: Row, spec: DeploymentSpec, wiring: Wiring, complete: boolean): Step {
  const config = configForCreate(spec, wiring)
  const input = { agentRuntimeName: spec.name, ...config, tags: { ...spec.tags, ...ownTags(spec.name) } }
  const details = { why: 'It runs the server, one small virtual machine for each session.', before: null, after: input }

  return complete
    ? write(row, 'create', {
        ...details,
        call: {
          operation: 'bedrock-agentcore:CreateAgentRuntime',
          input: input as unknown as CreateAgentRuntimeCommandInput,
        },
      })
    : write(row, 'create', { ...details, operation: 'bedrock-agentcore:CreateAgentRuntime' })
}

function stepsAfterCreation(spec: DeploymentSpec, tags: Tags): Step[] {
  return [
    nothing(tagsRow(spec), 'They come with the runtime.', tags),
    nothing(metadataRow(spec), 'New runtimes have it; Slipway checks, and mends it if not.', null),
    nothing(endpointRow(spec), 'AWS makes it together with the runtime.', null),
  ]
}

function updateStep(row: Row, runtime: ObservedRuntime, wanted: RuntimeConfig, complete: boolean): Step {
  const failed = failedUpdate(runtime)
  const differs = differingPaths(withoutMetadata(runtime.config), withoutMetadata(wanted))

  if (!failed && differs.length === 0) {
    return isOwned(runtime.tags, runtime.name) && runtime.tags[ADOPTED_TAG] === undefined
      ? nothing(row, 'It is as wanted.', runtime.config)
      : adopted(row, 'It existed before Slipway and is as wanted.', runtime.config)
  }
  const why = differs.length === 0 ? 'The last update failed.' : `Differs: ${differs.join(', ')}.`
  const details = { why, before: runtime.config, after: wanted }
  const step = complete
    ? write(row, 'update', { ...details, call: updateCall(runtime, wanted) })
    : write(row, 'update', { ...details, operation: 'bedrock-agentcore:UpdateAgentRuntime' })
  return failed ? { ...step, failed } : step
}

function updateCall({ id }: ObservedRuntime, config: RuntimeConfig) {
  const input = { ...config, agentRuntimeId: id } as unknown as UpdateAgentRuntimeCommandInput
  return { operation: 'bedrock-agentcore:UpdateAgentRuntime' as const, input }
}

function withoutMetadata({ metadataConfiguration: _, ...config }: RuntimeConfig): RuntimeConfig {
  return config
}

/** Without MMDSv2 AWS refuses every invocation of a runtime that looks READY, and only an update can set it. */
function metadataStep(spec: DeploymentSpec, runtime: ObservedRuntime, wanted: RuntimeConfig, update: Step): Step {
  const live = runtime.config.metadataConfiguration ?? null

  if (isObject(live) && live.requireMMDSV2 === true) {
    return nothing(metadataRow(spec), 'It is on.', live)
  }
  if (update.change.verb === 'update') {
    return nothing(metadataRow(spec), 'The update of the runtime sets it too.', live)
  }
  return write(metadataRow(spec), 'update', {
    why: 'AWS refuses to invoke a runtime without it.',
    before: live,
    after: wanted.metadataConfiguration ?? null,
    call: updateCall(runtime, wanted),
  })
}

function endpointStep(spec: DeploymentSpec, { endpoint }: ObservedRuntime): Step {
  if (endpoint?.status === 'READY') {
    return nothing(endpointRow(spec), 'It is ready.', { ...endpoint })
  }
  // A failed endpoint is mended by the update before this row, which moves it to a new version.
  if (endpoint && endpoint.status !== 'CREATING' && endpoint.status !== 'UPDATING') {
    return nothing(endpointRow(spec), 'The update of the runtime moves it to a new version.', { ...endpoint })
  }
  const state = endpoint ? { ...endpoint } : null
  return inProgress(endpointRow(spec), 'create', 'AWS is moving the endpoint DEFAULT to the new version.', state)
}

function runtimeTagsStep(spec: DeploymentSpec, runtime: ObservedRuntime, wanted: Tags): Step {
  const owned = isOwned(runtime.tags, spec.name)
  const all = owned ? wanted : { ...wanted, [ADOPTED_TAG]: 'true' }
  const missing = missingTags(runtime.tags, all)

  if (!missing) {
    return nothing(tagsRow(spec), 'They are set.', runtime.tags)
  }
  return write(tagsRow(spec), 'update', {
    why: owned ? 'Tags say what belongs to this deployment.' : 'You chose to take over this runtime.',
    before: runtime.tags,
    after: { ...runtime.tags, ...all },
    call: { operation: 'bedrock-agentcore:TagResource', input: { resourceArn: runtime.arn, tags: missing } },
  })
}

function tagsRow({ name }: DeploymentSpec) {
  return { id: 'runtime-tags', kind: 'tags' as const, title: `Tags of ${name}`, name }
}

function metadataRow({ name }: DeploymentSpec) {
  return { id: 'runtime-metadata', kind: 'runtime-metadata' as const, title: `MMDSv2 on ${name}`, name }
}

function endpointRow({ name }: DeploymentSpec) {
  return { id: 'runtime-endpoint', kind: 'runtime-endpoint' as const, title: `Endpoint DEFAULT of ${name}`, name }
}
