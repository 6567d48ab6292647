import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ExportFormats } from '@/components/export/export-formats'
import { ExportedFiles } from '@/components/export/exported-files'
import { Section } from '@/components/layout/page'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/export/model'

export const metadata: Metadata = { title: 'Export as code' }

type ExportPageProps = { params: RuntimeParams; searchParams: Promise<{ to?: string | string[] }> }

export default function RuntimeExportPage({ params, searchParams }: ExportPageProps) {
  return (
    <Section
      title="Export as code"
      description="Everything of this deployment as AWS has it now. Values that may be secret are parameters."
    >
      <Suspense fallback={<Skeleton className="h-128" />}>
        <WithRuntime params={params}>
          {async (view) => {
            const format = formatOf((await searchParams).to)
            return (
              <>
                <ExportFormats runtimeId={view.runtime.id} current={format} />
                <Suspense key={format} fallback={<Skeleton className="h-128" />}>
                  <ExportedFiles {...view} format={format} />
                </Suspense>
              </>
            )
          }}
        </WithRuntime>
      </Suspense>
    </Section>
  )
}

function formatOf(wanted: string | string[] | undefined): ExportFormat {
  return EXPORT_FORMATS.find((format) => format === wanted) ?? 'cloudformation'
}
