'use client'

import { useActionState } from 'react'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { allowForAWhileAction } from '@/lib/bridge/actions'
import { idle } from '@/lib/form-state'

/** Lets what the guard kept back pass for a while: the next call of the same kind. */
export function AllowButton({ name, action }: { name: string; action: string }) {
  const [state, allow] = useActionState(allowForAWhileAction, idle)

  if (state.status === 'done') {
    return (
      <span role="status" className="text-muted">
        Passes for 15 minutes
      </span>
    )
  }
  return (
    <form action={allow}>
      <ConnectionField />
      <input type="hidden" name="name" value={name} />
      <input type="hidden" name="action" value={action} />
      <SubmitButton variant="ghost" size="sm" pendingLabel="Allowing…" aria-label={`Allow ${action} for 15 minutes`}>
        Allow for 15 minutes
      </SubmitButton>
      {state.status === 'failed' ? <p className="text-danger">{state.failure.message}</p> : null}
    </form>
  )
}
