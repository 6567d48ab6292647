import type { ReactNode } from 'react'

type StepProps = { number: number; title: ReactNode; state?: ReactNode; id?: string; children?: ReactNode }

/** One of the steps of a list: what to do, and how far it is. */
export function Step({ number, title, state, id, children }: StepProps) {
  return (
    <li id={id} className="flex min-w-0 gap-3 px-4 py-3">
      <span
        aria-hidden
        className="mt-px flex size-6 shrink-0 items-center justify-center rounded-full bg-raised font-medium text-table tabular-nums"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex min-h-7 flex-wrap items-center gap-x-4 gap-y-1">
          <h2 className="font-semibold text-base">{title}</h2>
          {state}
        </div>
        {children}
      </div>
    </li>
  )
}

export function Steps({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="divide-y rounded-lg border bg-surface">
      {children}
    </ol>
  )
}
