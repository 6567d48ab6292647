'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { BaseButton } from '@/components/ui/base-controls'
import { switchConnectionAction } from '@/lib/connections/actions'
import type { Failure } from '@/lib/result'
import { routes } from '@/lib/routes'

type SwitchButtonProps = {
  /** `practice`, `chain` or `profile:NAME`. */
  source: string
  region: string
  children: ReactNode
  className: string
  isCurrent?: boolean
}

/** Switches to another connection. Everything is loaded anew, so nothing of the old account stays on the page. */
export function SwitchButton({ source, region, children, className, isCurrent }: SwitchButtonProps) {
  const connection = useConnectionKey()
  const [pending, startTransition] = useTransition()
  const [failure, setFailure] = useState<Failure>()

  function change() {
    startTransition(async () => {
      const switched = await switchConnectionAction({ connection, source, region })

      if (switched.ok) {
        window.location.assign(routes.overview())
      } else {
        setFailure(switched.error)
      }
    })
  }

  return (
    <>
      <BaseButton
        aria-pressed={isCurrent}
        aria-disabled={pending || undefined}
        onClick={pending ? undefined : change}
        className={className}
      >
        {children}
      </BaseButton>
      {failure ? <FailureNotice failure={failure} /> : null}
    </>
  )
}
