import { Notice } from '@/components/feedback/notice'
import { ButtonLink } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { counted } from '@/lib/format/counted'
import type { RefusedSince } from '@/lib/right-size/refused-since'
import { routes } from '@/lib/routes'

/** What the change took away too much of, each with a way to give it back. */
export function RefusedSinceList({ rows, roleName }: { rows: readonly RefusedSince[]; roleName: string }) {
  if (rows.length === 0) {
    return (
      <p className="text-muted text-table">Nothing that it took away was refused since, as far as could be read.</p>
    )
  }
  return (
    <Notice tone="warning" title={`${counted(rows.length, 'permission')} refused since the role was right-sized`}>
      <ul className="flex flex-col gap-2" aria-label="Refused since">
        {rows.map(({ action, resource, count, at }) => (
          <li key={`${action} ${resource}`} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="min-w-0">
              <span className="break-all font-mono text-table">{action}</span>{' '}
              <span className="break-all text-muted text-table">
                {resource === '*' ? '' : `on ${resource}, `}
                {counted(count, 'time')}, last <Time at={new Date(at).toISOString()} />
              </span>
            </span>
            <ButtonLink
              size="sm"
              href={routes.roleProposing(roleName, action, resource)}
              aria-label={`Give back ${action}`}
            >
              Give it back
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
