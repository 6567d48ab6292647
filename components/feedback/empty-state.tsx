import type { ReactNode } from 'react'

type EmptyStateProps = { title: ReactNode; children?: ReactNode; actions?: ReactNode }

/** Nothing here yet: why, and what to do next. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-dashed bg-surface px-6 py-12 text-center">
      <h2 className="font-semibold text-base">{title}</h2>
      {children ? <div className="max-w-lg text-muted">{children}</div> : null}
      {actions ? <div className="flex flex-wrap justify-center gap-2 pt-1">{actions}</div> : null}
    </div>
  )
}
