import { clsx } from 'clsx'
import type { ReactNode } from 'react'

type PageProps = {
  children: ReactNode
  /** Logs and editors take the whole width. A part below a layout asks for it with `data-full-width`. */
  width?: 'default' | 'full'
}

export function Page({ children, width = 'default' }: PageProps) {
  return (
    <div
      className={clsx(
        'mx-auto flex w-full min-w-0 flex-col gap-6 px-4 py-6 sm:px-6',
        width === 'default' && 'max-w-300 has-data-full-width:max-w-none',
      )}
    >
      {children}
    </div>
  )
}

type PageHeaderProps = { title: ReactNode; status?: ReactNode; actions?: ReactNode; description?: ReactNode }

/** The first line of a page: what it is, whether it is well, what to do. */
export function PageHeader({ title, status, actions, description }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 break-words font-semibold text-title">{title}</h1>
          {status}
        </div>
        {description ? <div className="max-w-2xl text-pretty text-muted">{description}</div> : null}
      </div>
      {actions ? <div className={HEADER_ACTIONS}>{actions}</div> : null}
    </header>
  )
}

/** Buttons of one height, whatever size they have elsewhere. */
const HEADER_ACTIONS = clsx(
  'flex flex-wrap items-center gap-2',
  '[&>:is(a,button)]:h-8 [&>:is(a,button)]:gap-1.5 [&>:is(a,button)]:px-3 [&>:is(a,button)]:text-table',
  '[&>:is(a,button)>svg]:size-3.5',
)

type SectionProps = {
  title: ReactNode
  description?: ReactNode
  actions?: ReactNode
  /** Anchor for links to this section. */
  id?: string
  children?: ReactNode
}

export function Section({ title, description, actions, id, children }: SectionProps) {
  return (
    <section id={id} className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 className="font-semibold text-base">{title}</h2>
          {description ? <p className="max-w-2xl text-pretty text-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  )
}
