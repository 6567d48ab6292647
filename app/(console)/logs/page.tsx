import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { LogGroupTable } from '@/components/logs/log-group-table'
import { ButtonLink } from '@/components/ui/button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Term } from '@/components/ui/term'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Logs' }

export default function LogGroupsPage() {
  return (
    <Page>
      <PageHeader
        title="Logs"
        description={
          <>
            One <Term of="logGroup">log group</Term> for each <Term of="endpoint">endpoint</Term> of a runtime. AWS
            keeps the group when the runtime is deleted, and its lines as long as the{' '}
            <Term of="retention">retention</Term> says.
          </>
        }
        actions={
          <>
            <ButtonLink href={routes.logsSearch()}>Search logs</ButtonLink>
            <ButtonLink href={routes.logsExplain()}>Explain an error</ButtonLink>
            <RefreshButton />
          </>
        }
      />
      <Suspense fallback={<SkeletonRows rows={4} label="Reading log groups" />}>
        <LogGroupTable />
      </Suspense>
    </Page>
  )
}
