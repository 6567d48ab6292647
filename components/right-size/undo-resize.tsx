'use client'

import type { ReactNode } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { SubmitButton } from '@/components/form/submit-button'
import { ResizeRun } from '@/components/right-size/resize-run'
import { useResize } from '@/components/right-size/use-resize'
import { turnResizeAction } from '@/lib/right-size/actions'

type UndoResizeProps = {
  id: string
  roleName: string
  label: string
  variant?: 'primary' | 'secondary'
  children?: ReactNode
}

/** Gives the role back what a change replaced. */
export function UndoResize({ id, roleName, label, variant = 'secondary', children }: UndoResizeProps) {
  const [{ begun, failure }, ask] = useResize('back', turnResizeAction, { id, roleName, way: 'back' as const })

  if (begun) {
    return <ResizeRun {...begun} roleName={roleName} isAsked />
  }
  return (
    <form action={ask} className="flex min-w-0 flex-col gap-3">
      {failure ? <FailureNotice failure={failure} /> : null}
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant={variant} pendingLabel="Looking…">
          {label}
        </SubmitButton>
        {children}
      </div>
    </form>
  )
}
