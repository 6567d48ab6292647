import type { Plan } from '@/lib/deployments/model'
import type { Observed, ObservedRuntime } from '@/lib/deployments/observe/observed'
import { inProgress, isPending, nothing, type Planned, planned, type Step, write } from '@/lib/deployments/plan/step'
import { SPEC_TAG } from '@/lib/deployments/spec/fingerprint'
import { ADOPTED_TAG, DEPLOYMENT_TAG, isOwned, type Tags } from '@/lib/deployments/spec/names'
import { missingTags } from '@/lib/deployments/spec/tags'
import { isObject, toText } from '@/lib/json'
import type { Failure } from '@/lib/result'
import { isDoomed } from '@/lib/runtimes/model'
import type { TakeOverState } from '@/lib/take-over/model'
import { releasedKeys, releasedTags, takeOverTags } from '@/lib/take-over/tags'

export function stateOf({ tags, name }: ObservedRuntime): TakeOverState {
  return isOwned(tags, name) ? (tags[ADOPTED_TAG] === undefined ? 'own' : 'taken') : 'theirs'
}

/** Tags of the runtime and nothing else, in one call: it is taken over, or it is not. `full`: the plan of its own spec. */
export function takeOverPlan(runtime: ObservedRuntime, observed: Observed, full: Plan): Planned {
  const refusals = refusalsOf(runtime)
  const tags = takeOverTags(runtime.name, observed, plannedFingerprint(full))
  const missing = stateOf(runtime) === 'theirs' ? missingTags(runtime.tags, tags) : undefined
  return planned(runtime.name, [stepOf(runtime, missing, tags)], { warnings: [], refusals })
}

function stepOf(runtime: ObservedRuntime, missing: Tags | undefined, tags: Tags): Step {
  const row = rowOf(runtime)

  if (!missing) {
    return nothing(row, 'They are set.', runtime.tags)
  }
  if (runtime.status === 'CREATING' || runtime.status === 'UPDATING') {
    return inProgress(row, 'update', 'AWS is at work on the runtime. It is taken over when it is ready.', runtime.tags)
  }
  return write(row, 'update', {
    why: 'They say that the runtime belongs to Slipway, that it was there before, and how it is now.',
    before: runtime.tags,
    after: { ...runtime.tags, ...tags },
    call: { operation: 'bedrock-agentcore:TagResource', input: { resourceArn: runtime.arn, tags: missing } },
  })
}

/** Takes away what taking over wrote. What Slipway made for it since stays, and is the deployment's. */
export function releasePlan(runtime: ObservedRuntime): Planned {
  const row = rowOf(runtime)
  const state = stateOf(runtime)
  const refusals: Failure[] =
    state === 'own'
      ? [
          {
            code: 'refused',
            message: `Slipway made ${runtime.name}, so there is nobody to give it back to.`,
            remedy: 'Export it as code for another tool, or delete it.',
          },
        ]
      : []
  const step =
    state === 'taken'
      ? write(row, 'update', {
          why: 'Slipway’s tags go; the runtime stays as it is.',
          before: runtime.tags,
          after: releasedTags(runtime.tags),
          call: {
            operation: 'bedrock-agentcore:UntagResource',
            input: { resourceArn: runtime.arn, tagKeys: releasedKeys(runtime.tags) },
          },
        })
      : nothing(row, 'They are not Slipway’s.', runtime.tags)
  return planned(runtime.name, [step], { warnings: [], refusals })
}

/** What an edit would do besides tags, and what speaks against one. */
export function laterOf({ changes, refusals }: Plan): string[] {
  const due = changes.filter((change) => isPending(change) && change.kind !== 'tags' && change.operation !== undefined)
  return [...due.map(({ title, why }) => `${title}: ${why}`), ...refusals.map(({ message }) => message)]
}

function plannedFingerprint({ changes }: Plan): string | undefined {
  const tags = changes.find(({ id }) => id === 'runtime-tags')?.after
  return isObject(tags) && typeof tags[SPEC_TAG] === 'string' ? toText(tags[SPEC_TAG]) : undefined
}

function refusalsOf({ name, tags, status }: ObservedRuntime): Failure[] {
  const other = tags[DEPLOYMENT_TAG]

  if (other !== undefined && other !== name) {
    return [
      {
        code: 'conflict',
        message: `${name} carries the tag of the deployment ${other}.`,
        remedy: `Remove the tag ${DEPLOYMENT_TAG} from it if that is a mistake.`,
      },
    ]
  }
  return isDoomed(status)
    ? [
        {
          code: 'refused',
          message: `AWS failed to make ${name}, or is deleting it.`,
          remedy: 'Delete it, and deploy a new one.',
        },
      ]
    : []
}

function rowOf({ name }: ObservedRuntime) {
  return { id: 'runtime-tags', kind: 'tags' as const, title: `Tags of ${name}`, name }
}
