import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Connect, type ConnectSearch } from '@/components/clients/connect'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Connect' }

export default function ConnectPage({ params, searchParams }: { params: RuntimeParams; searchParams: ConnectSearch }) {
  return (
    <Suspense fallback={<Skeleton className="h-screen" />}>
      <WithRuntime params={params}>{(view) => <Connect {...view} searchParams={searchParams} />}</WithRuntime>
    </Suspense>
  )
}
