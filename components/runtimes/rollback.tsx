'use client'

import { useCallback } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { LaunchRows } from '@/components/setup/launch/launch-rows'
import { useConfirmedLaunch, useRefreshWhen } from '@/components/setup/launch/use-confirmed-launch'
import type { Advance } from '@/components/setup/launch/use-launch'
import { ConfirmLosses } from '@/components/setup/review/confirm-losses'
import { Button, ButtonLink } from '@/components/ui/button'
import type { AdvanceOptions, AdvanceResult, Plan } from '@/lib/deployments/model'
import type { Result } from '@/lib/result'
import { routes } from '@/lib/routes'

type AdvanceRollback = (
  input: AdvanceOptions & { connection: string; runtimeId: string; version: string },
) => Promise<Result<AdvanceResult>>

type RollbackProps = { plan: Plan; runtimeId: string; name: string; version: string; advance: AdvanceRollback }

const TITLES = { running: 'Rolling back', done: 'Rolled back', stopped: 'Rollback stopped' }

/** The plan of a rollback, then its progress: the same rows for both. */
export function Rollback({ plan, runtimeId, name, version, advance }: RollbackProps) {
  const step = useCallback<Advance>(
    (options) => advance({ ...options, runtimeId, version }),
    [advance, runtimeId, version],
  )
  const { launch, losses, begin, focusRef } = useConfirmedLaunch<HTMLDivElement>(plan, step, TITLES)
  const isDone = launch.phase === 'done'
  useRefreshWhen(isDone)
  const isAlreadySo = launch.phase === 'idle' && plan.settled
  const isStopped = launch.phase === 'idle' || launch.phase === 'failed'

  return (
    <div ref={focusRef} tabIndex={-1} className="flex min-w-0 flex-col gap-3 outline-none">
      {plan.refusals.map((refusal) => (
        <FailureNotice key={refusal.message} failure={refusal} />
      ))}
      {isAlreadySo ? (
        <Notice tone="info" title={`${name} already has the configuration of version ${version}.`}>
          <p>MMDSv2 stays on, even if that version was from before it.</p>
        </Notice>
      ) : null}
      {isStopped ? (
        <ConfirmLosses losses={losses.losses} isConfirmed={losses.isConfirmed} onConfirm={losses.confirm} />
      ) : null}
      <LaunchRows launch={launch} label="Changes" />
      {launch.failure ? <FailureNotice failure={launch.failure} /> : null}
      {isDone ? (
        <Notice tone="success" live="status" title={`${name} has the configuration of version ${version} again.`} />
      ) : null}
      <div className="flex flex-wrap gap-2">
        {isStopped && !isAlreadySo ? (
          <Button variant="primary" onClick={begin} disabled={plan.refusals.length > 0 || !losses.isConfirmed}>
            {launch.phase === 'failed' ? 'Try again' : `Roll back ${name} to version ${version}`}
          </Button>
        ) : null}
        {launch.phase === 'running' ? null : (
          <ButtonLink href={routes.runtimeTab(runtimeId, 'versions')}>
            {isDone || isAlreadySo ? 'Close' : 'Cancel'}
          </ButtonLink>
        )}
      </div>
    </div>
  )
}
