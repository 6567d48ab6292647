import type { AdvanceOptions, AdvanceResult, Change, OneTimeSecret, Plan } from '@/lib/deployments/model'
import type { Failure, Result } from '@/lib/result'

/** AWS's answer to the call that performed a change. */
type Answer = { operation?: string; requestId?: string | undefined }

export type RowState =
  | { state: 'planned' }
  | { state: 'running'; since: number }
  | ({ state: 'waiting'; since: number; waitingFor: string } & Answer)
  | ({ state: 'done'; durationMs?: number } & Answer)
  | { state: 'failed'; failure: Failure }

type Rows = Record<string, RowState>

export type Launch = {
  phase: 'idle' | 'running' | 'done' | 'failed'
  plan: Plan
  /** By change id. A change that the first plan didn't have yet gets its row when it turns up. */
  rows: Rows
  order: Change[]
  secret?: OneTimeSecret
  failure?: Failure
  /** Echoed to the next call, so that a wait is measured from its beginning and nothing is repeated blindly. */
  options: AdvanceOptions
}

/** A launch that has not begun: what is settled already counts as done. */
export function newLaunch(plan: Plan): Launch {
  return { phase: 'idle', plan, order: plan.changes.filter(isWorthARow), rows: rowsOf(plan, {}, 0), options: {} }
}

/** Starts, or starts again: then what was done before is looked for in AWS and not assumed, as after a reload. */
export function begin(launch: Launch, now: number): Launch {
  const { failure: _, ...rest } = launch
  return {
    ...rest,
    phase: 'running',
    options: {},
    rows: markNext(launch.plan, rowsOf(launch.plan, withoutFailures(launch.rows), now), now),
  }
}

/** What one answer of the server makes of the launch. */
export function apply(launch: Launch, result: Result<AdvanceResult>, now: number): Launch {
  if (!result.ok) {
    return { ...launch, phase: 'failed', failure: result.error, rows: failRunning(launch.rows, result.error) }
  }
  const step = result.data
  const plan = step.plan ?? launch.plan
  const performed = step.state === 'progress' ? [step.change] : []
  const base = { ...launch, plan, order: mergeOrder(launch.order, [...performed, ...plan.changes]) }

  switch (step.state) {
    case 'done':
      return { ...base, phase: 'done', rows: finished(base, now) }
    case 'failed':
      return {
        ...base,
        phase: 'failed',
        failure: step.failure,
        rows: failedRows(launch.rows, step.changeId, step.failure),
      }
    case 'waiting':
      return waitingLaunch(base, step, now)
    case 'progress': {
      const { changeId, secret } = step
      const rows = rowsOf(plan, { ...launch.rows, [changeId]: performedRow(launch, step, plan, now) }, now, changeId)
      const options = { performed: [...(launch.options.performed ?? []), changeId] }
      const isAtWork = rows[changeId]?.state === 'waiting'
      return { ...base, rows: isAtWork ? rows : markNext(plan, rows, now), options, ...(secret ? { secret } : {}) }
    }
  }
}

/** Done, unless AWS has only begun with it: then the next change waits for this one. */
function performedRow(
  { rows }: Launch,
  { changeId, durationMs, operation, requestId }: Extract<AdvanceResult, { state: 'progress' }>,
  plan: Plan,
  now: number,
): RowState {
  const answer = { operation, requestId }
  const waitingFor = plan.changes.find(({ id }) => id === changeId)?.inProgress
  const known = rows[changeId]

  return waitingFor === undefined
    ? { state: 'done', durationMs, ...answer }
    : { state: 'waiting', since: known?.state === 'running' ? known.since : now - durationMs, waitingFor, ...answer }
}

/** AWS may keep silent about a change that it took; the loop knows when there is nothing left. */
function finished({ order, rows }: Launch, now: number): Rows {
  return Object.fromEntries(order.map(({ id }) => [id, settled(rows[id], now)]))
}

