import { clsx } from 'clsx'
import type { Entry, Outcome } from '@/lib/activity/model'
import { outcomeText } from '@/lib/activity/view/words'
import { visibleText } from '@/lib/format/visible-text'

const MARKS: Record<Outcome, { mark: string; className: string }> = {
  allowed: { mark: '✓', className: 'text-success' },
  refused: { mark: '✕', className: 'text-danger' },
  failed: { mark: '!', className: 'text-warning' },
  unknown: { mark: '?', className: 'text-muted' },
}

/** One line where the list has room, else two; the same for rows of the server and of the list, in an `@container`. */
export const ENTRY_GRID =
  'grid min-h-9 grid-cols-[8rem_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-1.5 text-table @3xl:grid-cols-[8rem_minmax(0,1fr)_10rem_minmax(0,16rem)]'

type CellsProps = { entry: Entry; role?: 'gridcell' }

export function EntryCells({ entry, role }: CellsProps) {
  const { at, what, resource, service, region, outcome, client } = entry
  const { mark, className } = MARKS[outcome]

  return (
    <>
      <span role={role} className="whitespace-nowrap text-muted tabular-nums">
        {at.slice(5, 10)} {at.slice(11, 19)}
      </span>
      <span role={role} className="min-w-0 truncate">
        <span className="font-medium">{visibleText(what)}</span>
        {resource === undefined ? null : <span className="text-muted"> {visibleText(resource)}</span>}
      </span>
      <span role={role} className="min-w-0 truncate text-muted">
        {visibleText([service, region].filter(Boolean).join(' · '))}
      </span>
      <span role={role} className="min-w-0 truncate">
        <span className={clsx('font-medium', className)}>
          <span aria-hidden>{mark} </span>
          {visibleText(outcomeText(entry))}
        </span>
        {client === undefined ? null : <span className="text-muted"> {visibleText(client)}</span>}
      </span>
    </>
  )
}
