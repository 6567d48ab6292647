import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Ownership } from '@/components/take-over/ownership'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Ownership' }

export default function RuntimeTakeOverPage({ params }: { params: RuntimeParams }) {
  const rows = <SkeletonRows rows={6} label="Looking at who made it" />

  return (
    <Section title="Ownership" description="Who made the runtime, what Slipway owns of it, and what stays as it is.">
      <Suspense fallback={rows}>
        <WithRuntime params={params}>
          {(view) => (
            <Suspense fallback={rows}>
              <Ownership {...view} />
            </Suspense>
          )}
        </WithRuntime>
      </Suspense>
    </Section>
  )
}
