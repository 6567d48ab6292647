import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

type DisclosureProps = { summary: ReactNode; children: ReactNode; open?: boolean }

export function Disclosure({ summary, children, open }: DisclosureProps) {
  return (
    <details open={open} className="group/disclosure min-w-0">
      <summary className="flex min-h-7 list-none items-center gap-1.5 rounded [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform duration-150 group-open/disclosure:rotate-90"
        />
        <span className="min-w-0 flex-1">{summary}</span>
      </summary>
      <div className="pt-2 pl-5.5">{children}</div>
    </details>
  )
}
