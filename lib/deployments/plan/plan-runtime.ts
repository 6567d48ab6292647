import { canonicalConfig } from '@/lib/deployments/observe/canonical-config'
import type { Observed, ObservedRuntime, RuntimeConfig } from '@/lib/deployments/observe/observed'
import { configForCreate, mergeConfig, type Wiring } from '@/lib/deployments/observe/runtime-config'
import { specTag, specTagForConfig } from '@/lib/deployments/plan/parts'
import { failedUpdate, replaceStep } from '@/lib/deployments/plan/plan-runtime-trouble'
import { adopted, byAws, comesAlong, inProgress, nothing, type Step, write } from '@/lib/deployments/plan/step'
import { SPEC_TAG } from '@/lib/deployments/spec/fingerprint'
import { ADOPTED_TAG, isOwned, MANAGED_BY_TAG, ownTags, type Tags } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { missingTags } from '@/lib/deployments/spec/tags'
import type { Json } from '@/lib/json'
import { differingPaths, isObject } from '@/lib/json'
import { isDoomed } from '@/lib/runtimes/model'

/** DEFAULT comes with the runtime; so long after the runtime is ready, waiting for it is of no use. */
const ENDPOINT_PATIENCE_MS = 15_000

const BUSY = {
  CREATING: ['create', 'AWS is creating the runtime.'],
  UPDATING: ['update', 'AWS is updating the runtime.'],
} as const

/** Tags (an adopted runtime is marked first), the runtime itself, MMDSv2 and the DEFAULT endpoint. */
export function runtimeSteps(spec: DeploymentSpec, observed: Observed, wiring: Wiring, complete: boolean): Step[] {
  const { runtime } = observed
  const isThere = runtime !== null && !isDoomed(runtime.status)
  const config = isThere ? mergeConfig(runtime.config, spec, wiring) : configForCreate(spec, wiring)
  const tags = { ...spec.tags, ...ownTags(spec.name), ...(complete ? specTag(spec, observed, config) : TAG_TO_COME) }

  if (!isThere) {
    const replace = runtime ? [replaceStep(runtime)] : []
    const create = createStep(spec.name, config, tags, complete && !runtime)
    return [...replace, create, ...stepsAfterCreation(spec.name, tags)]
  }
  return [
    isBusy(runtime)
      ? nothing(tagsRow(spec.name), 'They are checked when the runtime is ready.', runtime.tags)
      : runtimeTagsStep(spec, runtime, tags),
    ...existingRuntimeSteps(runtime, config, complete),
  ]
}

/** Notes a configuration that comes from elsewhere than a spec, as the one that Slipway left. */
export function noteStep(runtime: ObservedRuntime, wanted: RuntimeConfig): Step {
  const tags = { ...runtime.tags, ...specTagForConfig(runtime.tags, wanted) }

  if (isBusy(runtime)) {
    return nothing(tagsRow(runtime.name), 'They are checked when the runtime is ready.', runtime.tags)
  }
  return tagsStep(runtime, tags, WHY_NOTE)
}

/** What brings a runtime that exists to the wanted configuration, all fields of it. */
export function existingRuntimeSteps(runtime: ObservedRuntime, wanted: RuntimeConfig, complete: boolean): Step[] {
  const { name } = runtime

  if (isBusy(runtime)) {
    const [verb, waitingFor] = BUSY[runtime.status]
    return [
      inProgress(runtimeRow(name, runtime.arn), verb, waitingFor, runtime.config),
      isMetadataV2(runtime.config.metadataConfiguration)
        ? nothing(metadataRow(name), 'It is on.', runtime.config.metadataConfiguration ?? null)
        : metadataToCome(name),
      inProgress(endpointRow(name), verb, 'The endpoint follows the runtime.', null),
    ]
  }
  const update = updateStep(runtime, wanted, complete)
  const metadata = metadataStep(runtime, wanted, update)
  return [update, metadata, endpointStep(runtime, { update, metadata })]
}

const WHY_NOTE = 'A tag notes what Slipway left, so that changes by others can be told.'

/** Until the user pool is there, what the runtime will have of it isn't known. */
const TAG_TO_COME = { [SPEC_TAG]: '(known when the runtime can be made)' }

type RuntimeWrites = { update: Step; metadata: Step }

function isBusy(runtime: ObservedRuntime): runtime is ObservedRuntime & { status: keyof typeof BUSY } {
  return runtime.status in BUSY
}

function createStep(name: string, config: RuntimeConfig, tags: Tags, complete: boolean): Step {
  const row = runtimeRow(name, name)
  const input = { agentRuntimeName: name, ...config, tags }
  const details = { why: 'It runs the server, one small virtual machine for each session.', before: null, after: input }

  return complete
    ? write(row, 'create', {
        ...details,
        call: { operation: 'bedrock-agentcore:CreateAgentRuntime', input },
      })
    : write(row, 'create', { ...details, operation: 'bedrock-agentcore:CreateAgentRuntime' })
}

function stepsAfterCreation(name: string, tags: Tags): Step[] {
  return [
    comesAlong(tagsRow(name), 'They come with the runtime.', tags),
    metadataToCome(name),
    byAws(endpointRow(name), 'create', {
      why: 'AWS makes it together with the runtime; Slipway waits until it is ready.',
      before: null,
      after: { name: 'DEFAULT' },
    }),
  ]
}

