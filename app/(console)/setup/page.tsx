import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Setup, SetupSkeleton } from '@/app/(console)/setup/setup'
import { Page, PageHeader } from '@/components/layout/page'

export const metadata: Metadata = { title: 'Set up' }

export default function SetupPage({ searchParams }: PageProps<'/setup'>) {
  return (
    <Page>
      <PageHeader
        title="Set up your server"
        description="An execution role, its permissions and a runtime, in five steps. Nothing changes in AWS before the last one."
      />
      <Suspense fallback={<SetupSkeleton />}>
        <Setup searchParams={searchParams} />
      </Suspense>
    </Page>
  )
}
