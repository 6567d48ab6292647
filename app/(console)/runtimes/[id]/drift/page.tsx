import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Drift, type DriftSearch } from '@/components/drift/drift'
import { Section } from '@/components/layout/page'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Drift' }

type DriftPageProps = { params: RuntimeParams; searchParams: DriftSearch }

export default function RuntimeDriftPage({ params, searchParams }: DriftPageProps) {
  const rows = <SkeletonRows rows={4} label="Looking at what others changed" />

  return (
    <Section
      title="Drift"
      description="What somebody else changed of the runtime, its role, its log group and its user pool since Slipway was last there."
    >
      <Suspense fallback={rows}>
        <WithRuntime params={params}>
          {(view) => (
            <Suspense fallback={rows}>
              <Drift {...view} searchParams={searchParams} />
            </Suspense>
          )}
        </WithRuntime>
      </Suspense>
    </Section>
  )
}
