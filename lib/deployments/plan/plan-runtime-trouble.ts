import type { ObservedRuntime } from '@/lib/deployments/observe/observed'
import { inProgress, type Step, write } from '@/lib/deployments/plan/step'
import type { Failure } from '@/lib/result'

/** Deletes a runtime that AWS could not create, so that it can be created again under the same name. */
export function replaceStep(runtime: ObservedRuntime): Step {
  const row = {
    id: 'runtime-replace',
    kind: 'runtime' as const,
    title: `Failed runtime ${runtime.name}`,
    name: runtime.arn,
  }

  if (runtime.status === 'DELETING') {
    return inProgress(row, 'delete', 'AWS is deleting the old runtime of this name.', runtime.config)
  }
  const step = write(row, 'delete', {
    why: `AWS could not ${runtime.status === 'DELETE_FAILED' ? 'delete' : 'create'} it: ${reasonOf(runtime)}`,
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
  const doing = { CREATE_FAILED: 'create', DELETE_FAILED: 'delete' }[String(runtime.status)] ?? 'update'
  return {
    code: 'aws-rejected',
    message: `AWS could not ${doing} the runtime.`,
    remedy:
      doing === 'delete'
        ? 'Try again; if it stays like this, AWS Support needs the runtime ARN.'
        : 'Mend what AWS names, then launch again: Slipway starts over with the runtime and keeps the rest.',
    details: reasonOf(runtime),
  }
}

function reasonOf({ failureReason }: ObservedRuntime): string {
  return failureReason ?? 'AWS gives no reason.'
}
