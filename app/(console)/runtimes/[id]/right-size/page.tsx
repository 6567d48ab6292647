import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { ResizeState } from '@/components/right-size/resize-state'
import { RightSizeChoices } from '@/components/right-size/right-size-choices'
import { RightSizing } from '@/components/right-size/right-sizing'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'
import { askedQuery, readAsked } from '@/lib/right-size/asked'

export const metadata: Metadata = { title: 'Right-size' }

type RightSizePageProps = { params: RuntimeParams; searchParams: Promise<Record<string, string | string[]>> }

export default function RightSizePage({ params, searchParams }: RightSizePageProps) {
  return (
    <Section title="Right-size" description="What the role may do, what was done with it, and policies with just that.">
      <Suspense fallback={<Skeleton className="h-128" />}>
        <WithRuntime params={params}>
          {async (view) => {
            const asked = readAsked(await searchParams)
            return (
              <>
                <Suspense>
                  <ResizeState {...view} />
                </Suspense>
                <RightSizeChoices runtimeId={view.runtime.id} asked={asked} />
                <Suspense key={JSON.stringify(askedQuery(asked))} fallback={<Skeleton className="h-128" />}>
                  <RightSizing {...view} asked={asked} />
                </Suspense>
              </>
            )
          }}
        </WithRuntime>
      </Suspense>
    </Section>
  )
}
