import { Suspense } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { Overview } from '@/components/overview/overview'
import { ButtonLink } from '@/components/ui/button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { routes } from '@/lib/routes'

export default function OverviewPage() {
  return (
    <Page>
      <PageHeader
        title="Overview"
        actions={
          <ButtonLink variant="primary" href={routes.setup()}>
            Set up a server
          </ButtonLink>
        }
      />
      <Suspense fallback={<SkeletonRows rows={4} label="Reading runtimes from AWS" />}>
        <Overview />
      </Suspense>
    </Page>
  )
}
