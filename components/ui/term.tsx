import type { ReactNode } from 'react'
import { Tooltip } from '@/components/ui/tooltip'

/** A word of the field (`children`) with its definition (`term`) on hover and on focus. */
export function Term({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <Tooltip
      content={term}
      focusable
      className="cursor-help rounded-sm underline decoration-control decoration-dotted underline-offset-4"
    >
      {children}
    </Tooltip>
  )
}
