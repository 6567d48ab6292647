'use client'

import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { LaunchDone } from '@/components/setup/launch/launch-done'
import { type Launch, partsOf, progressOf } from '@/components/setup/launch/launch-machine'
import { LaunchRows } from '@/components/setup/launch/launch-rows'
import { useLaunch } from '@/components/setup/launch/use-launch'
import { ConfirmLosses, useLosses } from '@/components/setup/review/confirm-losses'
import { type OnWrongSteps, PlanFailure } from '@/components/setup/review/plan-failure'
import { type Review, usePlan } from '@/components/setup/review/use-plan'
import { Button, ButtonLink } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { AdvanceOptions, AdvanceResult } from '@/lib/deployments/model'
import type { SetupValues } from '@/lib/deployments/setup/form-fields'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { Result } from '@/lib/result'
import { routes } from '@/lib/routes'

export type AdvanceStep = (
  input: AdvanceOptions & { connection: string; spec: DeploymentSpec },
) => Promise<Result<AdvanceResult>>

const TITLES = { running: 'Launching', done: 'Launched', stopped: 'Launch stopped' }

type LaunchStepProps = {
  values: SetupValues
  from: string | undefined
  advance: AdvanceStep
  onWrongSteps: OnWrongSteps
  /** The launch begins, so the answers must outlive the page. */
  onBegin: () => void
  /** All of it is in AWS; the answers have served. */
  onDone: () => void
}

export function LaunchStep({ values, onWrongSteps, ...rest }: LaunchStepProps) {
  const { state, reload } = usePlan(values)

  if (state.state === 'loading') {
    return <Skeleton className="h-96" />
  }
  if (state.state === 'failed') {
    return <PlanFailure {...{ failure: state.failure, from: rest.from, onRetry: reload, onWrongSteps }} />
  }
  return <Launcher key={state.review.readAt} review={state.review} {...rest} />
}

type LauncherProps = Omit<LaunchStepProps, 'values' | 'onWrongSteps'> & { review: Review }

function Launcher({ review: { spec, plan }, from, advance, onBegin, onDone }: LauncherProps) {
  const confirmed = useRef<string[]>([])
  const step = useCallback(
    (options: AdvanceOptions & { connection: string }) => advance({ ...options, spec, confirmed: confirmed.current }),
    [advance, spec],
  )
  const { launch, run, focusRef } = useLaunch(plan, step, TITLES)
  const losses = useLosses(launch.plan)
  const isDone = launch.phase === 'done' || (launch.phase === 'idle' && plan.settled)

  useEffect(() => {
    if (isDone) {
      onDone()
    }
  }, [isDone, onDone])

  function begin() {
    confirmed.current = losses.confirmed
    onBegin()
    run()
  }

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Progress launch={launch} name={spec.name} focusRef={focusRef} />
      {launch.failure ? <FailureNotice failure={launch.failure} /> : null}
      {isDone || launch.phase === 'running' ? null : (
        <ConfirmLosses losses={losses.losses} isConfirmed={losses.isConfirmed} onConfirm={losses.confirm} />
      )}
      <LaunchRows launch={launch} label="Changes" />
      {isDone ? (
        <LaunchDone launch={launch} spec={spec} />
      ) : (
        // The button stays where it is while it runs: a second press must not meet anything else.
        <div className="flex flex-wrap items-center justify-between gap-3">
          <ButtonLink href={routes.setup({ step: 'review', from })}>Back to review</ButtonLink>
          <Button
            variant="primary"
            onClick={begin}
            disabled={plan.refusals.length > 0 || (launch.phase !== 'running' && !losses.isConfirmed)}
            pending={launch.phase === 'running'}
          >
            {buttonLabel(launch, spec.name, from !== undefined)}
          </Button>
        </div>
      )}
    </div>
  )
}

function buttonLabel(launch: Launch, name: string, isEdit: boolean): string {
  if (launch.phase === 'running') {
    return isEdit ? `Updating ${name}…` : `Launching ${name}…`
  }
  if (launch.phase === 'failed') {
    return 'Try again'
  }
  if (isEdit) {
    return `Update ${name}`
  }
  return partsOf(launch).kept.length > 0 ? `Continue launching ${name}` : `Launch ${name}`
}

type ProgressProps = { launch: Launch; name: string; focusRef: RefObject<HTMLParagraphElement | null> }

function Progress({ launch, name, focusRef }: ProgressProps) {
  const { done, all } = progressOf(launch)

  return (
    <div className="flex flex-col gap-1.5">
      <p role="status" ref={focusRef} tabIndex={-1} className="font-medium outline-none">
        {sentence(launch, name, done, all)}
      </p>
      {all > 0 ? (
        <progress aria-label="Changes done" value={done} max={all} className="h-1.5 w-full accent-accent" />
      ) : null}
      {all > 0 && (launch.phase === 'idle' || launch.phase === 'running') ? (
        <p className="text-muted text-table">
          You can close this page while it runs. Whatever is done stays done, and coming back goes on from there.
        </p>
      ) : null}
    </div>
  )
}

function sentence({ phase, plan }: Launch, name: string, done: number, all: number): string {
  const ready = all === 1 ? '1 change is ready.' : `${all} changes are ready.`
  const sentences = {
    idle: plan.settled ? `${name} is as it should be; there is nothing to launch.` : ready,
    running: `Launching ${name}: ${done} of ${all} done.`,
    done: `${name} is up: ${done} of ${all} done.`,
    failed: `Stopped at ${done} of ${all}. What is done stays done.`,
  }
  return sentences[phase]
}
