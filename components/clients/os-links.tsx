import Link from 'next/link'
import { connectHref } from '@/components/clients/connect-href'
import { OPERATING_SYSTEMS, type OperatingSystem } from '@/lib/clients/model'

const NAMES: Record<OperatingSystem, string> = { mac: 'macOS', linux: 'Linux', windows: 'Windows' }

export function OsLinks({ runtimeId, client, os }: { runtimeId: string; client: string; os: OperatingSystem }) {
  return (
    <nav aria-label="Operating system">
      <ul className="flex gap-1 rounded-lg border bg-surface p-1">
        {OPERATING_SYSTEMS.map((id) => (
          <li key={id}>
            <Link
              href={connectHref(runtimeId, { client, os: id })}
              scroll={false}
              aria-current={id === os ? 'true' : undefined}
              className="flex h-7 items-center rounded-md px-2.5 text-muted text-table hover:text-text aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-text"
            >
              {NAMES[id]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
