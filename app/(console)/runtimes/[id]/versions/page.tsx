import type { Metadata } from 'next'
import { Suspense } from 'react'
import { type VersionSearch, Versions } from '@/components/runtimes/versions/versions'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Versions' }

type VersionsPageProps = { params: RuntimeParams; searchParams: VersionSearch }

export default function VersionsPage({ params, searchParams }: VersionsPageProps) {
  return (
    <Suspense fallback={<SkeletonRows rows={4} label="Reading versions from AWS" />}>
      <WithRuntime params={params}>{(view) => <Versions {...view} searchParams={searchParams} />}</WithRuntime>
    </Suspense>
  )
}
