import type { ReactNode } from 'react'
import { Tooltip } from '@/components/ui/tooltip'

/** Words with what they mean on hover, on focus and on tap. */
export function Defined({ means, children }: { means: string; children: ReactNode }) {
  return (
    <Tooltip
      content={means}
      focusable
      className="cursor-help rounded-sm underline decoration-control decoration-dotted underline-offset-4"
    >
      {children}
    </Tooltip>
  )
}
