'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { idle } from '@/lib/form-state'
import { setBudgetAction } from '@/lib/usage/budget/actions'

type BudgetFormProps = { runtimeId: string; budget: number | null; canWrite: boolean }

/** What a month may cost, kept as a tag of the runtime; an empty field takes it away. */
export function BudgetForm({ runtimeId, budget, canWrite }: BudgetFormProps) {
  const [state, save] = useActionState(setBudgetAction, idle)
  const failure = state.status === 'failed' ? state.failure : undefined

  return (
    <form action={save} className="flex flex-col gap-3">
      <ConnectionField />
      <input type="hidden" name="runtimeId" value={runtimeId} />
      <div className="max-w-80">
        <Field
          label="Dollars a month"
          name="budget"
          hint="Saved as the tag slipway:budget of the runtime. Leave it empty for no budget."
          errors={failure?.fields?.budget}
        >
          <TextInput name="budget" inputMode="decimal" defaultValue={budget ?? ''} disabled={!canWrite} />
        </Field>
      </div>
      {failure && !failure.fields?.budget ? <FailureNotice failure={failure} /> : null}
      {state.status === 'done' ? <Notice live="status" tone="success" title="Budget saved" /> : null}
      {canWrite ? (
        <div>
          <SubmitButton pendingLabel="Saving…">Save budget</SubmitButton>
        </div>
      ) : null}
    </form>
  )
}
