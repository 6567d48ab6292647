import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Setup, SetupSkeleton } from '@/app/(console)/setup/setup'
import { NewServerHeader, SetupHeader } from '@/app/(console)/setup/setup-header'
import { Page } from '@/components/layout/page'

export const metadata: Metadata = { title: 'Set up' }

export default function SetupPage({ searchParams }: PageProps<'/setup'>) {
  return (
    <Page>
      <Suspense fallback={<NewServerHeader />}>
        <SetupHeader searchParams={searchParams} />
      </Suspense>
      <Suspense fallback={<SetupSkeleton />}>
        <Setup searchParams={searchParams} />
      </Suspense>
    </Page>
  )
}
