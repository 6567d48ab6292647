import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { Page } from '@/components/layout/page'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <Page>
      <h1 className="font-semibold text-title">Not found</h1>
      <EmptyState
        title="There is nothing at this address"
        actions={
          <>
            <ButtonLink variant="primary" href={routes.overview()}>
              Go to the overview
            </ButtonLink>
            <ButtonLink href={routes.runtimes()}>See all runtimes</ButtonLink>
          </>
        }
      >
        It may have been deleted, or it belongs to another account or region than the connection in use.
      </EmptyState>
    </Page>
  )
}
