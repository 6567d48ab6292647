import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Page } from '@/components/layout/page'
import { GroupLogs } from '@/components/logs/group-logs'
import { SkeletonRows } from '@/components/ui/skeleton'

export const metadata: Metadata = { title: 'Log group' }

export default function LogGroupPage({ params }: { params: Promise<{ group: string }> }) {
  return (
    <Page width="full">
      <Suspense fallback={<SkeletonRows rows={18} label="Reading log lines" />}>
        <GroupLogs params={params} />
      </Suspense>
    </Page>
  )
}
