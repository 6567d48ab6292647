import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { StopPage } from '@/components/stop/stop-page'
import { Skeleton } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Stop' }

export default function RuntimeStopPage({ params }: { params: RuntimeParams }) {
  return (
    <Section
      title="Stop"
      description="Takes everything from the server’s role and keeps callers out, at once and for running sessions too. Nothing is deleted."
    >
      <Suspense fallback={<Skeleton className="h-96" />}>
        <WithRuntime params={params}>
          {({ connection, runtime }) => (
            <Suspense fallback={<Skeleton className="h-96" />}>
              <StopPage connection={connection} runtime={runtime} />
            </Suspense>
          )}
        </WithRuntime>
      </Suspense>
    </Section>
  )
}
