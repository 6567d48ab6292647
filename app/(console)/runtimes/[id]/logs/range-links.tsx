import type { Route } from 'next'
import Link from 'next/link'
import { RANGES } from '@/lib/logs/ranges'
import { routes } from '@/lib/routes'

export function RangeLinks({ runtimeId, selected }: { runtimeId: string; selected: string }) {
  return (
    <nav aria-label="Range">
      <ul className="flex gap-1 rounded-lg border bg-surface p-0.5">
        {RANGES.map(({ id, label }) => (
          <li key={id}>
            <Link
              href={`${routes.runtimeTab(runtimeId, 'logs')}?range=${id}` as Route}
              aria-label={`Last ${label}`}
              aria-current={id === selected ? 'true' : undefined}
              className="flex h-6 items-center rounded-md px-2 text-muted text-table hover:text-text aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-text"
            >
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
