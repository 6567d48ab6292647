import type { ObservedRuntime } from '@/lib/deployments/observe/observed'
import { inProgress, type Step, write } from '@/lib/deployments/plan/step'
import type { Failure } from '@/lib/result'
import { asFailure } from '@/lib/troubles/explain/as-failure'
import { knownTrouble } from '@/lib/troubles/explain/known'

/** Deletes a runtime that AWS could not create, so that it can be created again under the same name. */
export function replaceStep(runtime: ObservedRuntime): Step {
  const row = {
    id: 'runtime-replace',
    kind: 'runtime' as const,
    // Not "failed runtime": beside the verb that would read as a deletion that failed.
    title: `Clean-up of ${runtime.name}, which AWS could not ${doingOf(runtime)}`,
    name: runtime.arn,
  }

  if (runtime.status === 'DELETING') {
    return inProgress(row, 'delete', 'AWS is deleting the old runtime of this name.', runtime.config)
  }
  const step = write(row, 'delete', {
    why: `The name is free for the next attempt once it is gone. AWS said: ${reasonOf(runtime)}`,
    before: runtime.config,
    after: null,
    call: { operation: 'bedrock-agentcore:DeleteAgentRuntime', input: { agentRuntimeId: runtime.id } },
  })
  return { ...step, failed: { after: ['runtime', 'runtime-replace'], failure: failureOfRuntime(runtime) } }
}

/** What AWS says about the last update, of the runtime or of its endpoint; undefined when it went well. */
export function failedUpdate(runtime: ObservedRuntime): Step['failed'] {
  const { endpoint } = runtime
  const after = ['runtime', 'runtime-metadata']

  if (runtime.status === 'UPDATE_FAILED') {
    return { after, failure: failureOfRuntime(runtime) }
  }
  if (endpoint?.status === 'CREATE_FAILED' || endpoint?.status === 'UPDATE_FAILED') {
    return { after, failure: failureOfRuntime({ ...runtime, failureReason: endpoint.failureReason }) }
  }
  return undefined
}

function failureOfRuntime(runtime: ObservedRuntime): Failure {
  const doing = doingOf(runtime)
  const trouble = knownTrouble(runtime.failureReason ?? '', { from: 'aws' })

  if (trouble) {
    const known = asFailure(trouble)
    const message = `AWS could not ${doing} the runtime: ${known.message}`
    return { code: 'aws-rejected', ...known, message, details: reasonOf(runtime) }
  }
  return {
    code: 'aws-rejected',
    message: `AWS could not ${doing} the runtime${saidOf(runtime)}.`,
    remedy:
      doing === 'delete'
        ? 'Try again; if it stays like this, AWS Support needs the runtime ARN.'
        : 'Correct what AWS names, then launch again: Slipway starts over with the runtime and keeps the rest.',
    details: reasonOf(runtime),
  }
}

function doingOf({ status }: ObservedRuntime): 'create' | 'delete' | 'update' {
  return status === 'CREATE_FAILED' ? 'create' : status === 'DELETE_FAILED' ? 'delete' : 'update'
}

const SAID = 200

/** A short reason stands in the sentence; a long one only in the details. */
function saidOf({ failureReason }: ObservedRuntime): string {
  const said = failureReason?.trim().replace(/\.$/, '') ?? ''
  return said === '' || said.length > SAID ? '' : `: ${said}`
}

function reasonOf({ failureReason }: ObservedRuntime): string {
  return failureReason ?? 'AWS gives no reason.'
}
