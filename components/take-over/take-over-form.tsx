'use client'

import { useCallback, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Checkbox } from '@/components/form/inputs'
import { LaunchRows } from '@/components/setup/launch/launch-rows'
import { useConfirmedLaunch, useRefreshWhen } from '@/components/setup/launch/use-confirmed-launch'
import type { Advance } from '@/components/setup/launch/use-launch'
import { Button, buttonClass } from '@/components/ui/button'
import { DiffView } from '@/components/ui/diff-view'
import type { AdvanceOptions, AdvanceResult, Plan } from '@/lib/deployments/model'
import type { DiffLine } from '@/lib/format/diff'
import type { Result } from '@/lib/result'
import { routes } from '@/lib/routes'

type AdvanceTakeOver = (
  input: AdvanceOptions & { connection: string; runtimeId: string; seen: string; isRelease: boolean },
) => Promise<Result<AdvanceResult>>

type TakeOverFormProps = {
  id: string
  name: string
  plan: Plan
  seen: string
  /** What an edit would do besides. */
  later: string[]
  lines: DiffLine[]
  isRelease: boolean
  canWrite: boolean
  /** Another tool would take changes back, which is to be accepted first. */
  reverts: boolean
  advance: AdvanceTakeOver
}

const TAKING = { running: 'Taking over', done: 'Taken over', stopped: 'Taking over stopped' }
const RELEASING = { running: 'Giving back', done: 'Given back', stopped: 'Giving back stopped' }

/** The tags that change, and the button that changes them. It is read again with the page, and stays the one that was begun. */
export function TakeOverForm(props: TakeOverFormProps) {
  const [{ id, name, plan, seen, later, lines, isRelease, canWrite, reverts, advance }] = useState(props)
  const [isAccepted, setAccepted] = useState(false)
  const step = useCallback<Advance>(
    (options) => advance({ ...options, runtimeId: id, seen, isRelease }),
    [advance, id, seen, isRelease],
  )
  const { launch, begin, focusRef } = useConfirmedLaunch<HTMLDivElement>(plan, step, isRelease ? RELEASING : TAKING)
  const { phase } = launch
  useRefreshWhen(phase === 'done')
  const isIdle = phase === 'idle'
  const asks = reverts && !isRelease && isIdle

  return (
    <div ref={focusRef} tabIndex={-1} className="flex min-w-0 flex-col gap-3 outline-none">
      {isIdle ? (
        <>
          <DiffView lines={lines} label={`Tags of ${name}, before and after`} />
          <p className="text-muted">
            {isRelease ? 'These tags go, and nothing else changes.' : 'These tags are set, and nothing else changes.'}
          </p>
          <Later lines={later} />
          {plan.refusals.map((refusal) => (
            <FailureNotice key={refusal.message} failure={refusal} />
          ))}
        </>
      ) : (
        <LaunchRows launch={launch} label="Changes" />
      )}
      {launch.failure ? <FailureNotice failure={launch.failure} /> : null}
      {phase === 'done' ? (
        <Notice
          tone="success"
          live="status"
          title={isRelease ? `${name} has the tags that it had before.` : `${name} is Slipway’s now.`}
        />
      ) : null}
      {asks && canWrite ? (
        <Checkbox
          name="reverts"
          label={`Take ${name} over all the same`}
          checked={isAccepted}
          onChange={(event) => setAccepted(event.currentTarget.checked)}
        />
      ) : null}
      <div className="flex flex-wrap gap-2">
        {isIdle && canWrite ? (
          <Button
            variant={isRelease ? 'secondary' : 'primary'}
            onClick={begin}
            disabled={plan.refusals.length > 0 || (asks && !isAccepted)}
          >
            {isRelease ? `Release ${name}` : `Take over ${name}`}
          </Button>
        ) : null}
        {phase === 'failed' || phase === 'done' ? (
          // A whole load: what is there now has to be looked at anew.
          <a href={routes.runtimeTakeOver(id)} className={buttonClass({})}>
            Look again
          </a>
        ) : null}
      </div>
    </div>
  )
}

function Later({ lines }: { lines: string[] }) {
  return lines.length === 0 ? null : (
    <Notice tone="info" title="The next edit would do this besides, or ask for it">
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {lines.map((line) => (
          <li key={line} className="break-words">
            {line}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
