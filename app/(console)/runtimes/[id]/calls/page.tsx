import type { Metadata } from 'next'
import { Suspense } from 'react'
import { type CallSearch, Calls } from '@/components/calls/calls'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Calls' }

export default function CallsPage({ params, searchParams }: { params: RuntimeParams; searchParams: CallSearch }) {
  return (
    <Suspense fallback={<SkeletonRows rows={12} label="Reading calls" />}>
      <WithRuntime params={params}>{(view) => <Calls {...view} searchParams={searchParams} />}</WithRuntime>
    </Suspense>
  )
}
