import { LinkRow } from '@/components/layout/link-row'
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/export/model'
import { routes } from '@/lib/routes'

const LABELS: Record<ExportFormat, string> = {
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
  cdk: 'CDK',
  cli: 'AWS CLI',
  spec: 'Slipway spec',
}

/** What it can be written as. */
export function ExportFormats({ runtimeId, current }: { runtimeId: string; current: ExportFormat }) {
  return (
    <LinkRow
      label="Format"
      items={EXPORT_FORMATS.map((format) => ({
        label: LABELS[format],
        href: routes.runtimeExport(runtimeId, { to: format }),
        isOn: format === current,
      }))}
    />
  )
}
