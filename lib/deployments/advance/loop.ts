import 'server-only'
import { failureOf } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import { refuseUnconfirmed } from '@/lib/deployments/advance/confirmed-losses'
import { perform } from '@/lib/deployments/advance/perform'
import { gaveUp, PATIENCE, retryAfter, verdictOf } from '@/lib/deployments/advance/waiting'
import type { AdvanceOptions, AdvanceResult, Plan, WaitReason } from '@/lib/deployments/model'
import { isPending, type Planned, type Step } from '@/lib/deployments/plan/step'
import { differingPaths } from '@/lib/json'
import type { Failure } from '@/lib/result'
import type { Writer } from '@/lib/writer'

/**
 * One turn of the loop: look, plan, perform the first change that is due. `look` reads AWS and plans; it is the only memory. The answer never throws for anything that AWS can say.
 */
export async function turn(
  writer: Writer,
  connection: Connection,
  look: () => Promise<Planned>,
  options: AdvanceOptions,
): Promise<AdvanceResult> {
  const waits = new Waits(options)

  try {
    const { plan, steps } = await look()
    const { performed = [] } = options
    const step = steps.find(({ change, mayStayUnseen = '' }) => isPending(change) && !performed.includes(mayStayUnseen))
    const [refusal] = plan.refusals

    if (refusal) {
      return { state: 'failed', plan, failure: refusal }
    }
    const unconfirmed = refuseUnconfirmed(plan, options.confirmed)

    if (unconfirmed) {
      return { state: 'failed', plan, failure: unconfirmed }
    }
    return step ? await takeStep(writer, connection, { plan, step, waits, options }) : { state: 'done', plan }
  } catch (error) {
    return waits.afterFailure('observe', null, await explainCredentials(connection, failureOf(error)))
  }
}

type Turn = { plan: Plan; step: Step; waits: Waits; options: AdvanceOptions }

async function takeStep(writer: Writer, connection: Connection, at: Turn): Promise<AdvanceResult> {
  const { plan, step, waits, options } = at
  const { id, inProgress } = step.change
  const performed = options.performed ?? []

  if (inProgress !== undefined) {
    return waits.on(id, plan, 'transition', inProgress)
  }
  // What was asked for last is what failed: a creation, and not the removal of what is left of it.
  const culprit = performed.findLast((change) => step.failed?.after.includes(change))

  if (step.failed && culprit !== undefined) {
    return { state: 'failed', plan, changeId: culprit, failure: step.failed.failure }
  }
  if (performed.includes(id)) {
    return waits.on(id, plan, 'conflict', 'AWS has accepted the change but does not show it yet.', notKept(step))
  }
  return step.call ? performStep(writer, connection, at) : { state: 'failed', plan, changeId: id, failure: stuck(step) }
}

async function performStep(writer: Writer, connection: Connection, at: Turn): Promise<AdvanceResult> {
  const { plan, step, waits } = at
  const { id, operation = '' } = step.change

  if (!step.call) {
    return { state: 'failed', plan, changeId: id, failure: stuck(step) }
  }
  try {
    const { durationMs, requestId, secret } = await perform(writer, connection, step.call)
    return {
      state: 'progress',
      plan: withPerformed(plan, id),
      changeId: id,
      change: step.change,
      operation,
      durationMs,
      requestId,
      secret,
    }
  } catch (error) {
    return waits.afterFailure(id, plan, await explainCredentials(connection, failureOf(error)))
  }
}

/** The plan as it stands by AWS's word; the next turn looks for itself. AWS goes on working on a runtime after it has answered. */
function withPerformed(plan: Plan, id: string): Plan {
  const changes = plan.changes.map((change) => {
    if (change.id !== id) {
      return change
    }
    return change.kind === 'runtime'
      ? { ...change, inProgress: 'AWS has accepted it and is at work.' }
      : { ...change, verb: 'none' as const, before: change.after }
  })
  return { ...plan, changes, settled: !changes.some(isPending) }
}

/** AWS answered an update with yes, and a later look shows other values. */
function notKept({ change }: Step): Failure {
  const paths = differingPaths(change.before, change.after).join(', ')
  return {
    code: 'aws-rejected',
    message: `AWS accepted the change to ${change.title}, but does not show it: ${paths || change.name}.`,
    remedy: 'Look at it in AWS: something else may be changing it. Then try again.',
  }
}

function stuck({ change }: Step): Failure {
  return {
    code: 'conflict',
    message: `${change.title} can’t be done yet: something that it needs is missing.`,
    remedy: 'Try again; Slipway looks at AWS first.',
  }
}

/** Counts how long the caller has been waiting for the same thing. */
class Waits {
  readonly #waiting: AdvanceOptions['waiting']

  constructor({ waiting }: AdvanceOptions) {
    this.#waiting = waiting
  }

  /** `waiting`, or `failed` once the patience for that reason is used up. */
  on(changeId: string, plan: Plan | null, reason: WaitReason, waitingFor: string, last?: Failure): AdvanceResult {
    const now = Date.now()
    const since = this.#since(changeId, reason, now)

    if (now - since > PATIENCE[reason].limitMs) {
      return { state: 'failed', plan, changeId, failure: gaveUp(reason, waitingFor, last) }
    }
    return {
      state: 'waiting',
      plan,
      changeId,
      reason,
      waitingFor,
      retryAfterMs: retryAfter(reason, now - since),
      waitingSince: new Date(since).toISOString(),
    }
  }

  afterFailure(changeId: string, plan: Plan | null, failure: Failure): AdvanceResult {
    const verdict = verdictOf(failure)
    return 'fail' in verdict
      ? { state: 'failed', plan, changeId, failure: verdict.fail }
      : this.on(changeId, plan, verdict.wait, verdict.waitingFor, failure)
  }

  #since(changeId: string, reason: WaitReason, now: number): number {
    const waiting = this.#waiting
    const isSame = waiting?.changeId === changeId && (waiting.reason === undefined || waiting.reason === reason)
    const since = isSame ? Date.parse(waiting.since) : Number.NaN
    return Number.isNaN(since) ? now : Math.min(since, now)
  }
}
