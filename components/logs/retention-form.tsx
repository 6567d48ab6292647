'use client'

import { useActionState, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { BaseSelect } from '@/components/ui/base-controls'
import { type FormState, idle } from '@/lib/form-state'
import { setRetentionAction } from '@/lib/logs/actions'
import { RETENTION_DAYS, retentionText } from '@/lib/logs/retention'

/** How long the lines of a group are kept; nothing changes before the button is pressed. */
export function RetentionForm({ group, label, days }: { group: string; label: string; days: number | null }) {
  const [state, submit] = useActionState(setRetentionAction, idle as FormState<null>)
  const current = days === null ? 'ever' : String(days)
  const [chosen, setChosen] = useState(current)

  return (
    <form action={submit} className="flex flex-wrap items-center justify-end gap-1.5 max-sm:justify-start">
      <ConnectionField />
      <input type="hidden" name="group" value={group} />
      <input type="hidden" name="shown" value={current} />
      <BaseSelect
        name="days"
        aria-label={`How long the lines of ${label} are kept`}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        className="h-7 rounded-md border border-control bg-surface px-1.5 text-table"
      >
        <option value="ever">{retentionText(null)}</option>
        {RETENTION_DAYS.map((number) => (
          <option key={number} value={String(number)}>
            {retentionText(number)}
          </option>
        ))}
      </BaseSelect>
      {chosen === current ? null : (
        <SubmitButton size="sm" pendingLabel="Setting…">
          Set
        </SubmitButton>
      )}
      {state.status === 'failed' ? (
        <div className="basis-full text-left">
          <FailureNotice failure={state.failure} />
        </div>
      ) : null}
    </form>
  )
}
