'use client'

import { useActionState } from 'react'
import { ConnectionField } from '@/components/form/connection-field'
import { BaseButton } from '@/components/ui/base-controls'
import { idle } from '@/lib/form-state'
import { clearFaultsAction } from '@/lib/practice-account/actions'

/** Ends all faults from wherever one got in the way; the page is read again. */
export function SwitchFaultsOff() {
  const [state, submit, pending] = useActionState(clearFaultsAction, idle)

  return (
    <form action={submit} className="flex min-w-0 shrink-0 items-center gap-2">
      <ConnectionField />
      <BaseButton
        type={pending ? 'button' : 'submit'}
        aria-disabled={pending || undefined}
        aria-busy={pending || undefined}
        className="rounded-sm px-1 font-medium underline underline-offset-2"
      >
        {pending ? 'Switching off…' : 'Switch off'}
      </BaseButton>
      {state.status === 'failed' ? (
        <span role="alert" className="max-w-40 truncate text-danger" title={state.failure.remedy}>
          {state.failure.message}
        </span>
      ) : null}
    </form>
  )
}
