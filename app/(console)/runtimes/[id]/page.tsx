import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Health, HealthSkeleton } from '@/components/health/health'
import { Details } from '@/components/runtimes/details'
import { TestSection } from '@/components/runtimes/test-section'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { ForeignNotice } from '@/components/take-over/foreign-notice'
import { Skeleton } from '@/components/ui/skeleton'
import { isDoomed } from '@/lib/runtimes/model'

export const metadata: Metadata = { title: 'Runtime' }

export default function RuntimePage({ params }: { params: RuntimeParams }) {
  return (
    <Suspense fallback={<OverviewSkeleton />}>
      <WithRuntime params={params}>
        {(view) => (
          <>
            {/* Few runtimes have it, so no room is kept for it. */}
            <Suspense fallback={null}>
              <ForeignNotice {...view} />
            </Suspense>
            <Suspense fallback={<HealthSkeleton />}>
              <Health {...view} />
            </Suspense>
            {isDoomed(view.runtime.status) ? null : <TestSection {...view} />}
            <Details connection={view.connection} runtime={view.runtime} />
          </>
        )}
      </WithRuntime>
    </Suspense>
  )
}

function OverviewSkeleton() {
  return (
    <>
      <HealthSkeleton />
      <Skeleton className="h-27" />
    </>
  )
}
