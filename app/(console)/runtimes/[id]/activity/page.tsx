import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Activity, type ActivitySearch } from '@/components/activity/activity'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Activity' }

export default function ActivityPage({
  params,
  searchParams,
}: {
  params: RuntimeParams
  searchParams: ActivitySearch
}) {
  return (
    <Suspense fallback={<SkeletonRows rows={12} label="Reading activity" />}>
      <WithRuntime params={params}>{(view) => <Activity {...view} searchParams={searchParams} />}</WithRuntime>
    </Suspense>
  )
}
