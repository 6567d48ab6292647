'use client'

import { useEffect, useRef } from 'react'
import { InstallPlanned } from '@/components/clients/install-planned'
import { InstalledNotice, UndoneNotice } from '@/components/clients/install-results'
import { useInstall } from '@/components/clients/use-install'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { RefreshButton } from '@/components/layout/refresh-button'
import { Button } from '@/components/ui/button'
import { Identifier } from '@/components/ui/identifier'
import { Status } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { OutlookHere } from '@/lib/install/model'

type InstallPanelProps = {
  runtime: { id: string; name: string }
  client: { id: string; name: string }
  outlook: OutlookHere
}

/** From "Install" by way of what would change to what was done, and back. */
export function InstallPanel({ runtime, client, outlook }: InstallPanelProps) {
  const { phase, failure, isPending, plan, install, undo, leave } = useInstall({
    runtimeId: runtime.id,
    client: client.id,
  })
  const panel = useRef<HTMLDivElement>(null)
  const shown = useRef(phase.name)

  // What was pressed is gone, so the focus goes to what came in its place.
  useEffect(() => {
    if (shown.current !== phase.name) {
      shown.current = phase.name
      panel.current?.focus()
    }
  }, [phase.name])

  return (
    <div ref={panel} tabIndex={-1} className="flex min-w-0 flex-col gap-2 rounded-lg outline-offset-4">
      {phase.name === 'idle' ? (
        <Start {...{ client, outlook, isPending, undo }} onPlan={() => plan({})} />
      ) : phase.name === 'planned' ? (
        <InstallPlanned
          {...{ plan: phase.plan, questions: phase.questions, answers: phase.answers, isPending }}
          onAnswer={plan}
          onInstall={() => install(phase.plan, phase.answers)}
          onCancel={leave}
        />
      ) : phase.name === 'installed' ? (
        <InstalledNotice {...{ client, installed: phase.installed, isPending }} onUndo={undo} />
      ) : (
        <UndoneNotice {...{ client, runtime, undone: phase.undone }} onClose={leave} />
      )}
      {failure ? (
        <FailureNotice
          failure={failure}
          retry={
            failure.code === 'conflict' ? (
              <Button size="sm" pending={isPending} onClick={() => plan({})}>
                Look at it anew
              </Button>
            ) : null
          }
        />
      ) : null}
    </div>
  )
}

type StartProps = Pick<InstallPanelProps, 'client' | 'outlook'> & {
  isPending: boolean
  onPlan: () => void
  undo: (id: string) => void
}

function Start({ client, outlook, isPending, onPlan, undo }: StartProps) {
  const { state, file, isFound, problems, readOnly, undo: last } = outlook

  if (state === 'installed') {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Status tone="success" label="It is installed" />
        <span className="min-w-0 text-muted">
          in <Identifier value={file} max={60} label="path" />
          {last ? (
            <>
              , <Time at={last.at} />
            </>
          ) : null}
        </span>
        {last ? (
          <Button size="sm" pending={isPending} onClick={() => undo(last.id)}>
            Undo
          </Button>
        ) : null}
      </div>
    )
  }
  const verb =
    state === 'out-of-step' ? 'Bring it up to date' : isFound ? `Install in ${client.name}` : 'Install anyway'
  return (
    <>
      {state === 'out-of-step' ? (
        <div>
          <Status tone="warning" label="Its entry is out of step" />
          {problems.map((problem) => (
            <p key={problem} className="text-muted">
              {problem}
            </p>
          ))}
        </div>
      ) : isFound ? null : (
        <p className="text-muted">
          {client.name} was not found on this computer. It would read <Identifier value={file} max={60} label="path" />.
        </p>
      )}
      {readOnly ? (
        <FailureNotice failure={readOnly} retry={<RefreshButton label="Look again" />} />
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <Button variant={isFound ? 'primary' : 'secondary'} pending={isPending} onClick={onPlan}>
            {verb}
          </Button>
          <span className="text-muted">It shows what changes before it writes. Or copy it:</span>
        </div>
      )}
    </>
  )
}
