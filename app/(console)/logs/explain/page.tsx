import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ExplainError } from '@/components/findings/explain-error'
import { Page, PageHeader } from '@/components/layout/page'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Explain an error' }

export default function ExplainPage() {
  return (
    <Page>
      <PageHeader
        title="Explain an error"
        description="Paste what your assistant, a terminal or a log shows. It is read in this browser and sent nowhere."
      />
      <Suspense fallback={<SkeletonRows rows={6} label="Reading the connection" />}>
        <ExplainError />
      </Suspense>
    </Page>
  )
}
