import type { Metadata } from 'next'
import { Suspense } from 'react'
import { type LogSearch, RuntimeLogs } from '@/app/(console)/runtimes/[id]/logs/runtime-logs'
import { type RuntimeParams, WithRuntime } from '@/app/(console)/runtimes/[id]/with-runtime'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Logs' }

export default function LogsPage({ params, searchParams }: { params: RuntimeParams; searchParams: LogSearch }) {
  return (
    <Suspense fallback={<SkeletonRows rows={10} label="Reading log lines" />}>
      <WithRuntime params={params}>
        {({ connection, runtime }) => (
          <RuntimeLogs connection={connection} runtimeId={runtime.id} searchParams={searchParams} />
        )}
      </WithRuntime>
    </Suspense>
  )
}
