import type { Metadata } from 'next'
import { Suspense } from 'react'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Usage, type UsageSearch, UsageSkeleton } from '@/components/usage/usage'

export const metadata: Metadata = { title: 'Usage' }

export default function UsagePage({ params, searchParams }: { params: RuntimeParams; searchParams: UsageSearch }) {
  return (
    <Suspense fallback={<UsageSkeleton />}>
      <WithRuntime params={params}>{(view) => <Usage {...view} searchParams={searchParams} />}</WithRuntime>
    </Suspense>
  )
}