/** CreateAgentRuntime may leave it off, which is only seen once the runtime is there. */
function metadataToCome(name: string): Step {
  return write(metadataRow(name), 'update', {
    why: 'AWS refuses calls without it. If AWS has switched it on by itself, nothing is done here.',
    before: null,
    after: { requireMMDSV2: true },
    operation: 'bedrock-agentcore:UpdateAgentRuntime',
  })
}

function isMetadataV2(live: Json | undefined): boolean {
  return isObject(live) && live.requireMMDSV2 === true
}

function updateStep(runtime: ObservedRuntime, wanted: RuntimeConfig, complete: boolean): Step {
  const row = runtimeRow(runtime.name, runtime.arn)
  const failed = failedUpdate(runtime)
  const differs = differingPaths(comparable(runtime.config), comparable(wanted))

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
  return { operation: 'bedrock-agentcore:UpdateAgentRuntime' as const, input: { ...config, agentRuntimeId: id } }
}

function comparable({ metadataConfiguration: _, ...config }: RuntimeConfig): RuntimeConfig {
  return canonicalConfig(config)
}

/** Without MMDSv2 AWS refuses every invocation of a runtime that looks READY, and only an update can set it. */
function metadataStep(runtime: ObservedRuntime, wanted: RuntimeConfig, update: Step): Step {
  const live = runtime.config.metadataConfiguration ?? null

  if (isMetadataV2(live)) {
    return nothing(metadataRow(runtime.name), 'It is on.', live)
  }
  if (update.change.verb === 'update') {
    return nothing(metadataRow(runtime.name), 'The update of the runtime sets it too.', live)
  }
  const step = write(metadataRow(runtime.name), 'update', {
    why: 'AWS refuses to invoke a runtime without it.',
    before: live,
    after: wanted.metadataConfiguration ?? null,
    call: updateCall(runtime, wanted),
  })
  // "Off" after an update would be a contradiction; no word about it is none.
  return live === null ? { ...step, mayStayUnseen: step.change.id } : step
}

function endpointStep({ name, endpoint, sinceChangeMs = 0 }: ObservedRuntime, after: RuntimeWrites): Step {
  if (endpoint && !(endpoint.status in BUSY) && Object.values(after).some(({ change }) => change.verb === 'update')) {
    const { mayStayUnseen } = after.metadata
    const step = byAws(endpointRow(name), 'update', {
      why: 'AWS moves it to the new version of the runtime.',
      before: { ...endpoint },
      after: { ...endpoint },
    })
    return mayStayUnseen ? { ...step, mayStayUnseen } : step
  }
  if (!endpoint && sinceChangeMs > ENDPOINT_PATIENCE_MS) {
    return nothing(endpointRow(name), 'AWS does not list it. A test of the connection shows whether it answers.', null)
  }
  if (endpoint?.status === 'READY') {
    return nothing(endpointRow(name), 'It is ready.', { ...endpoint })
  }
  const state = endpoint ? { ...endpoint } : null
  return inProgress(endpointRow(name), 'create', 'AWS is moving the endpoint DEFAULT to the new version.', state)
}

function runtimeTagsStep(spec: DeploymentSpec, runtime: ObservedRuntime, wanted: Tags): Step {
  const owned = isOwned(runtime.tags, spec.name)
  const isAdopted = !owned || runtime.tags[ADOPTED_TAG] !== undefined
  // Its maker's word on who manages it stays: giving the runtime back leaves the tags that there were.
  const { [MANAGED_BY_TAG]: _, ...others } = wanted
  const all = isAdopted ? { ...others, [ADOPTED_TAG]: 'true' } : wanted
  return tagsStep(
    runtime,
    all,
    owned ? 'Tags say what belongs to this deployment.' : 'You chose to take over this runtime.',
  )
}

function tagsStep(runtime: ObservedRuntime, wanted: Tags, why: string): Step {
  const missing = missingTags(runtime.tags, wanted)

  if (!missing) {
    return nothing(tagsRow(runtime.name), 'They are set.', runtime.tags)
  }
  const isNote = Object.keys(missing).every((key) => key === SPEC_TAG)
  return write(isNote ? noteRow(runtime.name) : tagsRow(runtime.name), 'update', {
    why: isNote ? WHY_NOTE : why,
    before: runtime.tags,
    after: { ...runtime.tags, ...wanted },
    call: { operation: 'bedrock-agentcore:TagResource', input: { resourceArn: runtime.arn, tags: missing } },
  })
}

function runtimeRow(name: string, arn: string) {
  return { id: 'runtime', kind: 'runtime' as const, title: `Runtime ${name}`, name: arn }
}

function tagsRow(name: string) {
  return { id: 'runtime-tags', kind: 'tags' as const, title: `Tags of ${name}`, name }
}

/** A launch that changes no other tag only notes what it leaves. */
function noteRow(name: string) {
  return { ...tagsRow(name), title: `Note on ${name}` }
}

function metadataRow(name: string) {
  return { id: 'runtime-metadata', kind: 'runtime-metadata' as const, title: `MMDSv2 on ${name}`, name }
}

function endpointRow(name: string) {
  return { id: 'runtime-endpoint', kind: 'runtime-endpoint' as const, title: `Endpoint DEFAULT of ${name}`, name }
}
