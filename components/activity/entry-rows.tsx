import Link from 'next/link'
import { ENTRY_GRID, EntryCells } from '@/components/activity/entry-cells'
import type { Entry } from '@/lib/activity/model'
import { type ActivityQuery, writeActivityQuery } from '@/lib/activity/view/query'
import { routes } from '@/lib/routes'

type EntryRowsProps = { entries: readonly Entry[]; query: ActivityQuery; server: { id: string } }

/** Rows without a script: each is a link to itself. */
export function EntryRows({ entries, query, server }: EntryRowsProps) {
  return (
    <ol aria-label="Entries" className="@container divide-y overflow-hidden rounded-lg border bg-surface">
      {entries.map((entry) => (
        <li key={entry.id}>
          <Link
            prefetch={false}
            href={routes.runtimeActivityAt(server.id, writeActivityQuery({ ...query, entry: entry.id }))}
            className={`${ENTRY_GRID} hover:bg-raised/50`}
          >
            <EntryCells entry={entry} />
          </Link>
        </li>
      ))}
    </ol>
  )
}
