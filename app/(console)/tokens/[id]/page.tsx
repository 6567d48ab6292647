import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Page, PageHeader } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { WithRuntime } from '@/components/runtimes/with-runtime'
import { UserPoolSettingsView } from '@/components/tokens/settings/user-pool-settings'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Term } from '@/components/ui/term'

export const metadata: Metadata = { title: 'User pool settings' }

export default function UserPoolSettingsPage({ params }: { params: Promise<{ id: string }> }) {
  return (
    <Page>
      <PageHeader
        title="User pool settings"
        description={
          <>
            The <Term of="userPool">user pool</Term> and the <Term of="appClient">app client</Term> behind a runtime’s
            tokens. What a change sends is shown before it is sent.
          </>
        }
        actions={<RefreshButton />}
      />
      <Suspense fallback={<SkeletonRows rows={6} label="Reading the user pool" />}>
        <WithRuntime params={params}>{(view) => <UserPoolSettingsView {...view} />}</WithRuntime>
      </Suspense>
    </Page>
  )
}
