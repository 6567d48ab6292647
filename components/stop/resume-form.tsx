'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { StepReport } from '@/components/stop/step-report'
import { idle } from '@/lib/form-state'
import { resumeAction } from '@/lib/stop/actions'

/** Gives back what the stop took. */
export function ResumeForm({ runtimeId, name }: { runtimeId: string; name: string }) {
  const [state, act] = useActionState(resumeAction, idle)

  return (
    <div className="flex flex-col gap-4">
      <form action={act} className="flex flex-col items-start gap-2">
        <ConnectionField />
        <input type="hidden" name="runtimeId" value={runtimeId} />
        <p className="text-muted">
          The role gets its permissions back, and the resource policies the texts that they had before. Sessions that
          were ended stay ended.
        </p>
        <SubmitButton variant="secondary" pendingLabel={`Resuming ${name}…`}>
          Resume {name}
        </SubmitButton>
      </form>
      {state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
      {state.status === 'done' ? <StepReport report={state.data} /> : null}
    </div>
  )
}
