import { describe, expect, it } from 'vitest'
import { apply, begin, newLaunch, partsOf, progressOf } from '@/components/setup/launch/launch-machine'
import type { AdvanceResult, Change, Plan } from '@/lib/deployments/model'

function change(id: string, verb: Change['verb'], before: Change['before'] = null): Change {
  return { id, verb, kind: 'role', title: id, name: id, why: '', before, after: {} }
}

function planOf(...changes: Change[]): Plan {
  return { deployment: 'd', changes, warnings: [], refusals: [], settled: false }
}

const first = planOf(change('role', 'create'), change('trust', 'none'), change('runtime', 'create'))

function progress(plan: Plan, changeId: string): AdvanceResult {
  const performed = change(changeId, 'create')
  return { state: 'progress', plan, changeId, change: performed, operation: 'iam:CreateRole', durationMs: 7 }
}

function waiting(plan: Plan | null, changeId: string): AdvanceResult {
  const waitingSince = '2026-01-01T00:00:00.000Z'
  return { state: 'waiting', plan, changeId, waitingFor: 'it', retryAfterMs: 1, waitingSince, reason: 'transition' }
}

describe('a launch', () => {
  it('counts neither what comes along nor what is still to do as done', () => {
    expect(progressOf(newLaunch(first))).toEqual({ done: 0, all: 2 })
  })

  it('keeps what AWS already has apart from what is due', () => {
    const plan = planOf(change('role', 'none', {}), change('trust', 'none', {}), change('runtime', 'create'))
    const { due, kept } = partsOf(newLaunch(plan))
    expect([due, kept].map((changes) => changes.map(({ id }) => id))).toEqual([['runtime'], ['role', 'trust']])
    expect(progressOf(newLaunch(plan))).toEqual({ done: 0, all: 1 })
  })

  it('shows a change that was performed although no plan announced it', () => {
    const after = planOf(...first.changes, change('metadata', 'none', {}))
    const launch = apply(begin(newLaunch(first), 0), { ok: true, data: progress(after, 'metadata') }, 1)
    expect(partsOf(launch).due.map(({ id, verb }) => [id, verb])).toContainEqual(['metadata', 'create'])
    expect(launch.rows.metadata).toMatchObject({ state: 'done', durationMs: 7 })
  })

  it('says how long a wait took', () => {
    const begun = apply(begin(newLaunch(first), 0), { ok: true, data: waiting(null, 'role') }, 5)
    const after = planOf(change('role', 'none', {}), change('trust', 'none', {}), change('runtime', 'create'))
    const launch = apply(begun, { ok: true, data: progress(after, 'runtime') }, 65)
    expect(launch.rows.role).toEqual({ state: 'done', durationMs: 60 })
  })

  it('marks a performed change done and the next one running', () => {
    const after = planOf(change('role', 'none', {}), change('trust', 'none', {}), change('runtime', 'create'))
    const launch = apply(begin(newLaunch(first), 0), { ok: true, data: progress(after, 'role') }, 1)
    expect(launch.rows.role).toEqual({ state: 'done', durationMs: 7, operation: 'iam:CreateRole' })
    expect(launch.rows.runtime).toEqual({ state: 'running', since: 1 })
    expect(progressOf(launch)).toEqual({ done: 1, all: 2 })
    expect(launch.options.performed).toEqual(['role'])
  })

  it('lists a change once, though no plan announced it and the newest plan still has it', () => {
    const nothing = planOf()
    const after = planOf({ ...change('runtime', 'delete', {}), inProgress: 'AWS is at work.' })
    const launch = apply(begin(newLaunch(nothing), 0), { ok: true, data: progress(after, 'runtime') }, 9)
    expect(partsOf(launch).due.map(({ id }) => id)).toEqual(['runtime'])
    expect(launch.rows.runtime).toMatchObject({ state: 'waiting', since: 2, operation: 'iam:CreateRole' })
  })

  it('works on one change at a time: what AWS has only accepted holds the next one up', () => {
    const busy = planOf({ ...change('role', 'create', {}), inProgress: 'it' }, change('runtime', 'create'))
    const accepted = apply(begin(newLaunch(first), 0), { ok: true, data: progress(busy, 'role') }, 1)
    expect([accepted.rows.role?.state, accepted.rows.runtime?.state]).toEqual(['waiting', 'planned'])
    const later = apply(accepted, { ok: true, data: waiting(busy, 'role') }, 2)
    expect([later.rows.role?.state, later.rows.runtime?.state]).toEqual(['waiting', 'planned'])
  })

  it('shows a wait for AWS itself on the change that is next', () => {
    const launch = apply(begin(newLaunch(first), 0), { ok: true, data: waiting(null, 'observe') }, 1)
    expect(launch.rows.role).toMatchObject({ state: 'waiting', waitingFor: 'it' })
    expect(launch.options.waiting?.changeId).toBe('observe')
  })

  it('is done with all of it when the server says so, though AWS shows less', () => {
    const begun = apply(begin(newLaunch(first), 0), { ok: true, data: progress(first, 'runtime') }, 1)
    const launch = apply(begun, { ok: true, data: { state: 'done', plan: first } }, 2)
    expect(progressOf(launch)).toEqual({ done: 2, all: 2 })
  })

  it('takes a row back when somebody undid it', () => {
    const done = apply(begin(newLaunch(first), 0), { ok: true, data: progress(first, 'role') }, 1)
    const undone = apply(done, { ok: true, data: progress(first, 'runtime') }, 2)
    expect(undone.rows.role?.state).not.toBe('done')
  })

  it('keeps the beginning of a wait, and echoes AWS’s own', () => {
    const wait = (now: number) => (launch: ReturnType<typeof newLaunch>) =>
      apply(
        launch,
        {
          ok: true,
          data: {
            state: 'waiting',
            plan: null,
            changeId: 'role',
            waitingFor: 'it',
            retryAfterMs: 1,
            waitingSince: '2026-01-01T00:00:00.000Z',
            reason: 'propagation',
          },
        },
        now,
      )
    const launch = wait(9)(wait(5)(begin(newLaunch(first), 0)))
    expect(launch.rows.role).toEqual({ state: 'waiting', since: 5, waitingFor: 'it' })
    expect(launch.options.waiting).toEqual({
      changeId: 'role',
      since: '2026-01-01T00:00:00.000Z',
      reason: 'propagation',
    })
  })

  it('looks at AWS afresh when it starts again, and leaves no row running while it stands', () => {
    const failure = { code: 'aws-rejected', message: 'no' } as const
    const done = apply(begin(newLaunch(first), 0), { ok: true, data: progress(first, 'role') }, 1)
    const failed = apply(done, { ok: true, data: { state: 'failed', plan: first, changeId: 'delete', failure } }, 2)
    expect(Object.values(failed.rows).filter(({ state }) => state === 'running')).toEqual([])
    expect(begin(failed, 3).options).toEqual({})
  })

  it('fails the row that was running, and goes on from there', () => {
    const failure = { code: 'unavailable', message: 'gone' } as const
    const failed = apply(begin(newLaunch(first), 0), { ok: false, error: failure }, 1)
    expect([failed.phase, failed.rows.role?.state]).toEqual(['failed', 'failed'])
    expect(begin(failed, 2).rows.role).toEqual({ state: 'running', since: 2 })
  })
})

it('takes a failure off its row at the next attempt, though something else comes first', () => {
  const plan = planOf(change('runtime-replace', 'delete', {}), change('runtime', 'create'))
  const failure = { code: 'aws-rejected', message: 'No.' } as const
  const answer: AdvanceResult = { state: 'failed', plan, changeId: 'runtime', failure }
  const failed = apply(begin(newLaunch(planOf(change('runtime', 'create'))), 0), { ok: true, data: answer }, 1)
  expect(failed.rows.runtime).toEqual({ state: 'failed', failure })
  expect(failed.rows['runtime-replace']).toBeUndefined()
  const again = begin(failed, 2)
  expect(again.rows.runtime).toEqual({ state: 'planned' })
  expect(again.rows['runtime-replace']).toEqual({ state: 'running', since: 2 })
})
