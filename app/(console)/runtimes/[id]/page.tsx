import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Details } from '@/components/runtimes/details'
import { KeyFacts } from '@/components/runtimes/key-facts'
import { TestSection } from '@/components/runtimes/test-section'
import { VerdictNotice } from '@/components/runtimes/verdict-notice'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'
import { isDoomed } from '@/lib/runtimes/model'

export const metadata: Metadata = { title: 'Runtime' }

export default function RuntimePage({ params }: { params: RuntimeParams }) {
  return (
    <Suspense fallback={<OverviewSkeleton />}>
      <WithRuntime params={params}>
        {(view) => (
          <>
            <Suspense fallback={<Skeleton className="h-15.5" />}>
              <VerdictNotice {...view} />
            </Suspense>
            <KeyFacts {...view} />
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
      <Skeleton className="h-15.5" />
      <Skeleton className="h-73 lg:h-34" />
      <Skeleton className="h-27" />
    </>
  )
}
