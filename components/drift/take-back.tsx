'use client'

import { useCallback, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { LaunchRows } from '@/components/setup/launch/launch-rows'
import { useConfirmedLaunch, useRefreshWhen } from '@/components/setup/launch/use-confirmed-launch'
import type { Advance } from '@/components/setup/launch/use-launch'
import { ConfirmLosses } from '@/components/setup/review/confirm-losses'
import { Button, ButtonLink, buttonClass } from '@/components/ui/button'
import type { AdvanceOptions, AdvanceResult, Plan } from '@/lib/deployments/model'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { Result } from '@/lib/result'
import { routes } from '@/lib/routes'

type AdvanceTakeBack = (
  input: AdvanceOptions & { connection: string; spec: DeploymentSpec; seen: string },
) => Promise<Result<AdvanceResult>>

type TakeBackProps = {
  plan: Plan
  spec: DeploymentSpec
  /** Titles of what stays as it is. */
  missing: string[]
  seen: string
  runtimeId: string
  advance: AdvanceTakeBack
}

const TITLES = { running: 'Taking back', done: 'Taken back', stopped: 'Taking back stopped' }

/** The plan that takes the changes back, then its progress. It is read again with the page, and stays the one that was begun. */
export function TakeBack(props: TakeBackProps) {
  const [{ plan, spec, missing, seen, runtimeId, advance }] = useState(props)
  const step = useCallback<Advance>((options) => advance({ ...options, spec, seen }), [advance, spec, seen])
  const { launch, losses, begin, focusRef } = useConfirmedLaunch<HTMLDivElement>(plan, step, TITLES)
  const { phase } = launch
  useRefreshWhen(phase === 'done')
  const isIdle = phase === 'idle'
  const isAlreadySo = isIdle && plan.settled

  return (
    <div ref={focusRef} tabIndex={-1} className="flex min-w-0 flex-col gap-3 outline-none">
      {plan.refusals.map((refusal) => (
        <FailureNotice key={refusal.message} failure={refusal} />
      ))}
      {isAlreadySo ? <Notice tone="info" title="There is nothing that can be taken back." /> : null}
      {isIdle && missing.length > 0 ? <Missing titles={missing} /> : null}
      {isIdle ? (
        <ConfirmLosses losses={losses.losses} isConfirmed={losses.isConfirmed} onConfirm={losses.confirm} />
      ) : null}
      <LaunchRows launch={launch} label="Changes" />
      {launch.failure ? <FailureNotice failure={launch.failure} /> : null}
      {phase === 'done' ? <Notice tone="success" live="status" title={doneText(spec.name, missing)} /> : null}
      <div className="flex flex-wrap gap-2">
        {isIdle && !isAlreadySo ? (
          <Button variant="primary" onClick={begin} disabled={plan.refusals.length > 0 || !losses.isConfirmed}>
            {`Take back the changes of ${spec.name}`}
          </Button>
        ) : null}
        {phase === 'failed' ? (
          // A whole load: what is there now has to be looked at anew.
          <a href={routes.runtimeDrift(runtimeId, { take: 'back' })} className={buttonClass({ variant: 'primary' })}>
            Look again
          </a>
        ) : null}
        {phase === 'running' ? null : (
          <ButtonLink href={routes.runtimeDrift(runtimeId)}>
            {phase === 'done' || isAlreadySo ? 'Close' : 'Cancel'}
          </ButtonLink>
        )}
      </div>
    </div>
  )
}

function Missing({ titles }: { titles: string[] }) {
  return (
    <Notice tone="warning" title="These stay as they are, and are noted as such">
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {titles.map((title) => (
          <li key={title} className="break-words">
            {title}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function doneText(name: string, missing: string[]): string {
  return missing.length === 0
    ? `${name} is as Slipway left it again.`
    : `What could be taken back of ${name} is as Slipway left it again. The rest is noted as it is.`
}
