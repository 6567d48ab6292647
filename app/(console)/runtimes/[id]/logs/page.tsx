import type { Metadata } from 'next'
import { Suspense } from 'react'
import { RuntimeLogs } from '@/components/logs/runtime-logs'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Logs' }

export default function LogsPage({ params }: { params: RuntimeParams }) {
  return (
    <div data-full-width>
      <Suspense fallback={<SkeletonRows rows={18} label="Reading log lines" />}>
        <WithRuntime params={params}>
          {({ connection, runtime }) => <RuntimeLogs connection={connection} runtime={runtime} />}
        </WithRuntime>
      </Suspense>
    </div>
  )
}
