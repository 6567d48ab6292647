import Link from 'next/link'
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/export/model'
import { routes } from '@/lib/routes'

const LABELS: Record<ExportFormat, string> = {
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
  cdk: 'CDK',
  cli: 'AWS CLI',
  spec: 'Slipway spec',
}

/** What it can be written as, side by side; each has its own address. */
export function ExportFormats({ runtimeId, current }: { runtimeId: string; current: ExportFormat }) {
  return (
    <nav aria-label="Format" className="w-fit max-w-full">
      <ul className="flex flex-wrap gap-1 rounded-lg border bg-surface p-1">
        {EXPORT_FORMATS.map((format) => (
          <li key={format}>
            <Link
              href={routes.runtimeExport(runtimeId, { to: format })}
              scroll={false}
              aria-current={format === current ? 'page' : undefined}
              className="flex h-7 items-center rounded-md px-2.5 text-muted text-table hover:text-text aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-text"
            >
              {LABELS[format]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
