'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { Checkbox, TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { StepReport } from '@/components/stop/step-report'
import { type FormState, idle } from '@/lib/form-state'
import { resumeAction, stopAction } from '@/lib/stop/actions'
import type { StopReport, StopState } from '@/lib/stop/model'

type StopPanelProps = {
  state: StopState
  runtimeId: string
  name: string
  roleName: string
  /** Other runtimes with the role. */
  others: string[]
}

/** What can be done in this state, and what was done last: it stays when the state around it has changed. */
export function StopPanel({ state, others, roleName, ...runtime }: StopPanelProps) {
  const [stop, stopNow] = useActionState(stopAction, idle)
  const [resume, resumeNow] = useActionState(resumeAction, idle)
  const isOurs = state === 'stopped' || state === 'incomplete' || state === 'unknown'
  const [last] = [stop, resume].flatMap(doneOf).sort((one, other) => other.askedAt.localeCompare(one.askedAt))

  return (
    <div className="flex flex-col gap-6">
      {last ? <StepReport report={last} /> : null}
      {state === 'stopped' ? null : (
        <form action={stopNow} className="flex max-w-xl flex-col items-start gap-4">
          <Runtime {...runtime} />
          <Reason of={stop} />
          {others.length === 0 ? null : (
            <Checkbox
              name="isRoleShared"
              label={`Deny the role everything although ${others.join(', ')} ${others.length === 1 ? 'uses' : 'use'} it too`}
              hint={`${roleName} is shared: they go on answering callers, and may do nothing. Without this only callers of this server are kept out, and its sessions that run keep their permissions.`}
            />
          )}
          <SubmitButton variant="danger" pendingLabel={`Stopping ${runtime.name}…`}>
            {state === 'incomplete' ? `Go on stopping ${runtime.name}` : `Stop ${runtime.name}`}
          </SubmitButton>
        </form>
      )}
      <Failed of={stop} />
      {isOurs ? (
        <form action={resumeNow} className="flex flex-col items-start gap-2">
          <Runtime {...runtime} />
          <p className="text-muted">
            The role gets its permissions back, and the resource policies the texts that they had before. Sessions that
            were ended stay ended.
          </p>
          <SubmitButton variant="secondary" pendingLabel={`Resuming ${runtime.name}…`}>
            Resume {runtime.name}
          </SubmitButton>
        </form>
      ) : null}
      <Failed of={resume} />
    </div>
  )
}

function Runtime({ runtimeId }: { runtimeId: string }) {
  return (
    <>
      <ConnectionField />
      <input type="hidden" name="runtimeId" value={runtimeId} />
    </>
  )
}

function Reason({ of }: { of: FormState<StopReport> }) {
  const failed = of.status === 'failed' ? of : undefined

  return (
    <Field
      label="Reason"
      name="reason"
      required
      errors={failed?.failure.fields?.reason}
      hint="Kept on the role, for whoever resumes it."
    >
      <TextInput name="reason" maxLength={200} defaultValue={failed?.values?.reason} />
    </Field>
  )
}

/** What was wrong with a field stands beside it. */
function Failed({ of }: { of: FormState<StopReport> }) {
  return of.status === 'failed' && !of.failure.fields ? <FailureNotice failure={of.failure} /> : null
}

function doneOf(state: FormState<StopReport>): StopReport[] {
  return state.status === 'done' ? [state.data] : []
}
