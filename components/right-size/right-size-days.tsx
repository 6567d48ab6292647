import Link from 'next/link'
import { DAYS, type Days } from '@/lib/right-size/days'
import { routes } from '@/lib/routes'

/** How far back to look; each has its own address. */
export function RightSizeDays({ runtimeId, current }: { runtimeId: string; current: Days }) {
  return (
    <nav aria-label="How far back" className="w-fit max-w-full">
      <ul className="flex flex-wrap gap-1 rounded-lg border bg-surface p-1">
        {DAYS.map((days) => (
          <li key={days}>
            <Link
              href={routes.runtimeRightSize(runtimeId, { days: String(days) })}
              scroll={false}
              aria-current={days === current ? 'page' : undefined}
              className="flex h-7 items-center rounded-md px-2.5 text-muted text-table hover:text-text aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-text"
            >
              {days} days
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
