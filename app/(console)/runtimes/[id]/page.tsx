import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { Attention } from '@/components/runtimes/attention'
import { Endpoints } from '@/components/runtimes/endpoints'
import { EnvironmentTable } from '@/components/runtimes/environment-table'
import { Facts } from '@/components/runtimes/facts'
import { TestSection } from '@/components/runtimes/test-section'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Runtime' }

export default function RuntimePage({ params }: { params: RuntimeParams }) {
  return (
    <Suspense fallback={<Skeleton className="h-96" />}>
      <WithRuntime params={params}>
        {({ actor, connection, runtime }) => (
          <>
            <Attention runtime={runtime} />
            <Facts connection={connection} runtime={runtime} />
            <TestSection actor={actor} connection={connection} runtime={runtime} />
            <Section
              title="Endpoints"
              description="DEFAULT follows the newest version; named ones stay where they are put."
            >
              <Suspense fallback={<SkeletonRows rows={1} label="Reading endpoints" />}>
                <Endpoints connection={connection} runtimeId={runtime.id} />
              </Suspense>
            </Section>
            <Section
              title="Environment"
              description="AWS keeps these in clear and shows them to whoever may read the runtime."
            >
              <EnvironmentTable environment={runtime.environment} />
            </Section>
          </>
        )}
      </WithRuntime>
    </Suspense>
  )
}
