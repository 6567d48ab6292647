'use client'

import { useActionState, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { idle } from '@/lib/form-state'
import { endSessionAction } from '@/lib/usage/sessions/actions'

type EndSessionProps = { runtimeId: string; sessionId: string; endpoint?: string | undefined }

/** Ends one session, once that was confirmed: what it was doing is lost. */
export function EndSession({ runtimeId, sessionId, endpoint }: EndSessionProps) {
  const [open, setOpen] = useState(false)
  const [state, end] = useActionState(endSessionAction, idle)

  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        End<span className="sr-only"> session {sessionId}</span>
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="End this session?"
        description={`What it is doing is lost. A client that calls again begins a new one; nobody is kept out.`}
      >
        <form action={end} className="flex flex-col gap-4">
          <ConnectionField />
          <input type="hidden" name="runtimeId" value={runtimeId} />
          <input type="hidden" name="sessionId" value={sessionId} />
          {endpoint === undefined ? null : <input type="hidden" name="endpoint" value={endpoint} />}
          <p className="break-all font-mono text-table">{sessionId}</p>
          {state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
          <div className="flex flex-wrap gap-2">
            <SubmitButton variant="danger" pendingLabel="Ending…">
              End session
            </SubmitButton>
            <Button onClick={() => setOpen(false)}>Keep it</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
