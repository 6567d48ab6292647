import Link from 'next/link'
import { type Chosen, connectHref } from '@/components/clients/connect-href'
import { Badge } from '@/components/ui/badge'
import { CLIENTS } from '@/lib/clients/registry'

export function ClientGrid({ chosen }: { chosen: Chosen }) {
  return (
    <nav aria-label="MCP clients">
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
        {CLIENTS.map(({ id, name, initials, status }) => (
          <li key={id}>
            <Link
              href={connectHref(chosen, { client: id, form: 'file' })}
              scroll={false}
              aria-current={id === chosen.choice.client ? 'true' : undefined}
              className="flex h-full items-center gap-2 rounded-lg border bg-surface px-2.5 py-2 hover:border-control aria-[current]:border-accent aria-[current]:bg-accent-soft"
            >
              <span
                aria-hidden
                className="flex size-7 shrink-0 items-center justify-center rounded-md bg-raised font-medium font-mono text-table"
              >
                {initials}
              </span>
              <span className="flex min-w-0 flex-col items-start gap-0.5 font-medium">
                {name}
                {status === 'legacy' ? <Badge tone="warning">legacy</Badge> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
