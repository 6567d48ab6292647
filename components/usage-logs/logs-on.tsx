'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { idle } from '@/lib/form-state'
import { usageLogsOnAction } from '@/lib/usage/delivery/actions'

/** Switches usage logs on; `isHalf`: an earlier try was cut off, and this one completes it. */
export function LogsOn({ runtimeId, isHalf }: { runtimeId: string; isHalf: boolean }) {
  const [state, switchOn] = useActionState(usageLogsOnAction, idle)

  return (
    <form action={switchOn} className="flex flex-col gap-2">
      <ConnectionField />
      <input type="hidden" name="runtimeId" value={runtimeId} />
      {state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
      <SubmitButton variant="secondary" pendingLabel="Switching on…">
        {isHalf ? 'Finish switching on' : 'Switch on usage logs'}
      </SubmitButton>
    </form>
  )
}
