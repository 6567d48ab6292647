'use client'

import { FailureNotice } from '@/components/feedback/failure-notice'
import { Checkbox } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { ResizeRun } from '@/components/right-size/resize-run'
import { useResize } from '@/components/right-size/use-resize'
import { counted } from '@/lib/format/counted'
import { beginResizeAction } from '@/lib/right-size/actions'
import type { ResizeRequest } from '@/lib/right-size/change/model'

type ApplyProposalProps = {
  proposal: ResizeRequest
  /** Slipway made the role. */
  isOwn: boolean
  /** Names of the other runtimes that run with it; null: that could not be read. */
  others: string[] | null
}

/** Gives the role the proposed policies, once that was looked at; then shows each write. */
export function ApplyProposal({ proposal, isOwn, others }: ApplyProposalProps) {
  const { roleName, trimmed } = proposal
  const [{ begun, failure }, ask] = useResize('forth', beginResizeAction, { proposal })

  if (begun) {
    return <ResizeRun {...begun} roleName={roleName} isAsked />
  }
  return (
    <form action={ask} className="flex flex-col gap-3">
      <Checkbox
        required
        name="looked"
        label={
          trimmed > 0 ? `Take ${counted(trimmed, 'permission')} from ${roleName}` : `Change the policies of ${roleName}`
        }
        hint="What goes is kept on this computer: one click puts it back, byte for byte, for as long as the role is there."
      />
      {others === null ? (
        <Checkbox required name="others" label="Other runtimes may use the role too, and lose them as well" />
      ) : null}
      {others && others.length > 0 ? (
        <Checkbox
          required
          name="others"
          label={`${others.join(', ')} ${others.length === 1 ? 'uses' : 'use'} the role too, and ${others.length === 1 ? 'loses' : 'lose'} them as well`}
        />
      ) : null}
      {isOwn ? null : <Checkbox required name="foreign" label={`Slipway did not make ${roleName}; change it anyway`} />}
      {failure ? <FailureNotice failure={failure} /> : null}
      <SubmitButton pendingLabel="Keeping what is there…" className="self-start">
        Right-size the role
      </SubmitButton>
    </form>
  )
}
