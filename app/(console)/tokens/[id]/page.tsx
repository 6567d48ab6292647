import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { WithRuntime } from '@/components/runtimes/with-runtime'
import { PoolCareView } from '@/components/tokens/settings/pool-care-view'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Pool care' }

export default function PoolCarePage({ params }: { params: Promise<{ id: string }> }) {
  return (
    <Page>
      <PageHeader
        title="Pool care"
        description="The user pool and the app client behind a runtime's tokens. What a change sends is shown before it is sent."
        actions={<RefreshButton />}
      />
      <Suspense fallback={<SkeletonRows rows={6} label="Reading the user pool" />}>
        <WithRuntime params={params}>{(view) => <PoolCareView {...view} />}</WithRuntime>
      </Suspense>
    </Page>
  )
}
