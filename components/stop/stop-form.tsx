'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { Checkbox, TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { StepReport } from '@/components/stop/step-report'
import { idle } from '@/lib/form-state'
import { stopAction } from '@/lib/stop/actions'

type StopFormProps = {
  runtimeId: string
  name: string
  roleName: string
  /** Other runtimes with the role. */
  others: string[]
  /** A stop that was begun is to be completed. */
  isAgain: boolean
}

/** Why, who else is stopped with it, and the button; then what was done. */
export function StopForm({ runtimeId, name, roleName, others, isAgain }: StopFormProps) {
  const [state, act] = useActionState(stopAction, idle)
  const failure = state.status === 'failed' ? state.failure : undefined
  const values = state.status === 'failed' ? state.values : undefined

  return (
    <div className="flex flex-col gap-4">
      <form action={act} className="flex max-w-xl flex-col items-start gap-4">
        <ConnectionField />
        <input type="hidden" name="runtimeId" value={runtimeId} />
        <Field
          label="Reason"
          name="reason"
          required
          errors={failure?.fields?.reason}
          hint="Kept on the role, for whoever resumes it."
        >
          <TextInput name="reason" maxLength={200} defaultValue={values?.reason} />
        </Field>
        {others.length === 0 ? null : (
          <Checkbox
            name="isRoleShared"
            label={`Also stop ${others.join(', ')}`}
            hint={`They use the role ${roleName} too. Without this the role stays as it is, and only callers are kept out.`}
          />
        )}
        <SubmitButton variant="danger" pendingLabel={`Stopping ${name}…`}>
          {isAgain ? `Go on stopping ${name}` : `Stop ${name}`}
        </SubmitButton>
      </form>
      {failure && !failure.fields ? <FailureNotice failure={failure} /> : null}
      {state.status === 'done' ? <StepReport report={state.data} /> : null}
    </div>
  )
}
