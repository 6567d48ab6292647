import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Sessions } from '@/components/sessions/sessions'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Sessions' }

export default function RuntimeSessionsPage({ params }: { params: RuntimeParams }) {
  const rows = <SkeletonRows rows={3} label="Looking for sessions" />

  return (
    <Section
      title="Sessions"
      description="Each is a machine that is paid for until its time-out. AWS lists none: these are put together from what knows of them."
    >
      <Suspense fallback={rows}>
        <WithRuntime params={params}>
          {(view) => (
            <Suspense fallback={rows}>
              <Sessions {...view} />
            </Suspense>
          )}
        </WithRuntime>
      </Suspense>
    </Section>
  )
}
