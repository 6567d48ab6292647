import type { Metadata } from 'next'
import { Suspense } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionGuard } from '@/components/form/connection-context'
import { InsightsPanel } from '@/components/insights/insights-panel'
import { Page, PageHeader } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Term } from '@/components/ui/term'
import { requireContext } from '@/lib/auth/context'
import { connectionKey } from '@/lib/aws/connection'
import { listRuntimeLogGroups } from '@/lib/logs/queries'

export const metadata: Metadata = { title: 'Search logs' }

export default function SearchLogsPage() {
  return (
    <Page>
      <PageHeader
        title="Search logs"
        description={
          <>
            For ranges too long to read: <Term of="logsInsights">CloudWatch Logs Insights</Term> searches where the
            lines are. AWS bills what it scans.
          </>
        }
      />
      <Suspense fallback={<SkeletonRows rows={4} label="Reading log groups" />}>
        <Search />
      </Suspense>
    </Page>
  )
}

async function Search() {
  const { connection } = await requireContext()
  const groups = await listRuntimeLogGroups(connection)

  if (!groups.ok) {
    return <FailureNotice failure={groups.error} retry={<RefreshButton label="Try again" />} />
  }
  return groups.data.length === 0 ? (
    <EmptyState title="No log groups yet">AWS makes one at the first call of a runtime.</EmptyState>
  ) : (
    <ConnectionGuard connectionKey={connectionKey(connection)}>
      <InsightsPanel groups={groups.data} />
    </ConnectionGuard>
  )
}
