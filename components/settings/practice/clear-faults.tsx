'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { idle } from '@/lib/form-state'
import { clearFaultsAction } from '@/lib/practice-account/actions'

export function ClearFaults() {
  const [state, submit] = useActionState(clearFaultsAction, idle)

  return (
    <form action={submit} className="flex flex-wrap items-center gap-2">
      <ConnectionField />
      {state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
      <SubmitButton variant="secondary" size="sm" pendingLabel="Switching off…">
        Switch everything off
      </SubmitButton>
    </form>
  )
}
