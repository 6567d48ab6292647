import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { RuntimeList, type RuntimeSearch } from '@/components/runtimes/runtime-list'
import { ButtonLink } from '@/components/ui/button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Term } from '@/components/ui/term'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Runtimes' }

export default function RuntimesPage({ searchParams }: { searchParams: RuntimeSearch }) {
  return (
    <Page>
      <PageHeader
        title="Runtimes"
        description={
          <>
            Every AgentCore <Term of="runtime">runtime</Term> in the account and region of the{' '}
            <Term of="connection">connection</Term>.
          </>
        }
        actions={
          <>
            <RefreshButton />
            <ButtonLink size="sm" variant="primary" href={routes.setup()}>
              Set up a server
            </ButtonLink>
          </>
        }
      />
      <Suspense fallback={<SkeletonRows rows={4} label="Reading runtimes from AWS" />}>
        <RuntimeList searchParams={searchParams} />
      </Suspense>
    </Page>
  )
}
