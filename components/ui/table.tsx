import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'

type Column = {
  label: string
  /** Keeps the name for screen readers only (a column of buttons, say). */
  hidden?: boolean
  align?: 'start' | 'end'
  /** Where a click on the heading leads; `direction` is set on the column that rows are sorted by. */
  sort?: { href: Route; direction?: 'ascending' | 'descending' }
}

type TableProps = {
  /** What the rows are, for screen readers. */
  label: string
  columns: Column[]
  /** `Row`s. */
  children: ReactNode
}

/** A real table; under 640 px each row becomes two lines, or a card whose cells name their column. */
export function Table({ label, columns, children }: TableProps) {
  return (
    // Words for screen readers stand out of the flow: the box that scrolls must hold them too, or the page grows wider.
    <div className="rounded-lg border bg-surface sm:max-lg:relative sm:max-lg:overflow-x-auto">
      <table className="card-table w-full border-collapse text-table">
        <caption className="sr-only">{label}</caption>
        {/* Under the top bar. A box that scrolls sideways would hold the header back, so only narrow screens get one. */}
        <thead className="z-10 bg-surface lg:sticky lg:top-14 [&_th:first-child]:rounded-tl-lg [&_th:last-child]:rounded-tr-lg">
          <tr className="border-b">
            {columns.map((column) => (
              <Heading key={column.label} column={column} />
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">{children}</tbody>
      </table>
    </div>
  )
}

function Heading({ column: { label, hidden, align, sort } }: { column: Column }) {
  const Arrow = sort?.direction === 'descending' ? ArrowDown : ArrowUp

  return (
    <th
      scope="col"
      aria-sort={sort?.direction}
      className={clsx(
        'h-9 whitespace-nowrap px-4 font-medium text-muted',
        align === 'end' ? 'text-right' : 'text-left',
      )}
    >
      {sort ? (
        <Link href={sort.href} className="inline-flex items-center gap-1 rounded hover:text-text">
          {label}
          {sort.direction ? <Arrow aria-hidden className="size-3.5" /> : null}
        </Link>
      ) : (
        <span className={hidden ? 'sr-only' : undefined}>{label}</span>
      )}
    </th>
  )
}

export function Row({ children }: { children: ReactNode }) {
  return <tr className="h-9 hover:bg-raised/50">{children}</tr>
}

type CellProps = {
  /** The column's name, shown beside the value on a narrow screen; empty for none. */
  label: string
  align?: 'start' | 'end'
  /**
   * Under 640 px the first cell of a row begins its first line; the others stand at the end of it, or follow each other
   * on the second, by themselves or after their column's name; or they stand below, or are left out, where the page
   * behind has them.
   */
  narrow?: 'first' | 'end' | 'line' | 'named' | 'below' | 'none'
  children?: ReactNode
}

export function Cell({ label, align, narrow, children }: CellProps) {
  return (
    <td
      data-label={label}
      data-narrow={narrow}
      className={clsx('px-4 py-1.5 align-middle', align === 'end' && 'sm:text-right')}
    >
      <div className="min-w-0">{children}</div>
    </td>
  )
}
