import type { Change, Plan, PlanWarning } from '@/lib/deployments/model'
import type { AwsCall, OperationName } from '@/lib/deployments/plan/calls'
import type { Json } from '@/lib/json'
import { isObject } from '@/lib/json'
import type { Failure } from '@/lib/result'

/** A row of a plan together with what performing it takes. */
export type Step = {
  change: Change
  /** Absent while something that it needs is still to be made, and for rows with nothing to do. */
  call?: AwsCall
  /** AWS's verdict on an earlier attempt. Reported when one of `after` was performed in this run, else overcome by `call`. */
  failed?: { after: string[]; failure: Failure }
  /** Id of a change of which AWS need not show that it took it: once that was performed, the run goes on. */
  mayStayUnseen?: string
}

export type Planned = { plan: Plan; steps: Step[] }

type Row = Pick<Change, 'id' | 'kind' | 'title' | 'name'>

export function nothing(row: Row, why: string, state: Json): Step {
  return { change: { ...row, verb: 'none', why, before: state, after: state } }
}

/** What a resource that is still to be made brings along: neither to do nor there yet, so `before` is null. */
export function comesAlong(row: Row, why: string, after: Json): Step {
  return { change: { ...row, verb: 'none', why, before: null, after } }
}

/** What AWS does by itself after an earlier change. It counts as a change, so that a plan tells all that will happen. */
export function byAws(row: Row, verb: 'create' | 'update', details: { why: string; before: Json; after: Json }): Step {
  return { change: { ...row, verb, ...details } }
}

export function adopted(row: Row, why: string, state: Json): Step {
  return { change: { ...row, verb: 'adopt', why, before: state, after: state } }
}

export function inProgress(row: Row, verb: Change['verb'], waitingFor: string, state: Json): Step {
  return { change: { ...row, verb, why: waitingFor, before: state, after: state, inProgress: waitingFor } }
}

/** A write. `operation` is named even when `call` can't be complete yet, so that a plan shows every call to come. */
export function write(
  row: Row,
  verb: 'create' | 'update' | 'delete',
  details: { why: string; before: Json; after: Json } & ({ call: AwsCall } | { operation: OperationName }),
): Step {
  const { why, before, after } = details
  const operation = 'call' in details ? details.call.operation : details.operation
  const change: Change = { ...row, verb, why, before, after, operation }
  return 'call' in details ? { change, call: details.call } : { change }
}

export function isPending({ verb, inProgress }: Change): boolean {
  return inProgress !== undefined || (verb !== 'none' && verb !== 'adopt')
}

export function planned(
  deployment: string,
  steps: Step[],
  notes: { warnings: PlanWarning[]; refusals: Failure[] },
): Planned {
  const changes = steps.map(({ change }) => change)
  return { steps, plan: { deployment, changes, ...notes, settled: !changes.some(isPending) } }
}

/** For rows whose state is a document kept as text: shown as JSON. */
export function documentJson(text: string): Json {
  try {
    const value = JSON.parse(text) as Json
    return isObject(value) ? value : text
  } catch {
    return text
  }
}
