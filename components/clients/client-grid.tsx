import Link from 'next/link'
import { connectHref } from '@/components/clients/connect-href'
import type { OperatingSystem } from '@/lib/clients/model'
import { CLIENTS } from '@/lib/clients/registry'

type ClientGridProps = { runtimeId: string; selected: string; os: OperatingSystem }

export function ClientGrid({ runtimeId, selected, os }: ClientGridProps) {
  return (
    <nav aria-label="MCP clients">
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
        {CLIENTS.map(({ id, name, initials }) => (
          <li key={id}>
            <Link
              href={connectHref(runtimeId, { client: id, os })}
              scroll={false}
              aria-current={id === selected ? 'true' : undefined}
              className="flex h-full items-center gap-2.5 rounded-lg border bg-surface px-3 py-2.5 hover:border-control aria-[current]:border-accent aria-[current]:bg-accent-soft"
            >
              <span
                aria-hidden
                className="flex size-7 shrink-0 items-center justify-center rounded-md bg-raised font-medium font-mono text-table"
              >
                {initials}
              </span>
              <span className="min-w-0 font-medium">{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
