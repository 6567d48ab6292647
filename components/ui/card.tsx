import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={clsx('min-w-0 rounded-lg border bg-surface', className)}>{children}</div>
}

type CardHeaderProps = { title: ReactNode; description?: ReactNode; actions?: ReactNode; level?: 2 | 3 | 4 }

export function CardHeader({ title, description, actions, level = 3 }: CardHeaderProps) {
  const Heading = `h${level}` as const

  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b px-4 py-3">
      <div className="min-w-0">
        <Heading className="font-semibold">{title}</Heading>
        {description ? <p className="text-muted text-table">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  )
}

export function CardBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={clsx('px-4 py-3', className)}>{children}</div>
}
