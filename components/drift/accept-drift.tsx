'use client'

import { type ReactNode, useActionState, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { SpecDownload } from '@/components/setup/review/spec-download'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { acceptDriftAction } from '@/lib/drift/actions'
import type { DriftReport } from '@/lib/drift/model'
import { idle } from '@/lib/form-state'

type AcceptDriftProps = {
  runtimeId: string
  name: string
  /** What stands for all that was there when the page was made. */
  seen: string
  report: DriftReport
  isAcceptable: boolean
  /** The other way out. */
  children: ReactNode
}

/** Takes what is there as wanted, once that was confirmed. Stays for its result when nothing differs any more. */
export function AcceptDrift({ runtimeId, name, seen, report, isAcceptable, children }: AcceptDriftProps) {
  const [open, setOpen] = useState(false)
  const [state, accept] = useActionState(acceptDriftAction, idle)
  const isFirst = report.against === 'nothing'
  const verb = isFirst ? 'Note what is there' : 'Accept'
  const isDone = state.status === 'done' && !isAcceptable

  return (
    <>
      {isDone ? (
        <Notice
          tone="success"
          live="status"
          title={`What is there of ${name} is noted as wanted.`}
          actions={state.data.spec ? <SpecDownload spec={state.data.spec} /> : null}
        >
          <p>
            {state.data.spec
              ? 'If you keep its spec in a file, replace that: the old one would take the changes back.'
              : 'No spec can say what is there, so there is no file to save.'}
          </p>
        </Notice>
      ) : null}
      {isAcceptable ? (
        <div className="flex flex-wrap gap-2">
          {children}
          <Button onClick={() => setOpen(true)}>{verb}</Button>
        </div>
      ) : null}
      <Dialog
        open={open && isAcceptable}
        onClose={() => setOpen(false)}
        title={isFirst ? `Note what is there of ${name}?` : `Accept what is there of ${name}?`}
        description="Slipway notes it in a tag of the runtime, as what it left. Nothing else changes."
      >
        <form action={accept} className="flex flex-col gap-4">
          <ConnectionField />
          <input type="hidden" name="runtimeId" value={runtimeId} />
          <input type="hidden" name="seen" value={seen} />
          {report.rows.length > 0 ? (
            <ul className="flex max-h-60 list-disc flex-col gap-1 overflow-y-auto pl-5">
              {report.rows.map(({ part, title }) => (
                <li key={part} className="break-words">
                  {title}
                </li>
              ))}
            </ul>
          ) : null}
          {state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
          <div className="flex flex-wrap gap-2">
            <SubmitButton pendingLabel="Noting…">{isFirst ? `Note ${name}` : `Accept for ${name}`}</SubmitButton>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
