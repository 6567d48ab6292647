'use client'

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { DoneLinks, LaunchDone } from '@/components/setup/launch/launch-done'
import { LaunchFooter } from '@/components/setup/launch/launch-footer'
import { LaunchHeading } from '@/components/setup/launch/launch-heading'
import { LaunchRows } from '@/components/setup/launch/launch-rows'
import { buttonOf, type LaunchFacts } from '@/components/setup/launch/launch-words'
import { useConfirmedLaunch } from '@/components/setup/launch/use-confirmed-launch'
import type { Advance } from '@/components/setup/launch/use-launch'
import { ConfirmLosses } from '@/components/setup/review/confirm-losses'
import { orderNotes } from '@/components/setup/review/note-order'
import { withDoor } from '@/components/setup/review/plan-failure'
import { PlanDangers, PlanNotes } from '@/components/setup/review/plan-notes'
import { planVerdict } from '@/components/setup/review/plan-verdict'
import { Preflight } from '@/components/setup/review/preflight'
import type { Review } from '@/components/setup/review/use-plan'
import { Button, ButtonLink } from '@/components/ui/button'
import type { AdvanceOptions, AdvanceResult } from '@/lib/deployments/model'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { Failure, Result } from '@/lib/result'
import { routes } from '@/lib/routes'

export type AdvanceStep = (
  input: AdvanceOptions & { connection: string; spec: DeploymentSpec },
) => Promise<Result<AdvanceResult>>

export type LauncherProps = {
  review: Review
  /** Reads AWS and plans anew. */
  reload: () => void
  from: string | undefined
  advance: AdvanceStep
  /** Whether a launch of these answers was begun in this browser and did not come to its end. */
  wasBegun: () => boolean
  /** The launch begins, so the answers must outlive the page. */
  onBegin: () => void
  /** All of it is in AWS; the answers have served. */
  onDone: () => void
}

const TITLES = { running: 'Launching', done: 'Launched', stopped: 'Launch stopped' }

/** The plan, whose rows turn into the progress once the button is pressed. */
export function Launcher({ review, reload, ...props }: LauncherProps) {
  const { spec, plan } = review
  const { launch, facts, losses, focusRef, isDone, begin } = useLauncher(review, props)
  const { dangers, shown, folded } = orderNotes(plan.warnings, spec)
  const isIdle = launch.phase === 'idle' && !isDone

  return (
    <div className="flex min-w-0 flex-col gap-5">
      <LaunchHeading
        {...{ launch, facts, spec, reload, focusRef }}
        verdict={planVerdict({ changes: plan.changes, allows: review.allows })}
      />
      {isIdle ? <PlanDangers notes={dangers} /> : null}
      {isIdle ? <Refusals failures={plan.refusals} from={props.from} /> : null}
      {isDone || launch.phase === 'running' ? null : (
        <ConfirmLosses losses={losses.losses} isConfirmed={losses.isConfirmed} onConfirm={losses.confirm} />
      )}
      <LaunchRows launch={launch} label="Changes" />
      {launch.failure ? (
        <IntoSight>
          <FailureNotice failure={launch.failure} />
        </IntoSight>
      ) : null}
      {isDone ? (
        <IntoSight>
          <LaunchDone launch={launch} spec={spec} />
        </IntoSight>
      ) : null}
      {isIdle ? (
        <>
          <PlanNotes shown={shown} folded={folded} />
          <Preflight checks={review.checks} missingPolicy={review.missingPolicy} />
        </>
      ) : null}
      {isDone ? (
        <LaunchFooter>
          <DoneLinks launch={launch} />
        </LaunchFooter>
      ) : (
        // The button stays where it is while it runs: a second press must not meet anything else.
        <LaunchFooter aside={<Aside isRunning={launch.phase === 'running'} from={props.from} />}>
          <Button
            variant="primary"
            onClick={begin}
            disabled={facts.isRefused || (launch.phase !== 'running' && !losses.isConfirmed)}
            pending={launch.phase === 'running'}
          >
            {buttonOf(launch, facts)}
          </Button>
        </LaunchFooter>
      )}
    </div>
  )
}

function useLauncher(
  { spec, plan }: Review,
  { from, advance, wasBegun, onBegin, onDone }: Omit<LauncherProps, 'review' | 'reload'>,
) {
  const step = useCallback<Advance>((options) => advance({ ...options, spec }), [advance, spec])
  const { launch, losses, begin: run, focusRef } = useConfirmedLaunch(plan, step, TITLES)
  const [isGoingOn] = useState(wasBegun)
  const isDone = launch.phase === 'done' || (launch.phase === 'idle' && plan.settled)
  const facts: LaunchFacts = {
    name: spec.name,
    isEdit: from !== undefined,
    wasBegun: isGoingOn,
    isRefused: plan.refusals.length > 0,
  }

  useEffect(() => {
    if (isDone) {
      onDone()
    }
  }, [isDone, onDone])

  function begin() {
    onBegin()
    run()
  }
  return { launch, facts, losses, focusRef, isDone, begin }
}

function Aside({ isRunning, from }: { isRunning: boolean; from: string | undefined }) {
  return isRunning ? (
    <p>
      Keep this page open. If you leave, the launch pauses after the change under way; come back and press the button to
      go on.
    </p>
  ) : (
    <ButtonLink href={routes.setup({ step: 'server', from })}>Back</ButtonLink>
  )
}

function Refusals({ failures, from }: { failures: Failure[]; from: string | undefined }) {
  return failures.map((failure) => <FailureNotice key={failure.message} failure={withDoor(failure, from)} />)
}

/** Below the rows, which must not move, and brought into sight where they are longer than the window. */
function IntoSight({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)

  // Newer browsers answer with a promise, which React would take for the clean-up.
  useEffect(() => void box.current?.scrollIntoView({ block: 'nearest' }), [])
  return <div ref={box}>{children}</div>
}