/** What is to be done, or was, and what AWS had already when the launch was opened. */
export function partsOf({ order, rows }: Launch): { due: Change[]; kept: Change[] } {
  const isKept = ({ id, verb }: Change) => verb === 'none' && rows[id]?.state === 'done'
  return { due: order.filter((change) => !isKept(change)), kept: order.filter(isKept) }
}

/** Changes that are finished, of all that are due. */
export function progressOf(launch: Launch): { done: number; all: number } {
  const { due } = partsOf(launch)
  return { done: due.filter(({ id }) => launch.rows[id]?.state === 'done').length, all: due.length }
}

function waitingLaunch(base: Launch, step: Extract<AdvanceResult, { state: 'waiting' }>, now: number): Launch {
  const { changeId, waitingFor, waitingSince, reason } = step
  const isARow = base.order.some(({ id }) => id === changeId)
  // Reading AWS is no row of its own: what waits then is the change that would be next.
  const id = isARow ? changeId : (atWork(base.rows)[0] ?? changeId)
  const known = base.rows[id]
  const waiting: RowState =
    known?.state === 'waiting' ? { ...known, waitingFor } : { state: 'waiting', since: now, waitingFor }
  return {
    ...base,
    rows: { ...stopped(rowsOf(base.plan, base.rows, now)), [id]: waiting },
    options: { ...base.options, waiting: { changeId, since: waitingSince, reason } },
  }
}

function atWork(rows: Rows): string[] {
  return Object.keys(rows).filter((id) => rows[id]?.state === 'running' || rows[id]?.state === 'waiting')
}

/** Only one change is worked on at a time. */
function stopped(rows: Rows): Rows {
  return { ...rows, ...Object.fromEntries(atWork(rows).map((id): [string, RowState] => [id, { state: 'planned' }])) }
}

function rowsOf(plan: Plan, known: Rows, now: number, justDone?: string): Rows {
  const rows = { ...known }

  for (const change of plan.changes) {
    const isSettled = change.verb === 'none' || change.verb === 'adopt'
    const before = rows[change.id]

    if (isSettled && !change.inProgress) {
      rows[change.id] = settled(before, now)
    } else if (before?.state === 'done' && change.id !== justDone) {
      // Somebody undid it behind our back; the newest plan is right.
      rows[change.id] = { state: 'planned' }
    } else {
      rows[change.id] = before ?? { state: 'planned' }
    }
  }
  return rows
}

/** What AWS worked on in the background took as long as it was waited for. */
function settled(before: RowState | undefined, now: number): RowState {
  if (before?.state === 'done') {
    return before
  }
  if (before?.state === 'waiting') {
    const { state: _, since, waitingFor: __, ...answer } = before
    return { state: 'done', durationMs: now - since, ...answer }
  }
  return { state: 'done' }
}

function markNext(plan: Plan, rows: Rows, now: number): Rows {
  const next = plan.changes.find(({ id }) => rows[id]?.state !== 'done')
  return next ? { ...rows, [next.id]: { state: 'running', since: now } } : rows
}

function failRunning(rows: Rows, failure: Failure): Rows {
  return failedRows(rows, atWork(rows)[0], failure)
}

function failedRows(rows: Rows, id: string | undefined, failure: Failure): Rows {
  if (id === undefined) {
    return rows
  }
  return { ...stopped(rows), [id]: { state: 'failed', failure } }
}

/** Another attempt: what failed is to be done again, though something else may come first. */
function withoutFailures(rows: Rows): Rows {
  return Object.fromEntries(
    Object.entries(rows).map(([id, row]): [string, RowState] => [
      id,
      row.state === 'failed' ? { state: 'planned' } : row,
    ]),
  )
}

/** A part that comes with a resource that doesn't exist yet is neither to do nor done. */
function isWorthARow({ verb, before }: Change): boolean {
  return verb !== 'none' || before !== null
}

/** The first plan's wording is what the person agreed to; later plans say `none` for what was done. */
function mergeOrder(known: Change[], fresh: Change[]): Change[] {
  const order = new Map(known.map((change) => [change.id, change]))

  for (const change of fresh) {
    if (change.verb !== 'none' && !order.has(change.id)) {
      order.set(change.id, change)
    }
  }
  return [...order.values()]
}
