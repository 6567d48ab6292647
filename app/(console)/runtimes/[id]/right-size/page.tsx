import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { RightSizeDays } from '@/components/right-size/right-size-days'
import { RightSizing } from '@/components/right-size/right-sizing'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'
import { readDays } from '@/lib/right-size/days'

export const metadata: Metadata = { title: 'Right-size' }

type RightSizePageProps = { params: RuntimeParams; searchParams: Promise<{ days?: string | string[] }> }

export default function RightSizePage({ params, searchParams }: RightSizePageProps) {
  return (
    <Section
      title="Right-size"
      description="What the role may do, and what was done with it. This only proposes: nothing in AWS changes here."
    >
      <Suspense fallback={<Skeleton className="h-128" />}>
        <WithRuntime params={params}>
          {async (view) => {
            const days = readDays((await searchParams).days)
            return (
              <>
                <RightSizeDays runtimeId={view.runtime.id} current={days} />
                <Suspense key={days} fallback={<Skeleton className="h-128" />}>
                  <RightSizing {...view} days={days} />
                </Suspense>
              </>
            )
          }}
        </WithRuntime>
      </Suspense>
    </Section>
  )
}
