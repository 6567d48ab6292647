import type { ReactNode } from 'react'

/** Stays in sight, above the bar of a phone: the one button, and what to know while it is at work. */
export function LaunchFooter({ aside, children }: { aside?: ReactNode; children: ReactNode }) {
  return (
    <div
      data-sticky-foot
      className="sticky bottom-(--bottom-bar) z-10 flex flex-wrap items-center justify-between gap-x-3 gap-y-2 border-t bg-background py-3"
    >
      <div className="min-w-0 flex-1 text-muted text-table">{aside}</div>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  )
}
