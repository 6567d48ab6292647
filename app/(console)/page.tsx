import { Suspense } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { AnotherServer, Overview } from '@/components/overview/overview'
import { SkeletonRows } from '@/components/ui/skeleton'

export default function OverviewPage() {
  return (
    <Page>
      <PageHeader
        title="Overview"
        actions={
          <div className="min-h-9">
            <Suspense>
              <AnotherServer />
            </Suspense>
          </div>
        }
      />
      <Suspense fallback={<SkeletonRows rows={4} label="Reading runtimes from AWS" />}>
        <Overview />
      </Suspense>
    </Page>
  )
}
